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

  /** What EXEC says that is itself wrong. */
  static String aborted(RedisException reason) {
    return "EXECABORT Transaction discarded because of: "
        + reason.text().substring(reason.text().indexOf(' ') + 1);
  }

  public static RedisException zeroRank() {
    return of(
        "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
            + " negative to start from the end of the list");
  }

  public static RedisException overflow() {
    return of("ERR increment or decrement would overflow");
  }

  public static RedisException positive() {
    return of("ERR value is out of range, must be positive");
  }

  public static RedisException notPositive(String what) {
    return of("ERR " + what + " should be greater than 0");
  }

  public static RedisException between(long low, long high) {
    return of("ERR value is out of range, value must between " + low + " and " + high);
  }

  public static RedisException valueOutOfRange() {
    return of("ERR value is out of range");
  }

  public static RedisException negativeLimit() {
    return of("ERR LIMIT can't be negative");
  }

  public static RedisException moreKeysThanArguments() {
    return of("ERR Number of keys can't be greater than number of args");
  }

  public static RedisException noInputKey(String command) {
    return of("ERR at least 1 input key is needed for '" + command + "' command");
  }

  public static RedisException hashValueNotAnInteger() {
    return of("ERR hash value is not an integer");
  }

  public static RedisException hashValueNotAFloat() {
    return of("ERR hash value is not a float");
  }

  public static RedisException incrementNotFinite() {
    return of("ERR increment would produce NaN or Infinity");
  }

  public static RedisException notFinite() {
    return of("ERR value is NaN or Infinity");
  }

  public static RedisException scoreNotANumber() {
    return of("ERR resulting score is not a number (NaN)");
  }

  public static RedisException minMaxNotAFloat() {
    return of("ERR min or max is not a float");
  }

  public static RedisException minMaxNotAString() {
    return of("ERR min or max not valid string range item");
  }

  public static RedisException weightNotAFloat() {
    return of("ERR weight value is not a float");
  }

  public static RedisException invalidCursor() {
    return of("ERR invalid cursor");
  }

  public static RedisException newAndPresent() {
    return of("ERR XX and NX options at the same time are not compatible");
  }

  public static RedisException greaterLessNew() {
    return of("ERR GT, LT, and/or NX options at the same time are not compatible");
  }

  public static RedisException incrementsOnePair() {
    return of("ERR INCR option supports a single increment-element pair");
  }

  public static RedisException limitWithoutRange() {
    return of(
        "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
  }

  public static RedisException scoresOfMembers() {
    return of("ERR syntax error, WITHSCORES not supported in combination with BYLEX");
  }

  public static RedisException invalidPlace(double longitude, double latitude) {
    return of(
        String.format(
            java.util.Locale.ROOT,
            "ERR invalid longitude,latitude pair %f,%f",
            longitude,
            latitude));
  }

  public static RedisException unknownUnit() {
    return of("ERR unsupported unit provided. please use M, KM, FT, MI");
  }

  public static RedisException noNumericSize(String what) {
    return of("ERR need numeric " + what);
  }

  public static RedisException negativeSize(String what) {
    return of("ERR " + what + " cannot be negative");
  }

  public static RedisException noSuchPlace() {
    return of("ERR could not decode requested zset member");
  }

  public static RedisException countNotPositive() {
    return of("ERR COUNT must be > 0");
  }

  public static RedisException anyWithoutCount() {
    return of("ERR the ANY argument requires COUNT argument");
  }

  public static RedisException exactlyOne(String which, String command) {
    return of("ERR exactly one of " + which + " can be specified for " + command);
  }

  public static RedisException storesNoDetails(String what) {
    return of("ERR " + what + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
  }
}
