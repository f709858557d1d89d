package dev.larder.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final double[] ASCENDING = {
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -1.5,
    -1,
    -Double.MIN_NORMAL,
    -Double.MIN_VALUE,
    0.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL / 2,
    Double.MIN_NORMAL,
    1,
    1.5,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };

  @Test
  void keysAscendWithScores() {
    for (int i = 0; i < ASCENDING.length; i++) {
      assertEquals(ASCENDING[i], Scores.fromKey(Scores.toKey(ASCENDING[i])));
      for (int j = 0; j < ASCENDING.length; j++) {
        long a = Scores.toKey(ASCENDING[i]);
        long b = Scores.toKey(ASCENDING[j]);
        assertEquals(Integer.compare(i, j), Long.compare(a, b));
      }
    }
  }

  @Test
  void randomBitsKeepTheirOrder() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 100_000; i++) {
      double a = Double.longBitsToDouble(random.nextLong());
      double b = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        assertEquals(a < b, Scores.toKey(a) < Scores.toKey(b), a + " and " + b);
        assertEquals(a, Scores.fromKey(Scores.toKey(a)));
      }
    }
  }

  @Test
  void minusZeroIsZero() {
    assertEquals(Scores.toKey(0.0), Scores.toKey(-0.0));
    assertEquals(0, Double.doubleToRawLongBits(Scores.fromKey(Scores.toKey(-0.0))));
  }

  @Test
  void nanIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Scores.toKey(Double.NaN)).getMessage();
    assertTrue(message.contains("NaN"), message);
  }
}
