package dev.larder.linearizability;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much a build checks: seconds for each structure. {@link LongLincheckTest} does more. */
final class Short {
  private Short() {}

  /** Real threads. */
  static StressOptions stress() {
    return stress(3, 200);
  }

  /** Interleavings, one by one. */
  static ModelCheckingOptions modelChecking() {
    return modelChecking(2, 80);
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
    // Loops over the buckets of a table are longer than what Lincheck takes for a spinning wait.
    return new ModelCheckingOptions()
        .loopIterationsBeforeThreadSwitch(1_000)
        .loopBound(2_000)
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }
}
