package dev.larder.internal.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of neighbouring entries, which an approximate trim removes as a whole or not at all.
 * Entries that are deleted keep their places in it, until none is left. An entry opens a node when
 * the last one is full by {@link NodeBounds}; its bytes are as many as if it were packed as the
 * reference implementation packs it ({@link PackedSize}): so that the same entries are left.
 *
 * @param ms the milliseconds of its first entry's number, deleted or not
 * @param seq the rest of that number
 * @param live how many entries it has
 * @param deleted how many it had
 * @param bytes how long it would be when packed
 * @param last the number of its last entry, deleted or not
 * @param fields the fields of its first entry: others that have the same take less room
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content below
record StreamNode(
    long ms, long seq, int live, int deleted, long bytes, StreamId last, byte[][] fields)
    implements StreamKey {
  private static final byte[][] NONE = {};

  /** Something to look for. */
  static StreamNode probe(StreamId id) {
    return new StreamNode(id.ms(), id.seq(), 0, 0, 0, id, NONE);
  }

  /** The node that an entry opens. */
  static StreamNode of(StreamEntry entry) {
    byte[][] all = entry.fieldsAndValues();
    byte[][] fields = new byte[all.length / 2][];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = all[2 * i];
    }
    long bytes = PackedSize.empty(fields) + PackedSize.ofEntry(entry, entry, true);
    return new StreamNode(entry.ms(), entry.seq(), 1, 0, bytes, entry.id(), fields);
  }

  /** With another entry at the end, or null if it has no room for it. */
  @Nullable StreamNode with(StreamEntry entry, NodeBounds bounds) {
    if (bounds.isFull(this, PackedSize.raw(entry.fieldsAndValues()))) {
      return null;
    }
    long more = PackedSize.ofEntry(this, entry, hasFieldsOf(entry.fieldsAndValues()));
    return new StreamNode(ms, seq, live + 1, deleted, bytes + more, entry.id(), fields);
  }

  private boolean hasFieldsOf(byte[][] all) {
    if (all.length != 2 * fields.length) {
      return false;
    }
    for (int i = 0; i < fields.length; i++) {
      if (!Arrays.equals(fields[i], all[2 * i])) {
        return false;
      }
    }
    return true;
  }

  /** With some entries deleted, but not all. */
  StreamNode without(int entries) {
    return new StreamNode(ms, seq, live - entries, deleted + entries, bytes, last, fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamNode node
        && ms == node.ms
        && seq == node.seq
        && live == node.live
        && deleted == node.deleted
        && bytes == node.bytes
        && last.equals(node.last)
        && Arrays.deepEquals(fields, node.fields);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ms * 31 + seq) + live;
  }
}
