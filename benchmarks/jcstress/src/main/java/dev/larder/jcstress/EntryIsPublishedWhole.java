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
 * A value whose fields are not final is put; who gets it sees the fields, by the release of the
 * bucket's compare-and-set and the acquire of the look-up. The first put also creates the
 * collection, and both threads race for the handle's hint, which has no ordering of its own.
 */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not yet there")
@Outcome(id = "7, 8", expect = ACCEPTABLE, desc = "there, and whole")
@State
public class EntryIsPublishedWhole {
  private static final class Pair {
    int first;
    int second;
  }

  private final Larder larder = Larder.inMemory();
  private final LarderMap<String, Pair> map = larder.map("m", String.class, Pair.class);

  @Actor
  public void put() {
    Pair pair = new Pair();
    pair.first = 7;
    pair.second = 8;
    map.put("k", pair);
  }

  @Actor
  public void get(II_Result result) {
    Pair pair = map.get("k");
    result.r1 = pair == null ? -1 : pair.first;
    result.r2 = pair == null ? -1 : pair.second;
  }
}
