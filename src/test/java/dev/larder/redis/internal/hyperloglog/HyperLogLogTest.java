package dev.larder.redis.internal.hyperloglog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.redis.internal.RedisException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperLogLogTest {
  private static final int MOST = 3_000;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(HyperLogLog sketch) {
    return HexFormat.of().formatHex(sketch.bytes());
  }

  @Test
  void theBytesAreThoseOfRedis() {
    HyperLogLog sketch = HyperLogLog.empty(MOST);
    for (String element : new String[] {"x", "y", "z"}) {
      assertTrue(sketch.add(bytes(element)));
    }
    assertFalse(sketch.add(bytes("x")));
    assertEquals("48594c4c01000000000000000000008061848058cd8845a08408", hex(sketch));
    assertEquals(3, sketch.estimate());
    assertEquals("48594c4c01000000030000000000000061848058cd8845a08408", hex(sketch));
  }

  /** As redis-server 7.0.15 had it. */
  @ParameterizedTest
  @CsvSource({
    "100,100,287,2473556c4cfaa6e01dd62571918dbd2270532e03c2f4b564f0a5124a7ed229c0",
    "1000,1001,1923,7aba7a1e51e42bb6394317e057e944f80a42330cb58e14380ab40e4ba864bc39",
    "10000,9987,12304,6a92ca5ab849e1b88feadc5881cbe5549af2cb6e9b7f8670251061c602a2f846",
    "200000,200305,12304,7a5930ce0caecbef5cbe0ffb91067786090f6bec15f0dc0dd4864e3552f4b8dd"
  })
  void estimatesAndBytesAreThoseOfRedisForMany(int count, long estimate, int size, String digest)
      throws NoSuchAlgorithmException {
    HyperLogLog sketch = HyperLogLog.empty(MOST);
    for (int i = 0; i < count; i++) {
      sketch.add(bytes(Integer.toString(i)));
    }
    assertEquals(estimate, sketch.estimate());
    assertEquals(size, sketch.bytes().length);
    byte[] found = MessageDigest.getInstance("SHA-256").digest(sketch.bytes());
    assertEquals(digest, HexFormat.of().formatHex(found));
  }

  @Test
  void bothFormsHaveTheSameRegisters() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    HyperLogLog sparse = HyperLogLog.empty(MOST);
    HyperLogLog dense = HyperLogLog.empty(0);
    dense.toDense();
    for (int i = 0; i < 900; i++) {
      byte[] element = new byte[random.nextInt(20)];
      random.nextBytes(element);
      assertEquals(dense.add(element), sparse.add(element), "seed " + seed);
    }
    assertFalse(sparse.isDense(), "seed " + seed);
    byte[] expected = HyperLogLog.values();
    byte[] actual = HyperLogLog.values();
    dense.mergeInto(expected);
    sparse.mergeInto(actual);
    assertArrayEquals(expected, actual, "seed " + seed);
    sparse.toDense();
    sparse.outdate();
    dense.outdate();
    assertEquals(hex(dense), hex(sparse), "seed " + seed);
  }

  @Test
  void otherBytesAreNone() {
    byte[] good = HyperLogLog.empty(MOST).bytes();
    for (int length = 0; length < 16; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThrows(RedisException.class, () -> HyperLogLog.of(cut, MOST));
    }
    byte[] dense = good.clone();
    dense[4] = 0;
    assertThrows(RedisException.class, () -> HyperLogLog.of(dense, MOST));
  }

  @Test
  void nonsenseInTheRunsIsAnErrorAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] head = HyperLogLog.empty(MOST).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = java.util.Arrays.copyOf(head, 16 + random.nextInt(40));
      for (int at = 16; at < bytes.length; at++) {
        bytes[at] = (byte) random.nextInt(256);
      }
      bytes[15] = (byte) 0x80;
      HyperLogLog sketch = HyperLogLog.of(bytes, MOST);
      try {
        sketch.add(bytes(Integer.toString(i)));
        sketch.estimate();
        sketch.toDense();
      } catch (RedisException expected) {
        assertTrue(expected.text().startsWith("INVALIDOBJ"), "seed " + seed);
      }
    }
  }
}
