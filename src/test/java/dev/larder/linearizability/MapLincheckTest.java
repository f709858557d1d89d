package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A map whose few keys collide. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:4")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class MapLincheckTest {
  private final LarderMap<CollidingKey, Integer> map =
      Larder.inMemory().map("m", CollidingKey.class, Integer.class);

  private static CollidingKey key(int id) {
    return new CollidingKey(id);
  }

  @Operation
  public Integer put(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map.put(key(id), value);
  }

  @Operation
  public Integer get(@Param(name = "key") int id) {
    return map.get(key(id));
  }

  @Operation
  public Integer remove(@Param(name = "key") int id) {
    return map.remove(key(id));
  }

  @Operation
  public Integer putIfAbsent(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map.putIfAbsent(key(id), value);
  }

  @Operation
  public boolean replace(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map.replace(key(id), value, value + 1);
  }

  @Operation
  public Integer compute(@Param(name = "key") int id) {
    return map.compute(key(id), (key, old) -> old == null || old <= 10 ? add(old) : null);
  }

  private static Integer add(Integer old) {
    return old == null ? 10 : old + 10;
  }

  @Operation
  public boolean containsKey(@Param(name = "key") int id) {
    return map.containsKey(key(id));
  }

  @Operation
  public void clear() {
    map.clear();
  }

  @Test
  void stress() {
    Short.stress().check(MapLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.modelChecking().checkObstructionFreedom(true).check(MapLincheckTest.class);
  }
}
