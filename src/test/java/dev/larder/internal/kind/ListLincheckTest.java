package dev.larder.internal.kind;

import dev.larder.ListEnd;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ends, indexes and rotation of a list are linearizable. */
@Tag("lincheck")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
@Param(name = "index", gen = IntGen.class, conf = "0:2")
public class ListLincheckTest {
  private final ListHandle<Integer> list = new ListShelf().list("list");

  @Operation
  public void push(@Param(name = "value") int value) {
    list.push(ListEnd.FIRST, value);
  }

  @Operation
  public void add(@Param(name = "value") int value) {
    list.push(ListEnd.LAST, value);
  }

  @Operation
  public Integer popFirst() {
    return list.pop(ListEnd.FIRST);
  }

  @Operation
  public Integer popLast() {
    return list.pop(ListEnd.LAST);
  }

  @Operation
  public Integer get(@Param(name = "index") int index) {
    return list.get(index);
  }

  @Operation
  public Integer set(@Param(name = "index") int index, @Param(name = "value") int value) {
    return list.set(index, value);
  }

  @Operation
  public Integer rotate() {
    return list.move(ListEnd.FIRST, list, ListEnd.LAST).orElse(0);
  }

  @Operation
  public int size() {
    return list.size();
  }

  @Test
  void modelChecking() {
    new ModelCheckingOptions()
        .iterations(3)
        .invocationsPerIteration(50)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(ListLincheckTest.class);
  }

  @Test
  void stress() {
    new StressOptions()
        .iterations(3)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(ListLincheckTest.class);
  }
}
