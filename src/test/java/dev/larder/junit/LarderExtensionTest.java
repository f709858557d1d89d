package dev.larder.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import redis.clients.jedis.Jedis;

/** Which test gets which store. The classes inside are run by this one. */
class LarderExtensionTest {
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();
  private static volatile CountDownLatch together = new CountDownLatch(0);

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static TestExecutionSummary run(Class<?> tests, Map<String, String> parameters) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameters(parameters)
            .build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  private static void passes(Class<?> tests, int count) {
    passes(tests, count, Map.of());
  }

  private static void passes(Class<?> tests, int count, Map<String, String> parameters) {
    TestExecutionSummary summary = run(tests, parameters);
    assertEquals(List.of(), summary.getFailures().stream().map(f -> f.getException()).toList());
    assertEquals(count, summary.getTestsSucceededCount());
  }

  private static String failure(Class<?> tests) {
    TestExecutionSummary summary = run(tests, Map.of());
    assertEquals(1, summary.getFailures().size());
    return summary.getFailures().get(0).getException().getMessage();
  }

  @Test
  void eachTestHasItsOwn() {
    passes(PerTest.class, 4);
    assertEquals(4, SEEN.stream().distinct().count());
  }

  @LarderTest
  static class PerTest {
    private final Larder larder;

    PerTest(Larder larder) {
      this.larder = larder;
    }

    @BeforeEach
    void fill(Larder sameOne) {
      assertSame(larder, sameOne);
      assertEquals(1, larder.counter("tests").increment());
    }

    @RepeatedTest(3)
    void counts(
        Larder sameOne, RedisAddress address, TestRedis redis, TestTime time, LarderKit kit) {
      assertSame(larder, sameOne);
      assertSame(kit.time(), time);
      assertEquals(address, redis.address());
      assertEquals(
          Map.of(
              "spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", "" + redis.port()),
          address.springProperties());
      redis.keyspace().assertIs("SET tests 1");
      SEEN.add(larder);
    }

    @Nested
    class Inside {
      @Test
      void likewise(Larder own) {
        assertEquals(1, larder.counter("tests").get());
        SEEN.add(own);
      }
    }
  }

  @Test
  void testsSideBySideHaveTheirOwn() {
    together = new CountDownLatch(2);
    passes(
        SideBySide.class,
        2,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"));
    assertEquals(2, SEEN.stream().distinct().count());
  }

  @LarderTest
  static class SideBySide {
    @RepeatedTest(2)
    void meets(TestRedis redis) throws InterruptedException {
      try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
        assertEquals(1, jedis.incr("n"));
        together.countDown();
        assertTrue(together.await(30, TimeUnit.SECONDS));
        assertEquals("1", jedis.get("n"));
      }
      SEEN.add(redis.port());
    }
  }

  @Test
  void aClassSharesOneWithTheClassesInside() {
    passes(PerClass.class, 4);
    assertEquals(2, SEEN.stream().distinct().count());
  }

  @LarderTest(scope = StoreScope.CLASS)
  static class PerClass {
    @BeforeAll
    static void fill(TestRedis redis) {
      redis.load("SET n 0");
    }

    @RepeatedTest(2)
    void counts(Larder larder) {
      assertTrue(larder.counter("n").increment() > 0);
      SEEN.add(larder);
    }

    @Nested
    class Inside {
      @Test
      void theSame(Larder larder) {
        assertTrue(larder.exists("n"));
        SEEN.add(larder);
      }
    }

    @Nested
    @LarderTest
    class Apart {
      @Test
      void another(Larder larder) {
        assertFalse(larder.exists("n"));
        SEEN.add(larder);
      }
    }
  }

  @Test
  void oneIsTakenBackBetweenTests() {
    passes(Rewound.class, 3);
    assertEquals(1, SEEN.stream().distinct().count());
  }

  static class Rewound {
    @RegisterExtension
    static final LarderExtension LARDER =
        LarderExtension.builder().scope(StoreScope.REWOUND).fixtures("seed.txt").build();

    @RepeatedTest(3)
    void begins() {
      LARDER.redis().keyspace().assertIs("SET seeded yes");
      LARDER.redis().commands().assertNeverCalled("*");
      try (Jedis jedis = new Jedis(LARDER.redis().uri())) {
        jedis.set("a", "1");
      }
      LARDER.redis().faults().on("GET").drop();
      assertNotNull(LARDER.time());
      SEEN.add(LARDER.larder());
    }
  }

  @Test
  void testsBeginWithWhatWasBuiltBeforeTheFirst() {
    passes(Built.class, 3);
  }

  @LarderTest(scope = StoreScope.REWOUND, fixtures = "export.jsonl")
  static class Built {
    @BeforeAll
    static void build(Larder larder) {
      larder.map("costly", Integer.class, String.class).put(1, "one");
    }

    @RepeatedTest(3)
    void begins(Larder larder) {
      LarderMap<Integer, String> costly = larder.map("costly", Integer.class, String.class);
      assertEquals(Map.of(1, "one"), costly.snapshot().castToMap());
      costly.put(1, "two");
      costly.put(2, "two");
    }
  }

  @Test
  void filesOfRedisAreFixtures() {
    passes(OfRdb.class, 2);
  }

  @LarderTest(fixtures = {"dump.rdb", "seed.txt"})
  static class OfRdb {
    @RepeatedTest(2)
    void begins(TestRedis redis) {
      redis
          .keyspace()
          .assertIs(
              """
              HSET cart:ann jam 2
              RPUSH queue a b
              SET seeded yes
              """);
    }
  }

  @Test
  void onesOfAFieldOfTheTest() {
    passes(OfAField.class, 2);
    assertEquals(2, SEEN.stream().distinct().count());
  }

  static class OfAField {
    @RegisterExtension final LarderExtension larder = LarderExtension.builder().build();

    @RepeatedTest(2)
    void has() {
      assertEquals(1, larder.larder().counter("n").increment());
      SEEN.add(larder.larder());
    }
  }

  @Test
  void fixturesAreThere(@TempDir Path directory) throws IOException {
    passes(WithFixtures.class, 1);
  }

  @LarderTest(fixtures = {"seed.txt", "export.jsonl"})
  static class WithFixtures {
    @Test
    void reads(TestRedis redis) {
      redis.keyspace().assertIs("SET seeded yes\nSET exported yes");
    }
  }

  @Test
  void leaksFailATest() {
    String message = failure(Leaking.class);
    assertTrue(message.startsWith("the test leaves behind:\n  1 without expiry: a"), message);
  }

  @LarderTest(leaks = Leak.KEYS_WITHOUT_EXPIRY)
  static class Leaking {
    @Test
    void forgets(TestRedis redis) {
      redis.load("SET a 1\nSET b 1 EX 10");
    }
  }

  @Test
  void whatCantBeGivenIsSaid() {
    String message = failure(TooEarly.class);
    assertTrue(message.contains("each test has a Larder of its own"), message);
    assertTrue(message.contains("@LarderTest(scope = StoreScope.CLASS)"), message);
  }

  @LarderTest
  static class TooEarly {
    @BeforeAll
    static void takes(Larder larder) {}

    @Test
    void isNotReached() {}
  }

  @Test
  void usageOfARunIsWritten(@TempDir Path directory) throws IOException {
    Path report = directory.resolve("usage.txt");
    passes(SideBySide.class, 2, new HashMap<>(Map.of("dev.larder.usage", report.toString())));
    String text = Files.readString(report);
    assertTrue(text.contains("       2 INCR"), text);
    assertNotEquals(-1, text.indexOf("keys that never expire:\n       2 n"), text);
  }
}
