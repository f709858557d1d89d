package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Numbers;

/** Finds the keys of commands that say how many they are. */
final class Keys {
  private Keys() {}

  /** The keys behind an argument that says how many follow; none when it doesn't fit. */
  static int[] counted(Args args, int at) {
    if (at >= args.count() || !Numbers.isInteger(args.bytes(at))) {
      return new int[0];
    }
    long count = Numbers.integer(args.bytes(at));
    if (count < 0 || count > args.count() - at - 1) {
      return new int[0];
    }
    int[] keys = new int[(int) count];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = at + 1 + i;
    }
    return keys;
  }

  /** The same behind the second argument, and the destination before it. */
  static int[] stored(Args args) {
    int[] sources = counted(args, 2);
    int[] keys = new int[sources.length + 1];
    keys[0] = 1;
    System.arraycopy(sources, 0, keys, 1, sources.length);
    return keys;
  }
}
