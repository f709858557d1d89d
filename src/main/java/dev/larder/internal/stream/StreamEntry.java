package dev.larder.internal.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An entry.
 *
 * @param ms the milliseconds of its number, unsigned
 * @param seq the rest of its number, unsigned
 * @param fieldsAndValues field, value, field, value…; neither the array nor what is in it may be
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content below
public record StreamEntry(long ms, long seq, byte[][] fieldsAndValues) implements StreamKey {
  private static final byte[][] NONE = {};

  /** An entry. */
  public StreamEntry(StreamId id, byte[][] fieldsAndValues) {
    this(id.ms(), id.seq(), fieldsAndValues);
  }

  /** Something to look for. */
  static StreamEntry probe(StreamId id) {
    return new StreamEntry(id.ms(), id.seq(), NONE);
  }

  /** Its number. */
  public StreamId id() {
    return new StreamId(ms, seq);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamEntry entry
        && ms == entry.ms
        && seq == entry.seq
        && Arrays.deepEquals(fieldsAndValues, entry.fieldsAndValues);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ms * 31 + seq);
  }

  @Override
  public String toString() {
    return id() + " with " + fieldsAndValues.length / 2 + " fields";
  }
}
