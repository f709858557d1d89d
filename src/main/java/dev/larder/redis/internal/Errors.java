package dev.larder.redis.internal;

/** The texts of all errors that clients get. */
public final class Errors {
  /** What WRONGTYPE says. */
  public static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";

  private Errors() {}

  /** An error by its text. */
  public static RedisException of(String text) {
    return new RedisException(text);
  }

  public static RedisException syntax() {
    return of("ERR syntax error");
  }

  public static RedisException notAnInteger() {
    return of("ERR value is not an integer or out of range");
  }

  public static RedisException notAFloat() {
    return of("ERR value is not a valid float");
  }

  public static RedisException wrongType() {
    return of(WRONG_TYPE);
  }

  public static RedisException noSuchKey() {
    return of("ERR no such key");
  }

  public static RedisException outOfRange() {
    return of("ERR index out of range");
  }

  public static RedisException arity(String command) {
    return of("ERR wrong number of arguments for '" + command + "' command");
  }

  public static RedisException invalidExpire(String command) {
    return of("ERR invalid expire time in '" + command + "' command");
  }

  public static RedisException notPositive() {
    return of("ERR value is out of range, must be positive");
  }

  public static RedisException zeroRank() {
    return of(
        "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
            + " negative to start from the end of the list");
  }

  public static RedisException overflow() {
    return of("ERR increment or decrement would overflow");
  }
}
