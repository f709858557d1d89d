package dev.larder.redis.internal;

/** Runs a command: looks at the arguments, does one change or read, writes one reply. */
@FunctionalInterface
public interface Handler {
  /**
   * Runs.
   *
   * @throws RedisException for an error reply; what was written to the reply is taken back
   */
  void run(Call call);
}
