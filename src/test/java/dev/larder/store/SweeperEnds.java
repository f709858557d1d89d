package dev.larder.store;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.internal.expiry.Sweeper;
import java.time.Duration;
import java.time.Instant;

/** Ends when the sweeper has come and gone twice. */
final class SweeperEnds {
  private static final Duration TEN = Duration.ofSeconds(10);

  private static volatile Instant now = Instant.EPOCH;

  private SweeperEnds() {}

  public static void main(String[] arguments) {
    Larder larder = Larder.builder().clock(() -> now).open();
    LarderMap<String, String> map = larder.map("m", String.class, String.class);
    map.put("a", "1", TEN);
    map.put("b", "1");
    map.expire(TEN.multipliedBy(9));
    awaitItsEnd(map::persist, () -> now = now.plus(TEN));
    map.put("c", "1", TEN);
    awaitItsEnd(larder::close);
  }

  private static void awaitItsEnd(Runnable... causes) {
    if (!Sweeper.isRunning()) {
      throw new AssertionError("something runs out, so the sweeper should be there");
    }
    for (Runnable cause : causes) {
      cause.run();
    }
    while (Sweeper.isRunning()) {
      Thread.onSpinWait();
    }
  }
}
