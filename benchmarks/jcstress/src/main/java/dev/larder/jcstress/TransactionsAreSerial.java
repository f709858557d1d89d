package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Each transaction reads what the other writes, starting from absent entries, so that the empty
 * buckets go through their vacant marks. Serial orders let one of the two see the other.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the first came first")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second came first")
@State
public class TransactionsAreSerial {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);

  public TransactionsAreSerial() {
    map.put("other", 0);
    map.put("a", 1);
    map.put("b", 1);
    map.remove("a");
    map.remove("b");
  }

  @Actor
  public void first(II_Result result) {
    result.r1 =
        larder.transact(
            tx -> {
              tx.on(map).put("a", 1);
              return tx.on(map).containsKey("b") ? 1 : 0;
            });
  }

  @Actor
  public void second(II_Result result) {
    result.r2 =
        larder.transact(
            tx -> {
              tx.on(map).put("b", 1);
              return tx.on(map).containsKey("a") ? 1 : 0;
            });
  }
}
