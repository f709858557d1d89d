package dev.larder.jcache;

import dev.larder.internal.cache.Layer;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long entries live, as the user's policy says. One that throws is taken to have said nothing:
 * what it was asked for goes on.
 */
final class Lifetimes {
  /** The entry has run out at once. */
  static final long GONE = Long.MIN_VALUE + 1;

  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.jcache");

  private final ExpiryPolicy policy;

  Lifetimes(ExpiryPolicy policy) {
    this.policy = policy;
  }

  ExpiryPolicy policy() {
    return policy;
  }

  /** The deadline of an entry that is put where there was none. */
  long created(long now) {
    long deadline = deadline(ask(policy::getExpiryForCreation), now);
    return deadline == Layer.KEEP ? Layer.NEVER : deadline;
  }

  /** The deadline of an entry whose value is replaced. */
  long updated(long now) {
    return deadline(ask(policy::getExpiryForUpdate), now);
  }

  /** The deadline of an entry that was read. */
  long read(long now) {
    return deadline(ask(policy::getExpiryForAccess), now);
  }

  private static @Nullable Duration ask(Supplier<@Nullable Duration> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      LOG.warn("an expiry policy failed; it is taken to have said nothing", e);
      return null;
    }
  }

  private static long deadline(@Nullable Duration time, long now) {
    if (time == null) {
      return Layer.KEEP;
    }
    if (time.isEternal()) {
      return Layer.NEVER;
    }
    if (time.isZero()) {
      return GONE;
    }
    long millis = time.getTimeUnit().toMillis(time.getDurationAmount());
    return millis >= Layer.NEVER - now ? Layer.NEVER : now + millis;
  }
}
