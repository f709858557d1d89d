package dev.larder.linearizability;

import java.util.IdentityHashMap;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much a build checks: seconds for each structure. {@link LongLincheckTest} does more. */
public final class Short {
  private Short() {}

  /** Real threads. */
  static StressOptions stress() {
    return stress(3, 200);
  }

  /** Interleavings, one by one. */
  static ModelCheckingOptions modelChecking() {
    return modelChecking(2, 80);
  }

  /** The same for operations of many steps, of which few fit into seconds. */
  static ModelCheckingOptions smallModelChecking() {
    return modelChecking(2, 40).actorsPerThread(2).actorsBefore(1).actorsAfter(1);
  }

  /** Real threads, so often. */
  public static StressOptions stress(int iterations, int invocations) {
    return new StressOptions()
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }

  /** Interleavings, so many of so many scenarios. */
  public static ModelCheckingOptions modelChecking(int iterations, int invocations) {
    // Loops over the buckets of a table are longer than what Lincheck takes for a spinning wait.
    return new ModelCheckingOptions()
        .addGuarantee(identityMapsAreNobodyElses())
        .loopIterationsBeforeThreadSwitch(1_000)
        .loopBound(2_000)
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1);
  }

  /**
   * Lincheck 3.7 remembers the objects that it has to put back in an IdentityHashMap. Following a
   * map of that class it comes upon NULL_KEY, enters it there, finds null when it reads its keys,
   * and fails. A transaction has one such map, which no other thread sees.
   */
  private static ManagedStrategyGuarantee identityMapsAreNobodyElses() {
    return ManagedStrategyGuaranteeKt.forClasses(
            name -> name.startsWith(IdentityHashMap.class.getName()))
        .methods(name -> !name.equals("forEach")) // which calls what is to be followed
        .ignore();
  }
}
