package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
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

  /** A number that may not be negative, with Redis's error for it. */
  static long positive(Args args, int index) {
    long value = within(args, index, 0, Long.MAX_VALUE, Errors.positive());
    return value;
  }

  /** A number within bounds, and what is said about any other argument. */
  static long within(Args args, int index, long low, long high, RedisException otherwise) {
    byte[] bytes = args.bytes(index);
    if (!Numbers.isInteger(bytes)) {
      throw otherwise;
    }
    long value = Numbers.integer(bytes);
    if (value < low || value > high) {
      throw otherwise;
    }
    return value;
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

  /** The keys of a command that says how many follow: their places. */
  static int[] counted(Args args, int at) {
    if (at >= args.count() || !Numbers.isInteger(args.bytes(at))) {
      return new int[0];
    }
    long count = args.integer(at);
    if (count < 1 || count > args.count() - at - 1) {
      return new int[0];
    }
    int[] keys = new int[(int) count];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = at + 1 + i;
    }
    return keys;
  }

  /** The same, and a destination before. */
  static int[] stored(Args args) {
    int[] sources = counted(args, 2);
    int[] keys = new int[sources.length + 1];
    keys[0] = 1;
    System.arraycopy(sources, 0, keys, 1, sources.length);
    return keys;
  }
}
