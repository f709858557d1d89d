package dev.larder.benchmarks.hitratio;

import com.github.benmanes.caffeine.cache.Cache;

/** Caffeine itself, its maintenance run by the caller, so that each run gives the same. */
final class Caffeine implements Policy {
  private final Cache<Integer, Boolean> cache;

  Caffeine(int capacity) {
    cache =
        com.github.benmanes.caffeine.cache.Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(capacity)
            .initialCapacity(capacity)
            .build();
  }

  @Override
  public boolean access(int key) {
    boolean hit = cache.getIfPresent(key) != null;
    if (!hit) {
      cache.put(key, true);
      cache.cleanUp();
    }
    return hit;
  }
}
