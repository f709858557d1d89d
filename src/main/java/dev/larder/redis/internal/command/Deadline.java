package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;

/** How times to live and deadlines are given. */
enum Deadline {
  EX(1_000, true),
  PX(1, true),
  EXAT(1_000, false),
  PXAT(1, false);

  /** Stands for the last millisecond there is, too, since that one says never. */
  static final long LATEST = Long.MAX_VALUE - 1;

  private final long unitMillis;
  private final boolean isRelative;

  Deadline(long unitMillis, boolean isRelative) {
    this.unitMillis = unitMillis;
    this.isRelative = isRelative;
  }

  /** Milliseconds of the epoch from an argument that must be greater than zero. */
  long positive(Call call, int index) {
    return positive(call, index, call.db().now());
  }

  /** The same for who has looked at the clock. */
  long positive(Call call, int index, long now) {
    if (call.args().integer(index) <= 0) {
      throw Errors.invalidExpire(call.command().name());
    }
    return any(call, index, now);
  }

  /** Milliseconds of the epoch from an argument, which may lie in the past. */
  long any(Call call, int index, long now) {
    long given = call.args().integer(index);
    try {
      long millis = Math.multiplyExact(given, unitMillis);
      long deadline = isRelative ? Math.addExact(millis, now) : millis;
      return Math.min(deadline, LATEST);
    } catch (ArithmeticException e) {
      throw Errors.invalidExpire(call.command().name());
    }
  }
}
