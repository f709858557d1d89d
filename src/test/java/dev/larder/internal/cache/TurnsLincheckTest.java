package dev.larder.internal.cache;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.time.TimeSource;
import dev.larder.linearizability.Short;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is done in turns is done by one thread at a time, and seen by the next; none waits on. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
public class TurnsLincheckTest {
  private final Turns turns =
      new Turns(new CellWriter(new Engine(new TimeSource(TimeSource.system()))).quiet());

  private final int[] counts = new int[3]; // plain: turns have to order what is done to them

  @Operation
  public Integer count(@Param(name = "key") int key) {
    return turns.inTurn(key, () -> ++counts[key]);
  }

  @Operation
  public Integer countBoth() {
    return turns.inTurnOfAll(List.of(2, 1), () -> ++counts[1] * 100 + ++counts[2]);
  }

  @Test
  void modelChecking() {
    Short.modelChecking(3, 100).actorsPerThread(2).actorsBefore(1).check(TurnsLincheckTest.class);
  }

  @Test
  void stress() {
    Short.stress(3, 200).actorsBefore(1).check(TurnsLincheckTest.class);
  }
}
