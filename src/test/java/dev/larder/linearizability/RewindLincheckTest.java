package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Mark;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forks and rewinds beside single changes and transactions of two maps. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class RewindLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<Integer, Integer> left = left(larder);
  private final LarderMap<Integer, Integer> right = right(larder);
  private final Mark mark = marked();

  /**
   * In one bucket with the other. Not a key with a hash code of its own: Lincheck has these
   * computed anew in its threads, so that they would not find what the constructor has put in.
   */
  private static Integer key(int id) {
    return 8 * id;
  }

  private static LarderMap<Integer, Integer> left(Larder larder) {
    return larder.map("l", Integer.class, Integer.class);
  }

  private static LarderMap<Integer, Integer> right(Larder larder) {
    return larder.map("r", Integer.class, Integer.class);
  }

  private Mark marked() {
    left.put(key(1), 3);
    return larder.mark();
  }

  @Operation
  public Integer put(@Param(name = "key") int id, @Param(name = "value") int value) {
    return left.put(key(id), value);
  }

  @Operation
  public Integer putRight(@Param(name = "key") int id, @Param(name = "value") int value) {
    return right.put(key(id), value);
  }

  @Operation
  public Integer remove(@Param(name = "key") int id) {
    return left.remove(key(id));
  }

  @Operation
  public Integer getRight(@Param(name = "key") int id) {
    return right.get(key(id));
  }

  @Operation
  public Integer move(@Param(name = "key") int id) {
    return larder.transact(
        tx -> {
          Integer moved = tx.on(left).remove(key(id));
          return moved == null ? null : tx.on(right).put(key(id), moved);
        });
  }

  @Operation
  public int fork() {
    Larder fork = larder.fork();
    int sum = 0;
    for (int id = 1; id <= 2; id++) {
      sum = sum * 4 + left(fork).getOrDefault(key(id), 0);
      sum = sum * 4 + right(fork).getOrDefault(key(id), 0);
    }
    return sum;
  }

  @Operation
  public void rewind() {
    larder.rewind(mark);
  }

  @Test
  void stress() {
    Short.stress().check(RewindLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking()
        .invocationsPerIteration(20) // a fork has many steps
        .checkObstructionFreedom(true)
        .check(RewindLincheckTest.class);
  }
}
