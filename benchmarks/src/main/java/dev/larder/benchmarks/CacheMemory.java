package dev.larder.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.CacheBuilder;
import dev.larder.Larder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * Prints what a full cache costs an entry, keys and values left out, ours beside Caffeine's with
 * the same features on. To be run with the serial collector, as {@link Memory}.
 */
public final class CacheMemory {
  private static final int ENTRIES = 1_000_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private CacheMemory() {}

  /** What is built of one builder of each. */
  private record Features(
      String name,
      UnaryOperator<CacheBuilder<Integer, Integer>> ours,
      UnaryOperator<Caffeine<Object, Object>> caffeines) {}

  /**
   * Measures.
   *
   * @param args none
   */
  public static void main(String... args) {
    Integer[] objects = new Integer[2 * ENTRIES];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = i;
    }
    Features[] all = {
      new Features("maximumSize", ours -> ours, caffeines -> caffeines),
      new Features(
          "maximumSize, expireAfterWrite",
          ours -> ours.expireAfterWrite(HOUR),
          caffeines -> caffeines.expireAfterWrite(HOUR)),
      new Features(
          "maximumSize, expireAfterAccess",
          ours -> ours.expireAfterAccess(HOUR),
          caffeines -> caffeines.expireAfterAccess(HOUR)),
      new Features(
          "maximumSize, expireAfterWrite, refreshAfterWrite",
          ours -> ours.expireAfterWrite(HOUR).refreshAfterWrite(HOUR).loader(key -> key),
          caffeines -> caffeines.expireAfterWrite(HOUR).refreshAfterWrite(HOUR))
    };
    System.out.printf("%-50s %8s %8s%n", "bytes an entry", "larder", "caffeine");
    for (Features features : all) {
      Memory.bytesPerEntry(ours(features), objects, ENTRIES); // loads the classes
      double ours = Memory.bytesPerEntry(ours(features), objects, ENTRIES);
      Memory.bytesPerEntry(caffeines(features), objects, ENTRIES);
      double theirs = Memory.bytesPerEntry(caffeines(features), objects, ENTRIES);
      System.out.printf(Locale.ROOT, "%-50s %8.1f %8.1f%n", features.name, ours, theirs);
    }
  }

  private static ConcurrentMap<Integer, Integer> ours(Features features) {
    Larder larder = Larder.inMemory();
    return features
        .ours
        .apply(larder.cache("cache", Integer.class, Integer.class).maximumSize(ENTRIES))
        .open();
  }

  private static ConcurrentMap<Integer, Integer> caffeines(Features features) {
    Caffeine<Object, Object> builder =
        features.caffeines.apply(
            Caffeine.newBuilder().maximumSize(ENTRIES).executor(Runnable::run));
    return features.name.contains("refresh")
        ? builder.<Integer, Integer>build(key -> key).asMap()
        : builder.<Integer, Integer>build().asMap();
  }
}
