package dev.larder.redis.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where a handler writes its one reply. Aggregates announce how many elements follow; each element
 * is a reply. What RESP2 has no type for is written as Redis does there: a map as a flat array, a
 * set and a push as an array, a double as a bulk string, a truth value as an integer.
 */
public interface Reply {
  /** A simple string, such as {@code OK}. */
  void simple(String text);

  /** An error. */
  void error(String text);

  void integer(long value);

  /** A bulk string; null for the null of bulk strings. */
  void bulk(byte @Nullable [] bytes);

  /** A bulk string of a text in UTF-8. */
  void bulk(String text);

  /** The null where a bulk string could have been. */
  void nullBulk();

  /** The null where an array could have been. */
  void nullArray();

  void array(int size);

  /** A map of so many pairs. */
  void map(int size);

  void set(int size);

  void push(int size);

  void doubleValue(double value);

  /** A double in digits of the caller's. */
  void doubleText(String text);

  void bool(boolean value);

  void bigNumber(String digits);

  /** A verbatim string; a bulk string in RESP2. */
  void verbatim(String format, String text);

  default void ok() {
    simple("OK");
  }

  /** Whether the client speaks RESP3. */
  boolean isResp3();

  /** Where the reply stands, for {@link #rewind}. */
  int mark();

  /** Takes back all that was written since. */
  void rewind(int mark);
}
