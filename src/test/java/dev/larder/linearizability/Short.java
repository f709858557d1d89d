package dev.larder.linearizability;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much is checked: a build has seconds for each structure, the long run minutes. */
final class Short {
  private static final int LONG_TIMES = 20;

  private Short() {}

  private static int times(int iterations) {
    return Boolean.getBoolean("larder.long") ? iterations * LONG_TIMES : iterations;
  }

  /** Real threads. */
  static StressOptions stress() {
    return new StressOptions()
        .iterations(times(4))
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }

  /** All interleavings, one by one. */
  static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(times(3))
        .invocationsPerIteration(200)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }
}
