package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderValue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A counter and a value, and a name that changes its type. */
@Tag("lincheck")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class ValueLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderCounter counter = larder.counter("c");
  private final LarderValue<Integer> value = larder.value("v", Integer.class);

  @Operation
  public long add(@Param(name = "value") int delta) {
    return counter.add(delta);
  }

  @Operation
  public long removeCounter() {
    return counter.remove();
  }

  @Operation
  public boolean swapCounter(@Param(name = "value") int number) {
    return counter.compareAndSet(number, number + 1);
  }

  @Operation
  public Integer get() {
    return value.get();
  }

  @Operation
  public Integer getAndSet(@Param(name = "value") int number) {
    return value.getAndSet(number);
  }

  @Operation
  public boolean swap(@Param(name = "value") int number) {
    return value.compareAndSet(number, number == 3 ? null : Integer.valueOf(number + 1));
  }

  @Operation
  public boolean setIfAbsent(@Param(name = "value") int number) {
    return value.setIfAbsent(number);
  }

  @Operation
  public boolean exists() {
    return larder.exists("v");
  }

  @Test
  void stress() {
    Short.stress().check(ValueLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.modelChecking().checkObstructionFreedom(true).check(ValueLincheckTest.class);
  }
}
