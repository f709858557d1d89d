package dev.larder.internal.stream;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.stream.StreamChange.Head;
import dev.larder.internal.stream.StreamChange.OfGroup;
import java.util.List;

/**
 * What a change of a stream looks like. Numbers are varints, "bytes" are a length and then as many
 * bytes; a number of an entry ("id") is two varints, milliseconds and the rest. Parts, each with a
 * tag that is never renumbered, in this order, none more than once but the groups; then 0.
 *
 * <pre>
 *   collection id, version before (0: the stream is written as a whole), version, then parts:
 *   1 ENTRIES        number, { id, number of fields and values, each (bytes) }
 *   2 TRIMMED        how many are gone from the front
 *   3 REMOVED        number, ids
 *   4 REMOVED_NODES  number, ids of their first entries
 *   5 NODES          number, { id, live, deleted, bytes, id of the last, fields, each (bytes) }
 *   6 HEAD           last id, greatest deleted id, entries added
 *   7 REMOVED_GROUPS number, names (bytes)
 *   8 GROUP          name (bytes), last delivered id, entries read (zigzag; -1: unknown),
 *                    number of removed pending, ids; number of removed consumers, names (bytes);
 *                    number of consumers, { name (bytes), seen at };
 *                    number of pending, { id, consumer (bytes), delivered at, deliveries }
 *   0 the end
 * </pre>
 *
 * <p>Example, in hex, of {@code XADD} to stream 3, version 7, of a=b under 5-1:
 *
 * <pre>
 *   03 06 07  01 01 05 01 02 01 61 01 62  06 05 01 00 00 09  00
 * </pre>
 */
public final class StreamFormat {
  private static final int END = 0;
  private static final int ENTRIES = 1;
  private static final int TRIMMED = 2;
  private static final int REMOVED = 3;
  private static final int REMOVED_NODES = 4;
  private static final int NODES = 5;
  private static final int HEAD = 6;
  private static final int REMOVED_GROUPS = 7;
  private static final int GROUP = 8;

  private StreamFormat() {}

  // ---- writing ----------------------------------------------------------------------------------

  /** Writes a change. */
  public static void write(StreamChange change, ByteSink out) {
    out.putVarint(change.id);
    out.putVarint(change.before);
    out.putVarint(change.version);
    if (!change.entries.isEmpty()) {
      begin(ENTRIES, change.entries, out);
      for (StreamEntry entry : change.entries) {
        putId(entry, out);
        putStrings(entry.fieldsAndValues(), out);
      }
    }
    if (change.trimmed > 0) {
      out.putByte(TRIMMED);
      out.putVarint(change.trimmed);
    }
    putIds(REMOVED, change.removed, out);
    putIds(REMOVED_NODES, change.removedNodes, out);
    writeNodes(change, out);
    Head head = change.head;
    if (head != null) {
      out.putByte(HEAD);
      putId(head.lastId(), out);
      putId(head.maxDeletedId(), out);
      out.putVarint(head.entriesAdded());
    }
    if (!change.removedGroups.isEmpty()) {
      begin(REMOVED_GROUPS, change.removedGroups, out);
      change.removedGroups.forEach(out::putSized);
    }
    for (OfGroup group : change.groups) {
      write(group, out);
    }
    out.putByte(END);
  }

  private static void begin(int tag, List<?> elements, ByteSink out) {
    out.putByte(tag);
    out.putVarint(elements.size());
  }

  private static void putId(StreamKey id, ByteSink out) {
    out.putVarint(id.ms());
    out.putVarint(id.seq());
  }

  private static void putIds(int tag, List<StreamId> ids, ByteSink out) {
    if (!ids.isEmpty()) {
      begin(tag, ids, out);
      ids.forEach(id -> putId(id, out));
    }
  }

  private static void putStrings(byte[][] strings, ByteSink out) {
    out.putVarint(strings.length);
    for (byte[] string : strings) {
      out.putSized(string);
    }
  }

  private static void writeNodes(StreamChange change, ByteSink out) {
    if (!change.nodes.isEmpty()) {
      begin(NODES, change.nodes, out);
      for (StreamNode node : change.nodes) {
        putId(node, out);
        out.putVarint(node.live());
        out.putVarint(node.deleted());
        out.putVarint(node.bytes());
        putId(node.last(), out);
        putStrings(node.fields(), out);
      }
    }
  }

  private static void write(OfGroup group, ByteSink out) {
    out.putByte(GROUP);
    out.putSized(group.name);
    putId(group.lastDelivered, out);
    out.putZigzag(group.entriesRead);
    out.putVarint(group.removed.size());
    group.removed.forEach(id -> putId(id, out));
    out.putVarint(group.removedConsumers.size());
    group.removedConsumers.forEach(out::putSized);
    out.putVarint(group.consumers.size());
    for (StreamConsumer consumer : group.consumers) {
      out.putSized(consumer.name());
      out.putVarint(consumer.seenAt());
    }
    out.putVarint(group.pending.size());
    for (PendingEntry entry : group.pending) {
      putId(entry, out);
      out.putSized(entry.consumer());
      out.putVarint(entry.deliveredAt());
      out.putVarint(entry.deliveries());
    }
  }

  // ---- reading ----------------------------------------------------------------------------------

  /**
   * Reads a change.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static StreamChange read(ByteSource in) {
    StreamChange change = new StreamChange(in.getVarint(), in.getVarint(), in.getVarint());
    if (change.version <= 0) {
      throw new IllegalArgumentException("a version above 0, found " + change.version);
    }
    for (int tag = in.getByte(); tag != END; tag = in.getByte()) {
      switch (tag) {
        case ENTRIES -> {
          for (int i = in.getCount(); i > 0; i--) {
            change.entries.add(new StreamEntry(id(in), pairs(in)));
          }
        }
        case TRIMMED -> change.trimmed = positive(in.getVarint());
        case REMOVED -> ids(in, change.removed);
        case REMOVED_NODES -> ids(in, change.removedNodes);
        case NODES -> {
          for (int i = in.getCount(); i > 0; i--) {
            change.nodes.add(node(in));
          }
        }
        case HEAD -> change.head = new Head(id(in), id(in), in.getVarint());
        case REMOVED_GROUPS -> names(in, change.removedGroups);
        case GROUP -> change.groups.add(group(in));
        default -> throw new IllegalArgumentException("a part from 1 to 8, found " + tag);
      }
    }
    return change;
  }

  private static StreamId id(ByteSource in) {
    return new StreamId(in.getVarint(), in.getVarint());
  }

  private static int positive(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a number from 0 to " + Integer.MAX_VALUE + ", found " + number);
    }
    return (int) number;
  }

  private static void ids(ByteSource in, List<StreamId> ids) {
    for (int i = in.getCount(); i > 0; i--) {
      ids.add(id(in));
    }
  }

  private static void names(ByteSource in, List<byte[]> names) {
    for (int i = in.getCount(); i > 0; i--) {
      names.add(in.getSized());
    }
  }

  private static byte[][] pairs(ByteSource in) {
    byte[][] strings = strings(in);
    if (strings.length == 0 || strings.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a field at least, and a value for each, found " + strings.length);
    }
    return strings;
  }

  private static byte[][] strings(ByteSource in) {
    int count = in.getCount();
    if (count > in.remaining()) {
      throw new IllegalArgumentException("at most " + in.remaining() + " strings, found " + count);
    }
    byte[][] strings = new byte[count][];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.getSized();
    }
    return strings;
  }

  private static StreamNode node(ByteSource in) {
    StreamId first = id(in);
    int live = positive(in.getVarint());
    int deleted = positive(in.getVarint());
    long bytes = in.getVarint();
    StreamId last = id(in);
    return new StreamNode(first.ms(), first.seq(), live, deleted, bytes, last, strings(in));
  }

  private static OfGroup group(ByteSource in) {
    OfGroup group = new OfGroup(in.getSized(), id(in), in.getZigzag());
    ids(in, group.removed);
    names(in, group.removedConsumers);
    for (int i = in.getCount(); i > 0; i--) {
      group.consumers.add(StreamConsumer.of(in.getSized(), in.getVarint()));
    }
    for (int i = in.getCount(); i > 0; i--) {
      StreamId id = id(in);
      group.pending.add(
          new PendingEntry(id.ms(), id.seq(), in.getSized(), in.getVarint(), in.getVarint()));
    }
    return group;
  }
}
