package dev.larder.durable;

import dev.larder.Larder;
import dev.larder.LarderCache;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Changes a cache in which nothing is evicted, which would be changes of their own, and reads it.
 * It is opened and closed at each step, so that how hot its entries are is written down often.
 */
final class CacheScript implements CrashTest.Program {
  private static final int KEYS = 12;

  private final SplittableRandom random;
  private int steps;

  CacheScript(long seed) {
    random = new SplittableRandom(seed);
  }

  private static LarderCache<String, Integer> open(Larder larder) {
    return larder
        .cache("cache", String.class, Integer.class)
        .maximumSize(2 * KEYS)
        .expireAfterAccess(Duration.ofHours(1))
        .open();
  }

  private String key() {
    return "k" + random.nextInt(KEYS);
  }

  @Override
  public void step(Larder larder) {
    steps++;
    try (LarderCache<String, Integer> cache = open(larder)) {
      cache.get(key());
      switch (random.nextInt(5)) {
        case 0 -> cache.remove(key());
        case 1 ->
            larder.transact(
                tx -> {
                  tx.on(cache).put(key(), steps);
                  tx.on(cache).put(key(), -steps);
                  return null;
                });
        default -> cache.put(key(), steps);
      }
      cache.get(key());
    }
  }

  @Override
  public String text(Larder larder) {
    try (LarderCache<String, Integer> cache = open(larder)) {
      return new TreeMap<>(cache).toString();
    }
  }
}
