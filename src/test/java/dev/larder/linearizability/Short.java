package dev.larder.linearizability;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much a build checks: seconds for each structure. {@link LongLincheckTest} does more. */
final class Short {
  private Short() {}

  /** Real threads. */
  static StressOptions stress() {
    return stress(3, 300);
  }

  /** Interleavings, one by one. */
  static ModelCheckingOptions modelChecking() {
    return modelChecking(3, 150);
  }

  static StressOptions stress(int iterations, int invocations) {
    return new StressOptions()
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }

  static ModelCheckingOptions modelChecking(int iterations, int invocations) {
    return new ModelCheckingOptions()
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }
}
