package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.util.TreeMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table that grows in the middle, with snapshots of one moment. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:14")
public class GrowthLincheckTest {
  private final LarderMap<Integer, Integer> map =
      Larder.inMemory().map("m", Integer.class, Integer.class);

  public GrowthLincheckTest() {
    for (int i = 1; i <= 6; i++) {
      map.put(i, 0); // one more, and eight buckets become sixteen
    }
  }

  @Operation
  public Integer put(@Param(name = "key") int key) {
    return map.put(key, key);
  }

  @Operation
  public Integer remove(@Param(name = "key") int key) {
    return map.remove(key);
  }

  @Operation
  public Integer get(@Param(name = "key") int key) {
    return map.get(key);
  }

  @Operation
  public String snapshot() {
    return new TreeMap<>(map.snapshot().castToMap()).toString();
  }

  @Test
  void stress() {
    Short.stress().check(GrowthLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.modelChecking().checkObstructionFreedom(true).check(GrowthLincheckTest.class);
  }
}
