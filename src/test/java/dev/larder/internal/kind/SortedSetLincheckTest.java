package dev.larder.internal.kind;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.ListEnd;
import dev.larder.internal.cell.Engine;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Engine}'s compare-and-set loop under a sorted set: it is linearizable. */
@Tag("lincheck")
@Param(name = "member", gen = IntGen.class, conf = "0:2")
@Param(name = "score", gen = IntGen.class, conf = "0:3")
public class SortedSetLincheckTest {
  private static final String[] MEMBERS = {"a", "b", "c"};

  private final SortedSetHandle<String> set =
      SortedSetFixture.strings(SortedSetFixture.shelf(), "set");

  @Operation
  public boolean add(@Param(name = "member") int member, @Param(name = "score") int score) {
    return set.add(MEMBERS[member], score);
  }

  @Operation
  public double increment(@Param(name = "member") int member, @Param(name = "score") int score) {
    return set.increment(MEMBERS[member], score);
  }

  @Operation
  public boolean remove(@Param(name = "member") int member) {
    return set.remove(MEMBERS[member]);
  }

  @Operation
  public int rank(@Param(name = "member") int member) {
    return set.rank(MEMBERS[member]).orElse(-1);
  }

  @Operation
  public double popFirst() {
    Scored<String> popped = set.popNow(ListEnd.FIRST);
    return popped == null ? -1 : popped.score();
  }

  @Test
  void modelChecking() {
    new ModelCheckingOptions()
        .iterations(6)
        .invocationsPerIteration(150)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1)
        .check(SortedSetLincheckTest.class);
  }

  @Test
  void stress() {
    new StressOptions()
        .iterations(6)
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1)
        .check(SortedSetLincheckTest.class);
  }
}
