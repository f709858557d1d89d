package dev.larder.redis.internal.command;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Db;
import dev.larder.redis.internal.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a value would take in a file of Redis's, uncompressed. It is computed from the
 * lengths of what is in it; nothing is written.
 *
 * @param nodes of a list, else null
 */
record Serialized(long length, @Nullable Nodes nodes) {
  /** The nodes that Redis would make of a list. */
  record Nodes(int count, long items, long bytes) {}

  /** Of a key that is there. */
  static Serialized of(Call call, Name key) {
    Db db = call.db();
    String encoding = Encodings.of(call, key);
    return switch (Objects.requireNonNull(db.keys().type(key))) {
      case VALUE, COUNTER -> ofString(db.string(key), encoding);
      case LIST -> ofList(call.server().config(), db, key);
      case MAP -> ofHash(db, key, encoding);
      case SET -> ofSet(db, key, encoding);
      case SORTED_SET -> ofSortedSet(db.sortedSet(key).version(), encoding);
      case STREAM -> ofStream(Objects.requireNonNull(db.stream(key).get()));
    };
  }

  private static Serialized plain(long length) {
    return new Serialized(length, null);
  }

  private static Serialized ofString(ByteString string, String encoding) {
    byte[] bytes = Objects.requireNonNull(string.get());
    return plain(encoding.equals("int") ? text(bytes) : head(bytes.length) + bytes.length);
  }

  private static Serialized ofList(Config config, Db db, Name key) {
    ListpackSize node = new ListpackSize();
    int nodes = 0;
    long items = 0;
    long bytes = 0;
    long length = 0;
    long fill = config.listSize();
    for (byte[] item : db.list(key)) {
      long entry = ListpackSize.entry(item);
      if (node.count() > 0 && !node.takes(entry, fill)) {
        nodes++;
        bytes += node.bytes();
        length += 1 + head(node.bytes()) + node.bytes();
        node = new ListpackSize();
      }
      node.add(entry);
      items++;
    }
    nodes++;
    bytes += node.bytes();
    length += 1 + head(node.bytes()) + node.bytes();
    return new Serialized(head(nodes) + length, new Nodes(nodes, items, bytes));
  }

  private static Serialized ofHash(Db db, Name key, String encoding) {
    Sum sum = new Sum(encoding.equals("listpack"));
    for (Map.Entry<Name, byte[]> entry : db.hash(key).entrySet()) {
      sum.add(entry.getKey().bytes());
      sum.add(entry.getValue());
      sum.count++;
    }
    return plain(sum.length());
  }

  private static Serialized ofSet(Db db, Name key, String encoding) {
    Sum sum = new Sum(false);
    long widest = 2;
    for (Name member : db.set(key)) {
      sum.add(member.bytes());
      sum.count++;
      if (encoding.equals("intset")) {
        long value = Numbers.integer(member.bytes());
        widest = Math.max(widest, value != (int) value ? 8 : value != (short) value ? 4 : 2);
      }
    }
    if (!encoding.equals("intset")) {
      return plain(sum.length());
    }
    long bytes = 8 + sum.count * widest;
    return plain(head(bytes) + bytes);
  }

  private static Serialized ofSortedSet(SortedSetContent<Name> set, String encoding) {
    Sum sum = new Sum(encoding.equals("listpack"));
    for (int rank = 0; rank < set.size(); rank++) {
      Scored<Name> scored = set.at(rank);
      sum.add(scored.member().bytes());
      if (sum.isListpack) {
        sum.add(Numbers.text(scored.score()).getBytes(StandardCharsets.US_ASCII));
      } else {
        sum.bytes += Double.BYTES;
      }
      sum.count++;
    }
    return plain(sum.length());
  }

  /** Each node is a key of 16 bytes and a listpack; ids and names of fields are not repeated. */
  private static Serialized ofStream(Stream stream) {
    long bytes = 1 + 17L * stream.nodeCount() + 3 * 9;
    var entries = stream.entries().cursor(0);
    for (int i = 0; i < stream.length(); i++) {
      StreamEntry entry = entries.next();
      bytes += 12;
      for (byte[] part : entry.fieldsAndValues()) {
        bytes += ListpackSize.entry(part);
      }
    }
    return plain(bytes);
  }

  /** How long a length is written. */
  private static long head(long length) {
    return length < 64 ? 1 : length < 16384 ? 2 : length <= 0xFFFFFFFFL ? 5 : 9;
  }

  /** How long a string is written, which may be a number. */
  private static long text(byte[] bytes) {
    if (bytes.length <= 11 && Numbers.isInteger(bytes)) {
      long value = Numbers.integer(bytes);
      if (value == (int) value) {
        return value == (byte) value ? 2 : value == (short) value ? 3 : 5;
      }
    }
    return head(bytes.length) + bytes.length;
  }

  /** Sums up elements, in one listpack or each for itself. */
  private static final class Sum {
    private final boolean isListpack;
    private final ListpackSize pack = new ListpackSize();
    private long bytes;
    private long count;

    Sum(boolean isListpack) {
      this.isListpack = isListpack;
    }

    void add(byte[] element) {
      if (isListpack) {
        pack.add(ListpackSize.entry(element));
      } else {
        bytes += text(element);
      }
    }

    long length() {
      return isListpack ? head(pack.bytes()) + pack.bytes() : head(count) + bytes;
    }
  }
}
