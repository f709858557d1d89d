package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.PopOne;
import dev.larder.redis.internal.Answer;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Blocked;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What the commands that wait have in common. */
final class Blocking {
  /** What doubles can't tell apart from the greatest long: Redis takes it for a negative one. */
  private static final double TOO_LONG = 0x1p63;

  private Blocking() {}

  /** Takes something from one key; null when it has nothing. */
  @FunctionalInterface
  interface Taking {
    @Nullable Answer from(Call call, Name key);
  }

  /** A time-out in seconds, as milliseconds; 0 for none. */
  static long seconds(Args args, int index) {
    double seconds;
    try {
      seconds = Numbers.number(args.bytes(index));
    } catch (RedisException e) {
      throw Errors.timeoutNotAFloat();
    }
    double millis = Math.ceil(seconds * 1000);
    if (millis < 0 || millis >= TOO_LONG) {
      throw Errors.timeoutNegative();
    }
    return (long) millis;
  }

  /** A time-out in milliseconds; 0 for none. */
  static long millis(Args args, int index) {
    if (!Numbers.isInteger(args.bytes(index))) {
      throw Errors.timeoutNotAnInteger();
    }
    long millis = args.integer(index);
    if (millis < 0) {
      throw Errors.timeoutNegative();
    }
    return millis;
  }

  /**
   * Takes from the first key that has something, or waits for it; between MULTI and EXEC it does
   * not wait.
   *
   * @param otherwise the answer between MULTI and EXEC when there is nothing
   * @param hasAny whether a key has something; throws what a wrong type throws
   */
  static void take(
      Call call,
      List<Name> keys,
      long millis,
      Answer otherwise,
      BiPredicate<Call, Name> hasAny,
      Taking taking) {
    if (call.isQueued()) {
      for (Name key : keys) {
        Answer answer = taking.from(call, key);
        if (answer != null) {
          answer.write(call.reply());
          return;
        }
      }
      otherwise.write(call.reply());
      return;
    }
    for (Name key : keys) {
      if (hasAny.test(call, key)) {
        break; // the wrong types behind it are not looked at
      }
    }
    PopOne<Answer> pop = (tx, key) -> taking.from(call.in(tx), key);
    Blocked.await(call, keys, millis, Answer.NULL_ARRAY, pop);
  }

  /** The same for commands that name their keys, and a time-out in seconds behind them. */
  static void take(Call call, BiPredicate<Call, Name> hasAny, Taking taking) {
    Args args = call.args();
    long millis = seconds(args, args.count() - 1);
    List<Name> keys = new ArrayList<>();
    for (int i = 1; i < args.count() - 1; i++) {
      keys.add(args.name(i));
    }
    take(call, keys, millis, Answer.NULL_ARRAY, hasAny, taking);
  }
}
