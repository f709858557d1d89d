package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the families of hashes, sets and sorted sets have in common. */
final class Several {
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
    if (count < -Integer.MAX_VALUE) {
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
      List<T> drawn = new ArrayList<>();
      for (long i = count; i < 0; i++) {
        drawn.add(all.get(random.nextInt(all.size())));
      }
      return drawn;
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
}
