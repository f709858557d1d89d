package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Group;
import dev.larder.redis.internal.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HSCAN, SSCAN and ZSCAN: an element that is there from the first step to the last is given at
 * least once, others some times or never. What is small comes whole.
 */
final class ElementScan {
  private static final int ALL = Integer.MAX_VALUE;

  private ElementScan() {}

  static void addTo(CommandTable table) {
    table
        .row("HSCAN", -3, READONLY, SINGLE)
        .group(Group.HASH)
        .keys(1, 1, 1)
        .about("2.8.0", "Walks the fields of a hash with their values, some at each call")
        .tips("nondeterministic_output")
        .runs(ElementScan::hscan);
    table
        .row("SSCAN", -3, READONLY, SINGLE)
        .group(Group.SET)
        .keys(1, 1, 1)
        .about("2.8.0", "Walks the members of a set, some at each call")
        .tips("nondeterministic_output")
        .runs(ElementScan::sscan);
    table
        .row("ZSCAN", -3, READONLY, SINGLE)
        .group(Group.SORTED_SET)
        .keys(1, 1, 1)
        .about("2.8.0", "Walks the members of a sorted set with their scores, some at each call")
        .tips("nondeterministic_output")
        .runs(ElementScan::zscan);
  }

  private static void hscan(Call call) {
    ScanOptions.cursor(call.args(), 2);
    MapHandle<Name, byte[]> hash = call.db().hash(call.args().name(1));
    ScanOptions options = options(call, hash.isEmpty());
    if (options != null) {
      boolean whole = !hash.isLarge() && hash.size() <= call.server().config().hashEntries();
      List<byte[]> found = new ArrayList<>();
      long next =
          hash.scan(
              whole ? 0 : options.cursor(),
              whole ? ALL : options.count(),
              (field, value) -> options.add(found, field.bytes(), value));
      write(call, whole ? 0 : next, found);
    }
  }

  private static void sscan(Call call) {
    ScanOptions.cursor(call.args(), 2);
    SetHandle<Name> set = call.db().set(call.args().name(1));
    ScanOptions options = options(call, set.isEmpty());
    if (options != null) {
      boolean whole = !set.isLarge() && set.size() <= call.server().config().intsetEntries();
      List<byte[]> found = new ArrayList<>();
      long next =
          set.scan(
              whole ? 0 : options.cursor(),
              whole ? ALL : options.count(),
              member -> options.add(found, member.bytes(), null));
      write(call, whole ? 0 : next, found);
    }
  }

  private static void zscan(Call call) {
    ScanOptions.cursor(call.args(), 2);
    SortedSetContent<Name> set = SortedSetCommands.set(call, 1);
    ScanOptions options = options(call, set.isEmpty());
    if (options != null) {
      boolean whole = Growth.isSmall(set, call.server().config().sortedSetEntries());
      List<byte[]> found = new ArrayList<>();
      long next = 0;
      if (whole) {
        set.forEach(entry -> options.add(found, entry.member().bytes(), small(entry.score())));
      } else {
        next =
            set.scan(
                options.cursor(),
                options.count(),
                entry -> options.add(found, entry.member().bytes(), text(entry.score())));
      }
      write(call, next, found);
    }
  }

  private static byte[] text(double score) {
    return Numbers.text(score).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Small sets hold their scores as text, whole numbers with all their digits. */
  private static byte[] small(double score) {
    boolean whole = Math.abs(score) <= 0x1p62 && score == (long) score;
    return whole ? Numbers.bytes((long) score) : text(score);
  }

  /** The options; null, with the reply written, where nothing is: nobody looks at them then. */
  private static @Nullable ScanOptions options(Call call, boolean nothing) {
    if (nothing) {
      write(call, 0, List.of());
      return null;
    }
    return ScanOptions.read(call.args(), 2);
  }

  private static void write(Call call, long cursor, List<byte[]> found) {
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(cursor));
    call.reply().array(found.size());
    found.forEach(call.reply()::bulk);
  }
}
