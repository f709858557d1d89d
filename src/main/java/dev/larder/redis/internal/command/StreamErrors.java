package dev.larder.redis.internal.command;

import dev.larder.internal.stream.Stream.SetIdFailure;
import dev.larder.internal.stream.StreamAppend.Failure;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.RedisException;
import java.util.Locale;

/** What clients of streams are told when something is wrong. */
final class StreamErrors {
  private StreamErrors() {}

  static RedisException invalidId() {
    return Errors.of("ERR Invalid stream ID specified as stream command argument");
  }

  static RedisException invalidEnd(String which) {
    return Errors.of("ERR invalid " + which + " ID for the interval");
  }

  static RedisException twoStrategies() {
    return Errors.of(
        "ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
  }

  static RedisException belowZero(String option) {
    return Errors.of("ERR The " + option + " argument must be >= 0.");
  }

  static RedisException limitWithoutStrategy() {
    return Errors.of(
        "ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
  }

  static RedisException noStrategy() {
    return Errors.of("ERR syntax error, XTRIM must be called with a trimming strategy");
  }

  static RedisException limitOfExact() {
    return Errors.of("ERR syntax error, LIMIT cannot be used without the special ~ option");
  }

  static RedisException zeroId() {
    return Errors.of("ERR The ID specified in XADD must be greater than 0-0");
  }

  static RedisException notAppended(Failure failure) {
    return Errors.of(
        failure == Failure.EXHAUSTED
            ? "ERR The stream has exhausted the last possible ID, unable to add more items"
            : "ERR The ID specified in XADD is equal or smaller than the target stream top item");
  }

  static RedisException addedNotPositive() {
    return Errors.of("ERR entries_added must be positive");
  }

  static RedisException smallerThanGiven() {
    return Errors.of(
        "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
  }

  static RedisException smallerThanDeleted() {
    return Errors.of("ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
  }

  static RedisException notSet(SetIdFailure failure) {
    return switch (failure) {
      case BEFORE_LAST_ENTRY ->
          Errors.of("ERR The ID specified in XSETID is smaller than the target stream top item");
      case ADDED_BELOW_LENGTH ->
          Errors.of(
              "ERR The entries_added specified in XSETID is smaller than the target stream"
                  + " length");
      case BEFORE_MAX_DELETED -> smallerThanGiven();
    };
  }

  static RedisException readNotPositive() {
    return Errors.of("ERR value for ENTRIESREAD must be positive or -1");
  }

  static RedisException noKeyForGroup() {
    return Errors.of(
        "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to"
            + " use the MKSTREAM option to create an empty stream automatically.");
  }

  static RedisException noGroup(Args args, int key, int group) {
    return Errors.of(
        "NOGROUP No such consumer group '"
            + args.latin(group)
            + "' for key name '"
            + args.latin(key)
            + "'");
  }

  static RedisException noKeyOrGroup(Args args, int key, int group) {
    return Errors.of(
        "NOGROUP No such key '"
            + args.latin(key)
            + "' or consumer group '"
            + args.latin(group)
            + "'");
  }

  static RedisException noGroupToRead(Args args, int key, int group) {
    return Errors.of(noKeyOrGroup(args, key, group).text() + " in XREADGROUP with GROUP option");
  }

  static RedisException groupExists() {
    return Errors.of("BUSYGROUP Consumer Group name already exists");
  }

  static RedisException badSubcommand(Call call) {
    String full = call.command().fullName().toUpperCase(Locale.ROOT);
    return Errors.of(
        "ERR unknown subcommand or wrong number of arguments for '"
            + call.args().latin(1)
            + "'. Try "
            + full.substring(0, full.indexOf('|'))
            + " HELP.");
  }

  static RedisException invalidArgument(String what, String command) {
    return Errors.of("ERR Invalid " + what + " argument for " + command);
  }

  static RedisException unknownClaimOption(String option) {
    return Errors.of("ERR Unrecognized XCLAIM option '" + option + "'");
  }

  static RedisException unbalanced(String command, char symbol) {
    return Errors.of(
        "ERR Unbalanced "
            + command
            + " list of streams: for each stream key an ID or '"
            + symbol
            + "' must be specified.");
  }

  static RedisException onlyOfGroups(String option) {
    return Errors.of(
        "ERR The " + option + " option is only supported by XREADGROUP. You called XREAD instead.");
  }

  static RedisException missingGroup() {
    return Errors.of("ERR Missing GROUP option for XREADGROUP");
  }

  static RedisException meaninglessLast() {
    return Errors.of(
        "ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of"
            + " this consumer by specifying a proper ID, or use the > ID to get new messages. The"
            + " $ ID would just return an empty result set.");
  }

  static RedisException newOnlyOfGroups() {
    return Errors.of(
        "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
            + " <consumer> option.");
  }

  static RedisException groupGone() {
    return Errors.of("NOGROUP the consumer group this client was blocked on no longer exists");
  }

  static RedisException streamGone() {
    return Errors.of("UNBLOCKED the stream key no longer exists");
  }
}
