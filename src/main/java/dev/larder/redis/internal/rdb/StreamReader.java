package dev.larder.redis.internal.rdb;

import dev.larder.internal.stream.PendingEntry;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream: packed nodes of entries, the head, groups, and what is pending. The first form is
 * that of Redis 5, the second of 7.0, the third of 7.2.
 */
final class StreamReader {
  private static final int DELETED = 1;
  private static final int SAME_FIELDS = 2;

  private final RdbInput in;
  private final int form;

  StreamReader(RdbInput in, int form) {
    this.in = in;
    this.form = form;
  }

  Stream read() throws IOException {
    Stream stream = Stream.EMPTY;
    for (long left = in.length(); left > 0; left--) {
      byte[] key = in.string();
      if (key.length != 16) {
        throw new IllegalArgumentException("a number of 16 bytes for a node, found " + key.length);
      }
      stream = withNode(stream, idOf(key), Packs.listpack(in.string()));
    }
    long length = in.length();
    if (length != stream.length()) {
      throw new IllegalArgumentException(
          "a stream of " + length + " entries with " + stream.length());
    }
    StreamId last = id();
    if (stream.lastId().isAfter(last)) {
      throw new IllegalArgumentException(
          "a last number from " + stream.lastId() + " on, found " + last);
    }
    long added = length;
    StreamId maxDeleted = StreamId.MIN;
    if (form >= 2) {
      id(); // of the first entry
      maxDeleted = id();
      added = in.length();
    }
    stream = stream.setId(last, added, maxDeleted);
    for (long left = in.length(); left > 0; left--) {
      stream = stream.withGroup(group(stream));
    }
    return stream;
  }

  private StreamId id() throws IOException {
    long ms = in.length();
    return new StreamId(ms, in.length());
  }

  private StreamId rawId() throws IOException {
    long ms = in.big(8);
    return new StreamId(ms, in.big(8));
  }

  private static StreamId idOf(byte[] key) {
    long ms = 0;
    long seq = 0;
    for (int i = 0; i < 8; i++) {
      ms = ms << 8 | key[i] & 0xff;
      seq = seq << 8 | key[8 + i] & 0xff;
    }
    return new StreamId(ms, seq);
  }

  // ---- entries ----------------------------------------------------------------------------------

  private static long number(Iterator<byte[]> packed) {
    try {
      return Numbers.integer(next(packed));
    } catch (RedisException e) {
      throw new IllegalArgumentException("a number in a node of a stream", e);
    }
  }

  private static byte[] next(Iterator<byte[]> packed) {
    if (!packed.hasNext()) {
      throw new IllegalArgumentException("a node of a stream that ends too soon");
    }
    return packed.next();
  }

  private static byte[][] take(Iterator<byte[]> packed, long count, int most) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("a number of fields up to " + most + ", found " + count);
    }
    byte[][] taken = new byte[(int) count][];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = next(packed);
    }
    return taken;
  }

  private static Stream withNode(Stream before, StreamId master, List<byte[]> elements) {
    Iterator<byte[]> packed = elements.iterator();
    long entries = number(packed) + number(packed);
    byte[][] fields = take(packed, number(packed), elements.size());
    next(packed); // the end of what all share
    Stream stream = before;
    for (long left = entries; left > 0; left--) {
      long flags = number(packed);
      StreamId id = new StreamId(master.ms() + number(packed), master.seq() + number(packed));
      byte[][] own = fields;
      byte[][] pairs;
      if ((flags & SAME_FIELDS) != 0) {
        pairs = new byte[2 * own.length][];
        for (int i = 0; i < own.length; i++) {
          pairs[2 * i] = own[i];
          pairs[2 * i + 1] = next(packed);
        }
      } else {
        pairs = take(packed, 2 * number(packed), elements.size());
      }
      next(packed); // how many elements the entry has
      if ((flags & DELETED) == 0) {
        stream = stream.append(new StreamEntry(id, pairs));
      }
    }
    if (packed.hasNext()) {
      throw new IllegalArgumentException("a node of a stream with more than its entries");
    }
    return stream;
  }

  // ---- groups -----------------------------------------------------------------------------------

  private StreamGroup group(Stream stream) throws IOException {
    byte[] name = in.string();
    if (stream.group(name) != null) {
      throw new IllegalArgumentException("the same group twice in one stream");
    }
    StreamId delivered = id();
    long read = form >= 2 ? in.length() : stream.addedUpTo(delivered);
    StreamGroup group = StreamGroup.of(name, delivered, read);
    Map<StreamId, long[]> pending = new HashMap<>();
    for (long left = in.length(); left > 0; left--) {
      StreamId id = rawId();
      long deliveredAt = in.little(8);
      if (pending.put(id, new long[] {deliveredAt, in.length()}) != null) {
        throw new IllegalArgumentException("the same pending entry twice in one group");
      }
    }
    for (long left = in.length(); left > 0; left--) {
      group = withConsumer(group, pending);
    }
    if (!pending.isEmpty()) {
      throw new IllegalArgumentException(pending.size() + " pending entries of no consumer");
    }
    return group;
  }

  private StreamGroup withConsumer(StreamGroup before, Map<StreamId, long[]> pending)
      throws IOException {
    byte[] name = in.string();
    if (before.consumer(name) != null) {
      throw new IllegalArgumentException("the same consumer twice in one group");
    }
    StreamGroup group = before.withConsumer(name, in.little(8));
    if (form >= 3) {
      in.little(8); // when it last got something
    }
    for (long left = in.length(); left > 0; left--) {
      StreamId id = rawId();
      long @Nullable [] known = pending.remove(id);
      if (known == null) {
        throw new IllegalArgumentException("a pending entry that the group does not have: " + id);
      }
      group = group.withPending(new PendingEntry(id.ms(), id.seq(), name, known[0], known[1]));
    }
    return group;
  }
}
