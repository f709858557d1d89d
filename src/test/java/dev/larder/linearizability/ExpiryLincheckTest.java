package dev.larder.linearizability;

import dev.larder.LarderMap;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.time.TimeSource;
import dev.larder.store.MovableClock;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Entries that run out while others look at them. */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "1:2")
public class ExpiryLincheckTest {
  private final MovableClock clock = new MovableClock();
  private final Shelf shelf = new Shelf(new Engine(new TimeSource(clock))); // without a sweeper
  private final LarderMap<Integer, Integer> map =
      new MapHandle<>(
          shelf,
          Name.of("m"),
          Element.of(Integer.class),
          Element.of(Integer.class),
          shelf.direct());

  @Operation
  public void advance() {
    clock.advanceMillis(1);
  }

  @Operation
  public Integer put(@Param(name = "key") int key) {
    return map.put(key, key);
  }

  @Operation
  public Integer putExpiring(@Param(name = "key") int key) {
    return map.put(key, -key, Duration.ofMillis(1));
  }

  @Operation
  public Integer get(@Param(name = "key") int key) {
    return map.get(key);
  }

  @Operation
  public Integer replace(@Param(name = "key") int key) {
    return map.replace(key, 10);
  }

  @Operation
  public boolean expire(@Param(name = "key") int key) {
    return map.expire(key, Duration.ofMillis(1));
  }

  @Operation
  public boolean persist(@Param(name = "key") int key) {
    return map.persist(key);
  }

  @Test
  void stress() {
    Short.stress().check(ExpiryLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.modelChecking().checkObstructionFreedom(true).check(ExpiryLincheckTest.class);
  }
}
