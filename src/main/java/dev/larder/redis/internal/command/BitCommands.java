package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.internal.kind.ByteString.When;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Limits;
import dev.larder.redis.internal.Lookups;
import dev.larder.redis.internal.Numbers;
import java.util.Arrays;

/** Bits of strings: the first is the highest of the first byte. */
final class BitCommands {
  private static final byte[] EMPTY = new byte[0];

  private BitCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("SETBIT", 4, WRITE, DENYOOM, SINGLE)
        .about("2.2.0", "Sets a bit and answers what it was")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(BitCommands::setbit);
    table
        .row("GETBIT", 3, READONLY, FAST, SINGLE)
        .about("2.2.0", "A bit of a string")
        .keys(1, 1, 1)
        .runs(BitCommands::getbit);
    table
        .row("BITCOUNT", -2, READONLY, SINGLE)
        .about("2.6.0", "How many bits of a string are set")
        .keys(1, 1, 1)
        .runs(BitCommands::bitcount);
    table
        .row("BITPOS", -3, READONLY, SINGLE)
        .about("2.8.7", "Where the first set or clear bit is")
        .keys(1, 1, 1)
        .runs(BitCommands::bitpos);
    table
        .row("BITOP", -4, WRITE, DENYOOM)
        .about("2.6.0", "Combines the bits of strings into another one")
        .specs(KeySpec.at(2, "OW update"), KeySpec.from(3, "RO access"))
        .keys(2, -1, 1)
        .runs(BitCommands::bitop);
    table
        .row("BITFIELD", -2, WRITE, DENYOOM, SINGLE)
        .about("3.2.0", "Reads and changes integers of any width within a string")
        .access("RW access update variable_flags")
        .access(BitField::access)
        .keys(1, 1, 1)
        .looks(args -> (BitField.reads(args) ? Lookups.FIRST : Lookups.NONE).keys(args))
        .runs(call -> BitField.run(call, false));
    table
        .row("BITFIELD_RO", -2, READONLY, FAST, SINGLE)
        .about("6.0.0", "Reads integers of any width within a string")
        .keys(1, 1, 1)
        .runs(call -> BitField.run(call, true));
  }

  /** The position of a bit, from 0 on, that a string could have. */
  static long offset(byte[] bytes, long factor) {
    if (!Numbers.isInteger(bytes)) {
      throw Errors.bitOffset();
    }
    long given = Numbers.integer(bytes);
    long offset = given * factor;
    if (given < 0 || offset / factor != given || offset >> 3 >= Limits.LONGEST_STRING) {
      throw Errors.bitOffset();
    }
    return offset;
  }

  private static void setbit(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    long offset = offset(args.bytes(2), 1);
    byte[] bit = args.bytes(3);
    if (bit.length != 1 || bit[0] != '0' && bit[0] != '1') {
      throw Errors.bitValue();
    }
    int[] before = new int[1];
    boolean[] differs = new boolean[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              byte[] bytes = current == null ? EMPTY : current;
              int at = (int) (offset >> 3);
              int mask = 0x80 >> (offset & 7);
              byte[] made = Arrays.copyOf(bytes, Limits.length(Math.max(bytes.length, at + 1L)));
              before[0] = (made[at] & mask) == 0 ? 0 : 1;
              made[at] = (byte) (bit[0] == '1' ? made[at] | mask : made[at] & ~mask);
              differs[0] = !Arrays.equals(bytes, made);
              return new Made(made, expiresAt, Form.GROWN);
            });
    if (differs[0]) {
      call.notify('$', "setbit", key);
    }
    call.reply().integer(before[0]);
  }

  private static void getbit(Call call) {
    Args args = call.args();
    long offset = offset(args.bytes(2), 1);
    byte[] bytes = call.db().string(args.name(1)).get();
    boolean set = bytes != null && offset >> 3 < bytes.length && Bits.get(bytes, offset);
    call.reply().integer(set ? 1 : 0);
  }

  /** Whether the positions of a range are those of bits; they are those of bytes by default. */
  private static boolean countsBits(Args args, int at) {
    if (at >= args.count() || args.is(at, "BYTE")) {
      return false;
    }
    if (args.is(at, "BIT")) {
      return true;
    }
    throw Errors.syntax();
  }

  private static void bitcount(Call call) {
    Args args = call.args();
    byte[] bytes = call.db().string(args.name(1)).get();
    if (bytes == null) {
      call.reply().integer(0);
      return;
    }
    Span bits = new Span(0, bytes.length * 8L - 1);
    if (args.count() == 4 || args.count() == 5) {
      Span asked = Span.read(args, 2);
      boolean backwards = asked.first() < 0 && asked.isEmpty() && asked.last() < 0;
      // Such a range is empty whatever it counts, and then nobody looks at what it says of that.
      bits = backwards ? asked : Bits.span(asked, countsBits(args, 4), bytes.length);
    } else if (args.count() != 2) {
      throw Errors.syntax();
    }
    call.reply().integer(Bits.count(bytes, bits.first(), bits.last() + 1));
  }

  private static void bitpos(Call call) {
    Args args = call.args();
    long bit = args.integer(2);
    if (bit != 0 && bit != 1) {
      throw Errors.bitArgument();
    }
    byte[] bytes = call.db().string(args.name(1)).get();
    if (bytes == null) {
      call.reply().integer(bit == 1 ? -1 : 0);
      return;
    }
    Span bits = new Span(0, bytes.length * 8L - 1);
    if (args.count() > 6) {
      throw Errors.syntax();
    }
    boolean hasEnd = args.count() >= 5;
    if (args.count() >= 4) {
      long first = args.integer(3);
      long last = Long.MAX_VALUE;
      boolean counts = countsBits(args, 5);
      if (hasEnd) {
        last = args.integer(4);
      }
      bits = Bits.from(first, last, counts, bytes.length);
    }
    if (bits.isEmpty()) {
      call.reply().integer(-1);
      return;
    }
    long found = Bits.find(bytes, bit == 1, bits);
    // Behind the string there are zeros, as far as the question goes.
    boolean behind = found < 0 && bit == 0 && !hasEnd;
    call.reply().integer(behind ? bytes.length * 8L : found);
  }

  private static void bitop(Call call) {
    Args args = call.args();
    Bits.Operator operator = Bits.Operator.of(args.upper(1));
    if (operator == null) {
      throw Errors.syntax();
    }
    if (operator == Bits.Operator.NOT && args.count() != 4) {
      throw Errors.notOfOne();
    }
    byte[][] sources = new byte[args.count() - 3][];
    int longest = 0;
    for (int i = 0; i < sources.length; i++) {
      byte[] bytes = call.db().string(args.name(i + 3)).get();
      sources[i] = bytes == null ? EMPTY : bytes;
      longest = Math.max(longest, sources[i].length);
    }
    Name key = args.name(2);
    if (longest == 0) {
      if (call.db().names().delete(key) > 0) {
        call.notify('g', "del", key);
      }
    } else {
      byte[] made = Bits.combine(operator, sources, Limits.length(longest));
      ByteString string = call.db().string(key);
      string.put(made, Node.NEVER, When.ALWAYS, Form.GROWN);
      call.notify('$', "set", key);
    }
    call.reply().integer(longest);
  }
}
