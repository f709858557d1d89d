package dev.larder.internal.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a consumer has got and not yet acknowledged.
 *
 * @param ms the milliseconds of its number, unsigned
 * @param seq the rest of its number, unsigned
 * @param consumer the consumer's name, not to be changed
 * @param deliveredAt when it was delivered last, in milliseconds of the epoch
 * @param deliveries how often it was delivered
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content below
public record PendingEntry(long ms, long seq, byte[] consumer, long deliveredAt, long deliveries)
    implements StreamKey {
  private static final byte[] NOBODY = {};

  static PendingEntry probe(StreamId id) {
    return new PendingEntry(id.ms(), id.seq(), NOBODY, 0, 0);
  }

  /** The entry's number. */
  public StreamId id() {
    return new StreamId(ms, seq);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PendingEntry entry
        && ms == entry.ms
        && seq == entry.seq
        && deliveredAt == entry.deliveredAt
        && deliveries == entry.deliveries
        && Arrays.equals(consumer, entry.consumer);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ms * 31 + seq);
  }

  @Override
  public String toString() {
    return id() + " of " + new String(consumer, java.nio.charset.StandardCharsets.UTF_8);
  }
}
