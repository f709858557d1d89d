package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderCache;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A cache whose few keys collide and whose limits are not reached: loads beside changes. What a
 * change answers of what was before is left out: a load whose value was not kept, since the key
 * changed, comes before that change, which did not see it.
 */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:3")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class CacheLincheckTest {
  private final LarderCache<CollidingKey, Integer> cache =
      Larder.inMemory()
          .cache("m", CollidingKey.class, Integer.class)
          .maximumSize(100)
          .executor(Runnable::run)
          .open();

  private static CollidingKey key(int id) {
    return new CollidingKey(id);
  }

  @Operation
  public void put(@Param(name = "key") int id, @Param(name = "value") int value) {
    cache.put(key(id), value);
  }

  @Operation
  public Integer get(@Param(name = "key") int id) {
    return cache.get(key(id));
  }

  @Operation
  public Integer load(@Param(name = "key") int id, @Param(name = "value") int value) {
    return cache.get(key(id), key -> value + 10);
  }

  @Operation
  public void invalidate(@Param(name = "key") int id) {
    cache.invalidate(key(id));
  }

  @Operation
  public Integer compute(@Param(name = "key") int id) {
    return cache.computeIfPresent(key(id), (key, old) -> old <= 100 ? old + 100 : null);
  }

  @Test
  void stress() {
    Short.stress(2, 100).check(CacheLincheckTest.class);
  }
}
