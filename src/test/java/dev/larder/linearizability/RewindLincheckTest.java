package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Mark;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Forks and rewinds beside single changes and transactions of two maps. */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class RewindLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<CollidingKey, Integer> left = left(larder);
  private final LarderMap<CollidingKey, Integer> right = right(larder);
  private final Mark mark = marked();

  private static LarderMap<CollidingKey, Integer> left(Larder larder) {
    return larder.map("l", CollidingKey.class, Integer.class);
  }

  private static LarderMap<CollidingKey, Integer> right(Larder larder) {
    return larder.map("r", CollidingKey.class, Integer.class);
  }

  private Mark marked() {
    left.put(new CollidingKey(1), 3);
    return larder.mark();
  }

  @Operation
  public Integer put(@Param(name = "key") int id, @Param(name = "value") int value) {
    return left.put(new CollidingKey(id), value);
  }

  @Operation
  public Integer putRight(@Param(name = "key") int id, @Param(name = "value") int value) {
    return right.put(new CollidingKey(id), value);
  }

  @Operation
  public Integer remove(@Param(name = "key") int id) {
    return left.remove(new CollidingKey(id));
  }

  @Operation
  public Integer getRight(@Param(name = "key") int id) {
    return right.get(new CollidingKey(id));
  }

  @Operation
  public Integer move(@Param(name = "key") int id) {
    return larder.transact(
        tx -> {
          Integer moved = tx.on(left).remove(new CollidingKey(id));
          return moved == null ? null : tx.on(right).put(new CollidingKey(id), moved);
        });
  }

  @Operation
  public int fork() {
    Larder fork = larder.fork();
    int sum = 0;
    for (int id = 1; id <= 2; id++) {
      sum = sum * 4 + left(fork).getOrDefault(new CollidingKey(id), 0);
      sum = sum * 4 + right(fork).getOrDefault(new CollidingKey(id), 0);
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
}
