package dev.larder.redis.internal;

/** What is written to a client that has waited. */
@FunctionalInterface
public interface Answer {
  /** For the null that many commands give up with. */
  Answer NULL_ARRAY = Reply::nullArray;

  /** Writes one reply. */
  void write(Reply reply);

  /** An error. */
  static Answer of(RedisException error) {
    return reply -> reply.error(error.text());
  }
}
