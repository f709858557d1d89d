package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads fill a table over its first size, one also replaces: all must be there at the end. */
@JCStressTest
@Outcome(id = "3, 3, 5", expect = ACCEPTABLE, desc = "everything is there")
@State
public class GrowthLosesNothing {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<Integer, Integer> map = larder.map("m", Integer.class, Integer.class);

  public GrowthLosesNothing() {
    for (int i = 0; i < 5; i++) {
      map.put(i, 0);
    }
  }

  @Actor
  public void left() {
    for (int i = 10; i < 13; i++) {
      map.put(i, i);
    }
  }

  @Actor
  public void right() {
    for (int i = 20; i < 23; i++) {
      map.put(i, i);
    }
    for (int i = 0; i < 5; i++) {
      map.replace(i, 1);
    }
  }

  @Arbiter
  public void look(III_Result result) {
    for (int i = 10; i < 13; i++) {
      result.r1 += map.containsKey(i) ? 1 : 0;
    }
    for (int i = 20; i < 23; i++) {
      result.r2 += map.containsKey(i) ? 1 : 0;
    }
    for (int i = 0; i < 5; i++) {
      result.r3 += map.getOrDefault(i, 0);
    }
  }
}
