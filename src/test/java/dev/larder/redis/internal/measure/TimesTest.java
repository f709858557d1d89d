package dev.larder.redis.internal.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the histograms say of times is what the times say, to two digits. */
class TimesTest {
  @Test
  void slotsHoldWhatIsCountedInThem() {
    long last = -1;
    for (int slot = 0; slot < Histogram.SIZE; slot++) {
      long longest = Histogram.longest(slot);
      assertTrue(longest > last, "slot " + slot);
      if (longest < 1_000_000_000) {
        assertEquals(slot, Histogram.slot(longest));
        assertEquals(slot, Histogram.slot(last + 1));
      }
      last = longest;
    }
    assertTrue(last >= 1_000_000_000);
    assertEquals(Histogram.slot(1_000_000_000), Histogram.slot(Long.MAX_VALUE));
    assertEquals(0, Histogram.slot(-1));
  }

  @Test
  void percentilesAreThoseOfASortedArray() {
    SplittableRandom random = new SplittableRandom(7);
    long[] nanos = random.longs(10_000, 1, 100_000_000).toArray();
    Measures measures = new Measures(3);
    for (long each : nanos) {
      measures.meter().ran(1, each, each % 2 == 0, true);
    }
    Arrays.sort(nanos);
    Times times = measures.times(1);
    assertEquals(nanos.length, times.total());
    for (double percent : new double[] {0, 1, 50, 99, 99.9, 100}) {
      int index = (int) Math.max(0, Math.round(percent / 100 * nanos.length) - 1);
      double relative = (double) times.percentile(percent) / nanos[index];
      assertTrue(relative >= 1 && relative <= 1 + 1 / 128.0, percent + ": " + relative);
    }
    assertEquals(nanos.length, measures.totals().calls(1));
    assertEquals(Arrays.stream(nanos).sum(), measures.totals().nanos(1));
    assertEquals(0, measures.times(0).total());
  }

  @Test
  void stepsAreCumulative() {
    Measures measures = new Measures(1);
    for (long nanos : new long[] {1_000, 1_100, 3_000, 500_000, 2_000_000_000L}) {
      measures.meter().ran(0, nanos, false, true);
    }
    StringBuilder steps = new StringBuilder();
    measures
        .times(0)
        .steps((nanos, count) -> steps.append(nanos / 1_000).append(':').append(count).append(' '));
    assertEquals("1:1 2:2 4:3 528:4 1082130:5 ", steps.toString());
  }

  @Test
  void threadsAreAddedUpAndAResetTakesThemOff() throws InterruptedException {
    Measures measures = new Measures(1);
    Runnable runs =
        () -> {
          for (int i = 0; i < 1_000; i++) {
            measures.meter().ran(0, 10, false, true);
            measures.error("ERR what");
          }
        };
    Thread other = new Thread(runs);
    other.start();
    runs.run();
    other.join();
    assertEquals(2_000, measures.totals().allCalls());
    assertEquals(2_000, measures.times(0).total());
    assertEquals(2_000L, measures.errors().get("ERR"));
    measures.reset();
    assertEquals(0, measures.totals().allCalls());
    assertEquals(0, measures.times(0).total());
    assertTrue(measures.errors().isEmpty());
    measures.meter().ran(0, 10, false, true);
    assertEquals(1, measures.totals().calls(0));
    assertEquals(1, measures.times(0).total());
  }
}
