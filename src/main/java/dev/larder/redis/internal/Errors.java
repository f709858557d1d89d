package dev.larder.redis.internal;

/** The texts of all errors that clients get. */
public final class Errors {
  /** What WRONGTYPE says. */
  public static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";

  // What only a server in trouble says: for tests of clients.

  public static final String LOADING = "LOADING Redis is loading the dataset in memory";

  public static final String READONLY = "READONLY You can't write against a read only replica.";

  public static final String OOM = "OOM command not allowed when used memory > 'maxmemory'.";

  public static final String CLUSTERDOWN = "CLUSTERDOWN The cluster is down";

  public static final String BUSY =
      "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";

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

  /** Said where there is no disk to write to. */
  static RedisException inMemoryOnly() {
    return of("ERR the store is in memory only: there is no disk to save it to");
  }

  public static RedisException savingAlready() {
    return of("ERR Background save already in progress");
  }

  public static RedisException rewritingAlready() {
    return of("ERR Background append only file rewriting already in progress");
  }

  public static RedisException otherSave() {
    return of(
        "ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in"
            + " order to schedule a BGSAVE whenever possible.");
  }

  public static RedisException slowLogCount() {
    return of("ERR count should be greater than or equal to -1");
  }

  public static RedisException noSamples(String event) {
    return of("ERR No samples available for event '" + event + "'");
  }

  /** Said of a command that waits, where nothing may. */
  public static RedisException denyBlocking(String command) {
    return of("ERR " + command + " isn't allowed for a DENY BLOCKING client");
  }

  /** Said by a command with subcommands of arguments that it can't use. */
  public static RedisException unknownOrArity(Args args, String command) {
    return of(
        "ERR unknown subcommand or wrong number of arguments for '"
            + args.latin(1)
            + "'. Try "
            + command
            + " HELP.");
  }

  static RedisException inSubscriberMode(String command) {
    return of(
        "ERR Can't execute '"
            + command
            + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
            + " context");
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
  static String aborted(String reason) {
    return "EXECABORT Transaction discarded because of: "
        + (reason.startsWith("ERR ") ? reason.substring(4) : reason);
  }

  public static RedisException zeroRank() {
    return of(
        "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
            + " negative to start from the end of the list");
  }

  public static RedisException overflow() {
    return of("ERR increment or decrement would overflow");
  }

  public static RedisException negative(String what) {
    return of("ERR " + what + " can't be negative");
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
        "ERR invalid longitude,latitude pair " + sixPlaces(longitude) + "," + sixPlaces(latitude));
  }

  /** As C's printf has it. */
  private static String sixPlaces(double value) {
    double size = Math.abs(value);
    String digits =
        Double.isInfinite(size)
            ? "inf"
            : new java.math.BigDecimal(size)
                .setScale(6, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    return Math.copySign(1, value) < 0 ? "-" + digits : digits;
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

  public static RedisException tooLong() {
    return of("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
  }

  public static RedisException outOfMemory() {
    return of(OOM);
  }

  public static RedisException offsetOutOfRange() {
    return of("ERR offset is out of range");
  }

  public static RedisException decrementOverflow() {
    return of("ERR decrement would overflow");
  }

  public static RedisException notStrings() {
    return of("ERR The specified keys must contain string values");
  }

  public static RedisException lengthOrIndexes() {
    return of("ERR If you want both the length and indexes, please just use IDX.");
  }

  public static RedisException tooMuchForLcs() {
    return of("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
  }

  public static RedisException bitOffset() {
    return of("ERR bit offset is not an integer or out of range");
  }

  public static RedisException bitValue() {
    return of("ERR bit is not an integer or out of range");
  }

  public static RedisException bitArgument() {
    return of("ERR The bit argument must be 1 or 0.");
  }

  public static RedisException notOfOne() {
    return of("ERR BITOP NOT must be called with a single source key.");
  }

  public static RedisException bitfieldType() {
    return of(
        "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
            + " i64 is.");
  }

  public static RedisException bitfieldOverflow() {
    return of("ERR Invalid OVERFLOW type specified");
  }

  public static RedisException bitfieldReadOnly() {
    return of("ERR BITFIELD_RO only supports the GET subcommand");
  }

  public static RedisException unknownOption(String option) {
    return of("ERR Unsupported option " + option);
  }

  public static RedisException notExpiredOrOther() {
    return of("ERR NX and XX, GT or LT options at the same time are not compatible");
  }

  public static RedisException greaterAndLess() {
    return of("ERR GT and LT options at the same time are not compatible");
  }

  public static RedisException sameObjects() {
    return of("ERR source and destination objects are the same");
  }

  public static RedisException databaseOutOfRange() {
    return of("ERR DB index is out of range");
  }

  public static RedisException noFrequency() {
    return of(
        "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note"
            + " that when switching between policies at runtime LRU and LFU data will take some"
            + " time to adjust.");
  }

  public static RedisException timeoutNotAnInteger() {
    return of("ERR timeout is not an integer or out of range");
  }

  public static RedisException timeoutNotAFloat() {
    return of("ERR timeout is not a float or out of range");
  }

  public static RedisException timeoutNegative() {
    return of("ERR timeout is negative");
  }

  public static RedisException weightsNotNumbers() {
    return of("ERR One or more scores can't be converted into double");
  }

  public static RedisException notHyperLogLog() {
    return of("WRONGTYPE Key is not a valid HyperLogLog string value.");
  }

  public static RedisException corruptHyperLogLog() {
    return of("INVALIDOBJ Corrupted HLL object detected");
  }

  public static RedisException noSuchHyperLogLog() {
    return of("ERR The specified key does not exist");
  }

  public static RedisException notSparse() {
    return of("ERR HLL encoding is not sparse");
  }
}
