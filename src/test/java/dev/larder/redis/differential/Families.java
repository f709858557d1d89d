package dev.larder.redis.differential;

import java.util.Arrays;
import java.util.List;

/** All families. One line each, in the order of the alphabet. */
final class Families {
  static final List<Family> ALL =
      List.of(
          new BitFamily(),
          new BlockingFamily(),
          new GeoFamily(),
          new HashFamily(),
          new HyperLogLogFamily(),
          new KeyFamily(),
          new ListFamily(),
          new ServerFamily(),
          new SetFamily(),
          new SortedSetFamily(),
          new StreamFamily(),
          new StringFamily(),
          new TransactionFamily());

  private Families() {}

  /** Those that the property {@code larder.differential.families} names, else all. */
  static List<Family> chosen() {
    String names = System.getProperty("larder.differential.families", "");
    if (names.isEmpty()) {
      return ALL;
    }
    List<String> wanted = Arrays.asList(names.split(",", -1));
    List<Family> chosen = ALL.stream().filter(f -> wanted.contains(f.name())).toList();
    if (chosen.size() != wanted.size()) {
      throw new IllegalArgumentException(
          names + " are not all among " + ALL.stream().map(Family::name).toList());
    }
    return chosen;
  }

  /** Those that turn up beside the focus: all, or with {@code .alone=true} only the chosen. */
  static List<Family> company() {
    return Boolean.getBoolean("larder.differential.alone") ? chosen() : ALL;
  }
}
