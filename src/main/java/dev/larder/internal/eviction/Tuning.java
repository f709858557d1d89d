package dev.larder.internal.eviction;

import java.util.List;

/**
 * The constants of the policy, each with its reason; docs/design/0013-eviction.md shows what
 * happens when they are others. A record, so that the harness can ask that.
 *
 * @param experts the settings that compete
 * @param shadowEntries how many entries a shadow has at most. Twice as many win nothing, half as
 *     many cost a quarter of a point on some traces
 * @param memory for how many uses an entry of the shadow a hit counts, falling by the exponential.
 *     Long enough for a loop of the cache's size to show, short enough to follow a phase
 * @param switchCost what a change of setting is believed to cost: misses for each entry that
 *     changes its region. The gain must be above it, so that settings that are nearly equal do not
 *     take turns
 * @param rounds how many victims a candidate is compared with. Flat from 3 to 16, and each costs an
 *     eviction a look at the sketch and four writes to links
 * @param leastPeriod after how many uses, at least, frequencies are halved: a cache of ten entries
 *     would otherwise have forgotten all after a hundred uses
 */
public record Tuning(
    List<Expert> experts,
    int shadowEntries,
    double memory,
    double switchCost,
    int rounds,
    int leastPeriod) {
  /** What Larder uses. */
  public static final Tuning DEFAULT =
      new Tuning(
          List.of(
              new Expert(0.01, 50),
              new Expert(0.01, 10),
              new Expert(0.20, 50),
              new Expert(0.50, 10),
              new Expert(1.00, 10)),
          512,
          20,
          0.1,
          3,
          2_000);

  /**
   * A setting of the policy.
   *
   * @param window the window's share of the maximum; 1 makes it an LRU, 0.01 a TinyLFU
   * @param period after how many uses an entry frequencies are halved
   */
  public record Expert(double window, int period) {}
}
