package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Breaks a good command a little, now and then. */
final class Mutator {
  private static final int MUTATED_PERCENT = 10;
  private static final int RECASED_PERCENT = 10;

  /** Those that could wait for ever, or for real time, were their arguments others. */
  private static final Set<String> LEFT_ALONE =
      Set.of(
          "WAIT",
          "BLPOP",
          "BRPOP",
          "BLMOVE",
          "BRPOPLPUSH",
          "BLMPOP",
          "BZPOPMIN",
          "BZPOPMAX",
          "BZMPOP",
          "XREAD",
          "XREADGROUP",
          "XCLAIM",
          "XAUTOCLAIM",
          "CLIENT",
          "COMMAND",
          "CONFIG",
          "DEBUG",
          "HELLO",
          "SHUTDOWN");

  /** Here a value in the place of a deadline would let a key expire within the test. */
  private static final Set<String> TIMED = Set.of("SET", "SETEX", "PSETEX", "GETEX", "XPENDING");

  private Mutator() {}

  static List<byte[]> maybe(Gen gen, List<byte[]> command) {
    List<byte[]> args = new ArrayList<>(command);
    String name = Bytes.upper(args.get(0));
    if (gen.chance(RECASED_PERCENT)) {
      String original = Bytes.text(args.get(0));
      args.set(0, Bytes.of(recased(gen, original)));
    }
    if (!LEFT_ALONE.contains(name) && gen.chance(MUTATED_PERCENT)) {
      mutate(gen, args, name);
    }
    if (name.equals("XADD") && args.stream().skip(2).anyMatch(arg -> Bytes.text(arg).equals("*"))) {
      return List.copyOf(command); // its ID would be a matter of time
    }
    return List.copyOf(args);
  }

  private static String recased(Gen gen, String name) {
    if (gen.chance(50)) {
      return name.toLowerCase(Locale.ROOT);
    }
    int half = name.length() / 2;
    return name.substring(0, half) + name.substring(half).toLowerCase(Locale.ROOT);
  }

  private static void mutate(Gen gen, List<byte[]> args, String name) {
    int last = args.size() - 1;
    int at = last == 0 ? 0 : 1 + gen.below(last);
    switch (gen.below(5)) {
      case 0 -> args.add(1 + gen.below(args.size()), gen.garbage());
      case 1 -> {
        if (last > 0) {
          args.remove(at);
        }
      }
      case 2 -> {
        if (last > 1 && !TIMED.contains(name)) {
          Collections.swap(args, at, 1 + gen.below(last));
        }
      }
      case 3 -> {
        if (last > 0) {
          args.set(at, Bytes.of(recased(gen, Bytes.text(args.get(at)))));
        }
      }
      default -> {
        if (last > 0) {
          args.set(at, gen.garbage());
        }
      }
    }
  }
}
