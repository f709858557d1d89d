package dev.larder.internal.eviction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shadows of all settings, fed with a sample of the keys; the setting that has had the most hits of
 * late is the one to use. A sample of the keys in a cache smaller by the same factor has about the
 * same hit ratio (Waldspurger et al., ATC 2017), and all shadows see the same sample.
 */
final class Duel {
  /** The share that a change moves though the windows be equal: there is no change for nothing. */
  private static final double LEAST_MOVED = 0.1;

  private final Tuning tuning;
  private final List<Tuning.Expert> experts;
  private final Map<Integer, Frequencies> frequencies = new LinkedHashMap<>();
  private final Shadow[] shadows;
  private final double[] scores;
  private final int sampleMask;

  /** How many entries a shadow holds. */
  private final int entries;

  /** By how much a hit counts more than one before the last access. */
  private final double growth;

  private double unit = 1;
  private int chosen;
  private int untilCheck;

  /**
   * Makes empty shadows.
   *
   * @param size how many entries the cache holds
   * @param maximum its maximum weight
   * @param chosen the setting in use
   */
  Duel(Tuning tuning, int size, long maximum, int chosen) {
    this.tuning = tuning;
    this.chosen = chosen;
    experts = tuning.experts();
    int shift = 0;
    while (size >> shift > tuning.shadowEntries()) {
      shift++;
    }
    sampleMask = (1 << shift) - 1;
    entries = Math.max(1, size >> shift);
    growth = Math.exp(1 / (tuning.memory() * entries));
    scores = new double[experts.size()];
    shadows = new Shadow[experts.size()];
    for (int i = 0; i < shadows.length; i++) {
      Tuning.Expert expert = experts.get(i);
      Frequencies counts = frequencies.computeIfAbsent(expert.period(), p -> new Frequencies());
      counts.reserve(entries * 2);
      long share = Math.max(1, maximum >> shift);
      shadows[i] = new Shadow(share, expert.window(), tuning.rounds(), counts);
    }
    untilCheck = interval();
  }

  /** The setting to use. */
  int chosen() {
    return chosen;
  }

  /** Tells of a use, or of the coming of an entry; whether another setting is chosen now. */
  boolean access(int hash, int weight) {
    if (weight == 0 || !isSampled(hash)) {
      return false;
    }
    frequencies.forEach((period, counts) -> counts.add(hash, periodOf(period)));
    unit *= growth;
    for (int i = 0; i < shadows.length; i++) {
      if (shadows[i].access(hash, weight)) {
        scores[i] += unit;
      }
    }
    if (--untilCheck > 0) {
      return false;
    }
    untilCheck = interval();
    return choose();
  }

  /** Puts an entry that is there already, with the uses that are known of it. */
  void seed(int hash, int weight, int uses) {
    if (weight == 0 || !isSampled(hash)) {
      return;
    }
    for (int i = 0; i < uses; i++) {
      frequencies.values().forEach(counts -> counts.add(hash, Long.MAX_VALUE));
    }
    for (Shadow shadow : shadows) {
      shadow.access(hash, weight);
    }
  }

  /** Tells that an entry was removed. */
  void remove(int hash) {
    if (isSampled(hash)) {
      for (Shadow shadow : shadows) {
        shadow.remove(hash);
      }
    }
  }

  private long periodOf(int period) {
    return Math.max((long) period * entries, tuning.leastPeriod() / (sampleMask + 1L));
  }

  private int interval() {
    return Math.max(1, entries / 10);
  }

  private boolean isSampled(int hash) {
    return (hash * 0x85EB_CA6B >>> 8 & sampleMask) == 0;
  }

  private boolean choose() {
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= unit;
    }
    unit = 1;
    int best = chosen;
    double most = 0;
    for (int i = 0; i < scores.length; i++) {
      double gain = scores[i] - scores[chosen] - cost(i);
      if (gain > most) {
        most = gain;
        best = i;
      }
    }
    boolean changed = best != chosen;
    chosen = best;
    return changed;
  }

  /** Hits that a change costs: some for each entry that comes to stand elsewhere, and a few. */
  private double cost(int expert) {
    double moved = Math.abs(experts.get(expert).window() - experts.get(chosen).window());
    return 1 + tuning.switchCost() * entries * (moved + LEAST_MOVED);
  }
}
