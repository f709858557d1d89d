package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** One thread removes the last entry, which ends the table, while another puts: nothing is lost. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the put is there")
@State
public class EmptyMapIsRetired {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);

  public EmptyMapIsRetired() {
    map.put("old", 1);
  }

  @Actor
  public void remove() {
    map.remove("old");
  }

  @Actor
  public void put() {
    map.put("new", 1);
  }

  @Arbiter
  public void look(Z_Result result) {
    result.r1 = map.containsKey("new") && !map.containsKey("old") && larder.exists("m");
  }
}
