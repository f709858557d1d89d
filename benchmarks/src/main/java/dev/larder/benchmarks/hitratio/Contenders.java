package dev.larder.benchmarks.hitratio;

import dev.larder.internal.eviction.Tuning;
import java.util.List;

/** The policies that are compared. */
final class Contenders {
  static final String LRU = "LRU";
  static final String CAFFEINE = "Caffeine";
  static final String LARDER = "Larder";

  private Contenders() {}

  static List<Contender> all() {
    return List.of(
        new Contender("optimum", Clairvoyant::new),
        new Contender("FIFO", (trace, capacity) -> new Fifo(trace.keys(), capacity)),
        new Contender(LRU, (trace, capacity) -> new Lru(trace.keys(), capacity)),
        new Contender("SIEVE", (trace, capacity) -> new Sieve(trace.keys(), capacity)),
        new Contender("S3-FIFO", (trace, capacity) -> new S3Fifo(trace.keys(), capacity)),
        new Contender("W-TinyLFU 1 %", window(0.01)),
        new Contender("W-TinyLFU 20 %", window(0.2)),
        new Contender(CAFFEINE, (trace, capacity) -> new Caffeine(capacity)),
        new Contender("Larder, told at once", larder(Tuning.DEFAULT, true)),
        new Contender(LARDER, larder(Tuning.DEFAULT, false)));
  }

  static Contender.Maker larder(Tuning tuning, boolean atOnce) {
    return (trace, capacity) -> new LarderPolicy(trace.keys(), capacity, tuning, atOnce);
  }

  private static Contender.Maker window(double share) {
    return (trace, capacity) -> new WindowTinyLfu(trace.keys(), capacity, share);
  }
}
