package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions between two maps, beside single changes of both. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class TransactionLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<CollidingKey, Integer> left =
      larder.map("l", CollidingKey.class, Integer.class);
  private final LarderMap<CollidingKey, Integer> right =
      larder.map("r", CollidingKey.class, Integer.class);

  @Operation
  public Integer put(@Param(name = "key") int id, @Param(name = "value") int value) {
    return left.put(new CollidingKey(id), value);
  }

  @Operation
  public Integer removeRight(@Param(name = "key") int id) {
    return right.remove(new CollidingKey(id));
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
  public int both() {
    return larder.transact(
        tx -> {
          int sum = 0;
          for (int id = 1; id <= 2; id++) {
            sum = sum * 4 + tx.on(left).getOrDefault(new CollidingKey(id), 0);
            sum = sum * 4 + tx.on(right).getOrDefault(new CollidingKey(id), 0);
          }
          return sum;
        });
  }

  @Operation
  public boolean rename() {
    return larder.rename("l", "r");
  }

  @Test
  void stress() {
    Short.stress().check(TransactionLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking().checkObstructionFreedom(true).check(TransactionLincheckTest.class);
  }
}
