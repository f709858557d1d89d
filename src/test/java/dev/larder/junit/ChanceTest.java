package dev.larder.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.LarderCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A seed fixes what chance decides. */
@LarderTest(seed = 7)
class ChanceTest {
  private final LarderKit kit;

  ChanceTest(LarderKit kit) {
    this.kit = kit;
  }

  private static String draw(LarderKit kit) {
    StringBuilder drawn = new StringBuilder();
    try (Jedis jedis = new Jedis(kit.redis().address().host(), kit.redis().port(), 30_000)) {
      for (int i = 0; i < 50; i++) {
        jedis.sadd("set", "m" + i);
        jedis.hset("hash", "f" + i, "v");
        jedis.zadd("zset", i, "m" + i);
        jedis.set("key" + i, "v");
      }
      for (int i = 0; i < 5; i++) {
        drawn.append(
            List.of(
                jedis.randomKey(),
                jedis.spop("set"),
                jedis.srandmember("set", 3),
                jedis.hrandfield("hash", -4),
                jedis.zrandmember("zset", 2)));
      }
    }
    return drawn.append(kept(kit)).toString();
  }

  /** What a bounded cache keeps of many entries. */
  private static TreeSet<String> kept(LarderKit kit) {
    try (LarderCache<String, Integer> cache =
        kit.larder().cache("cache", String.class, Integer.class).maximumSize(20).open()) {
      for (int i = 0; i < 1_000; i++) {
        String key = "k" + i * i % 101;
        cache.get(key, absent -> 1);
      }
      return new TreeSet<>(cache.keySet());
    }
  }

  private static String drawnWith(long seed) {
    try (LarderKit kit = LarderKit.start()) {
      kit.seed(seed);
      return draw(kit);
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    String drawn = draw(kit);
    assertEquals(drawn, drawnWith(7));
    assertNotEquals(drawn, drawnWith(8));
  }

  @Test
  void aSeedBeginsAnew() {
    kit.redis().load("SADD set 1 2 3 4 5 6 7 8 9");
    try (Jedis jedis = new Jedis(kit.redis().address().host(), kit.redis().port(), 30_000)) {
      kit.seed(1);
      List<String> drawn = jedis.srandmember("set", -20);
      assertNotEquals(drawn, jedis.srandmember("set", -20));
      kit.seed(1);
      assertEquals(drawn, jedis.srandmember("set", -20));
    }
  }

  /** For {@link #otherJvmsDrawTheSame}. */
  public static void main(String[] args) {
    System.out.println(drawnWith(7));
  }

  @Test
  void otherJvmsDrawTheSame() throws Exception {
    Process one = drawElsewhere();
    Process other = drawElsewhere();
    String drawn = drawnBy(one);
    assertTrue(drawn.contains("key"), drawn);
    assertEquals(drawn, drawnBy(other));
  }

  private static Process drawElsewhere() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-Xmx128m", "-XX:TieredStopAtLevel=1", ChanceTest.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String drawnBy(Process process) throws IOException, InterruptedException {
    String drawn = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return drawn.strip();
  }
}
