package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Collections that come and go under one name, as two types. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
public class EmptinessLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderMap<Integer, Integer> map = larder.map("n", Integer.class, Integer.class);
  private final LarderSet<Integer> set = larder.set("n", Integer.class);

  @Operation
  public Integer put(@Param(name = "key") int key) {
    return map.put(key, key);
  }

  @Operation
  public Integer remove(@Param(name = "key") int key) {
    return map.remove(key);
  }

  @Operation
  public boolean add(@Param(name = "key") int key) {
    return set.add(key);
  }

  @Operation
  public boolean removeElement(@Param(name = "key") int key) {
    return set.remove(key);
  }

  @Operation
  public String type() {
    return larder.type("n").toString();
  }

  @Operation
  public int delete() {
    return larder.delete("n");
  }

  @Test
  void stress() {
    Short.stress().check(EmptinessLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking().checkObstructionFreedom(true).check(EmptinessLincheckTest.class);
  }
}
