package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A transaction writes x and y; single reads of y, then x. Reading the new y means that the status
 * was seen as committed, so the old x can't be read after it.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "both before")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both after")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "committed between the two reads")
@State
public class TransactionIsWhole {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);

  public TransactionIsWhole() {
    map.put("x", 0);
    map.put("y", 0);
  }

  @Actor
  public void write() {
    larder.inTransaction(
        tx -> {
          tx.on(map).put("x", 1);
          tx.on(map).put("y", 1);
        });
  }

  @Actor
  public void read(II_Result result) {
    result.r1 = map.get("y");
    result.r2 = map.get("x");
  }
}
