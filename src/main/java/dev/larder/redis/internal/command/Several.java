package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Handler;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the families of hashes, sets and sorted sets have in common. */
final class Several {
  /** Redis has no such bound, and ends when its memory does. */
  private static final int MOST_REPEATED = 10_000_000;

  private Several() {}

  /** Tells that a key has gone, if it has. */
  static void endedIf(Call call, Name key, boolean ended) {
    if (ended) {
      call.notify('g', "del", key);
    }
  }

  /** Runs a handler, directly if the arguments are so many that it makes one change. */
  static void oneOrAll(Call call, int countOfOne, Handler handler) {
    if (call.args().count() == countOfOne) {
      handler.run(call);
    } else {
      call.atomically(handler);
    }
  }

  /** How many random elements are wanted; fewer than none: with repetitions. */
  static long randomCount(Args args, int index, boolean inPairs) {
    long most = Long.MAX_VALUE;
    long count = args.integer(index);
    if (count < -most) {
      throw Errors.between(-most, most);
    }
    if (inPairs && (count < -most / 2 || count > most / 2)) {
      throw Errors.valueOutOfRange();
    }
    if (count < -MOST_REPEATED) {
      throw Errors.valueOutOfRange();
    }
    return count;
  }

  /** Elements taken by chance: different ones, or as many as the count says with repetitions. */
  static <T> List<T> random(Call call, List<T> all, long count) {
    RandomGenerator random = call.db().shelf().random();
    if (all.isEmpty() || count == 0) {
      return List.of();
    }
    if (count < 0) {
      return new Repeated<>(all, (int) -count, random);
    }
    if (count >= all.size()) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    for (int i = 0; i < count; i++) {
      Collections.swap(shuffled, i, i + random.nextInt(shuffled.size() - i));
    }
    return shuffled.subList(0, (int) count);
  }

  /**
   * Elements drawn when they are asked for, so that they take no memory before they are written.
   */
  private static final class Repeated<T> extends AbstractList<T> {
    private final List<T> all;
    private final int count;
    private final RandomGenerator random;

    Repeated(List<T> all, int count, RandomGenerator random) {
      this.all = all;
      this.count = count;
      this.random = random;
    }

    @Override
    public T get(int index) {
      return all.get(random.nextInt(all.size()));
    }

    @Override
    public int size() {
      return count;
    }
  }
}
