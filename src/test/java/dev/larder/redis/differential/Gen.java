package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Arguments by chance: few keys, so that types meet; values and numbers at their edges. */
final class Gen {
  private static final String[] KEYS = {"a", "b", "k:1", "{t}x", "", "\0\r\n\u00ff"};
  private static final String[] VALUES = {
    "", "x", "y", "z", "1", "-7", "3.25", "a\r\nb", "\0\u00ff", "9223372036854775807", "inf", "nan"
  };
  private static final String[] INTEGERS = {
    "0",
    "1",
    "2",
    "-1",
    "-2",
    "5",
    "-100",
    "100",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "01",
    "1.5",
    " 1",
    "",
    "many"
  };

  final RandomGenerator random;

  Gen(RandomGenerator random) {
    this.random = random;
  }

  String oneOf(String... words) {
    return words[random.nextInt(words.length)];
  }

  String key() {
    return oneOf(KEYS);
  }

  String value() {
    return oneOf(VALUES);
  }

  String integer() {
    return random.nextInt(4) == 0 ? oneOf(INTEGERS) : oneOf("0", "1", "2", "-1", "-3");
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** The command, now and then spoiled: an argument dropped, added or replaced, or its case. */
  List<String> maybeSpoiled(List<String> command) {
    List<String> spoiled = new ArrayList<>(command);
    switch (random.nextInt(24)) {
      case 0 -> spoiled.remove(spoiled.size() - 1);
      case 1 -> spoiled.add(value());
      case 2 -> {
        if (spoiled.size() > 1) {
          spoiled.set(random.nextInt(spoiled.size() - 1) + 1, value());
        }
      }
      case 3 -> spoiled.set(0, spoiled.get(0).toLowerCase(Locale.ROOT));
      default -> {}
    }
    return spoiled.isEmpty() ? command : spoiled;
  }
}
