package dev.larder.redis.differential;

/**
 * A reply that is meant to differ from Redis's.
 *
 * @param reason why, for a reader
 * @param trait which replies it excuses, as narrow as can be
 * @param proof a program that shows it; when it no longer differs, the entry has to go
 */
record KnownDeviation(String reason, Trait trait, Program proof) {
  /** Looks at a difference. */
  interface Trait {
    boolean matches(Step step, Value ours, Value real);
  }

  boolean excuses(Step step, Value ours, Value real) {
    return trait.matches(step, ours, real);
  }
}
