package dev.larder.internal.stream;

import java.util.Comparator;

/**
 * The number of an entry: two unsigned numbers, the first of which is a time as a rule.
 *
 * @param ms milliseconds, unsigned
 * @param seq tells those of one millisecond apart, unsigned
 */
public record StreamId(long ms, long seq) implements StreamKey, Comparable<StreamId> {
  /** The smallest, which no entry has. */
  public static final StreamId MIN = new StreamId(0, 0);

  /** The greatest. */
  public static final StreamId MAX = new StreamId(-1, -1);

  /** Orders what has the same milliseconds; for trees with {@link #key()}. */
  static final Comparator<StreamKey> BY_SEQ = (a, b) -> Long.compareUnsigned(a.seq(), b.seq());

  @Override
  public int compareTo(StreamId other) {
    int order = Long.compareUnsigned(ms, other.ms);
    return order != 0 ? order : Long.compareUnsigned(seq, other.seq);
  }

  /** Whether this comes after another. */
  public boolean isAfter(StreamId other) {
    return compareTo(other) > 0;
  }

  /** The one after this, or this one if it is the greatest. */
  public StreamId next() {
    if (seq != -1) {
      return new StreamId(ms, seq + 1);
    }
    return ms == -1 ? this : new StreamId(ms + 1, 0);
  }

  /** The one before this, or this one if it is the smallest. */
  public StreamId previous() {
    if (seq != 0) {
      return new StreamId(ms, seq - 1);
    }
    return ms == 0 ? this : new StreamId(ms - 1, -1);
  }

  /** As clients write it, such as {@code 1526919030474-55}. */
  @Override
  public String toString() {
    return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
  }
}
