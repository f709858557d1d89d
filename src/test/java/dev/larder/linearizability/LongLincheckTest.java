package dev.larder.linearizability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as in a build, and much more of it: minutes for each structure. */
@Tag("long")
class LongLincheckTest {
  private static final int ITERATIONS = 60;
  private static final int INVOCATIONS = 5_000;

  @ParameterizedTest
  @ValueSource(
      classes = {
        MapLincheckTest.class,
        SetLincheckTest.class,
        ValueLincheckTest.class,
        GrowthLincheckTest.class,
        ExpiryLincheckTest.class
      })
  void structure(Class<?> scenario) {
    Short.stress(ITERATIONS, INVOCATIONS).check(scenario);
    Short.modelChecking(ITERATIONS, INVOCATIONS).checkObstructionFreedom(true).check(scenario);
  }

  @Test
  void transactions() {
    Short.stress(ITERATIONS, INVOCATIONS).check(TransactionLincheckTest.class);
    Short.stress(ITERATIONS, INVOCATIONS).check(EmptinessLincheckTest.class);
    Short.stress(ITERATIONS, INVOCATIONS).check(DatabasesLincheckTest.class);
    Short.stress(ITERATIONS, INVOCATIONS).check(RewindLincheckTest.class);
  }

  @Test
  void popping() {
    Short.stress(ITERATIONS, INVOCATIONS)
        .sequentialSpecification(PopLincheckTest.Counted.class)
        .check(PopLincheckTest.class);
  }
}
