package dev.larder.cache;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheBuilder;
import dev.larder.CacheExpiry;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.RemovalCause;
import dev.larder.internal.expiry.Sweeper;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs on a cache and on a plain model of it, with a clock that is moved. */
class CacheModelTest {
  private static final int PROGRAMS = 60;
  private static final int STEPS = 400;
  private static final int KEYS = 40;

  private final MovableClock clock = new MovableClock();

  /** What limits a program's cache has. */
  enum Limits {
    SIZE(10, 0, 0),
    WRITE(0, 1000, 0),
    ACCESS(0, 0, 700),
    WRITE_AND_ACCESS(0, 1500, 700),
    SIZE_AND_ACCESS(10, 0, 700),
    RULE(0, 0, 0);

    private final int size;
    private final long writeMillis;
    private final long accessMillis;

    Limits(int size, long writeMillis, long accessMillis) {
      this.size = size;
      this.writeMillis = writeMillis;
      this.accessMillis = accessMillis;
    }
  }

  /** An entry of the model. */
  private static final class Expected {
    private final int value;
    private final long written;
    private long deadline;

    Expected(int value, long written, long deadline) {
      this.value = value;
      this.written = written;
      this.deadline = deadline;
    }
  }

  private static final CacheExpiry<Integer, Integer> RULE =
      new CacheExpiry<>() {
        @Override
        public Duration afterCreate(Integer key, Integer value) {
          return Duration.ofMillis(100L * key + 50);
        }

        @Override
        public Duration afterUpdate(Integer key, Integer value, Duration remaining) {
          return remaining.plusMillis(100);
        }

        @Override
        public Duration afterRead(Integer key, Integer value, Duration remaining) {
          return key % 2 == 0 ? remaining : Duration.ofMillis(200);
        }
      };

  private final Map<Integer, Expected> model = new HashMap<>();
  private int evicted;
  private int expired;

  /**
   * Keeps the sweeper busy: what it evicts on its own thread, since it got to the policy before the
   * writer did, the listener would hear after the writer's call has returned.
   */
  private static final class HeldSweeper implements Sweeper.Sweepable {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    static HeldSweeper hold() throws InterruptedException {
      HeldSweeper sweeper = new HeldSweeper();
      Sweeper.enter(sweeper);
      sweeper.held.await();
      return sweeper;
    }

    @Override
    public boolean sweep() {
      held.countDown();
      awaitUninterruptibly(end);
      return false;
    }

    void release() {
      end.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheModel(Limits limits) throws InterruptedException {
    long seed = System.nanoTime();
    System.out.println("CacheModelTest " + limits + " seed " + seed);
    HeldSweeper sweeper = HeldSweeper.hold();
    try {
      for (int i = 0; i < PROGRAMS; i++) {
        run(limits, new SplittableRandom(seed + i));
      }
    } finally {
      sweeper.release();
    }
    assertTrue(limits.size == 0 || evicted > 100, () -> "evicted " + evicted);
    assertTrue(limits == Limits.SIZE || expired > 100, () -> "expired " + expired);
  }

  private void run(Limits limits, SplittableRandom random) {
    model.clear();
    try (Larder larder = Larder.builder().clock(clock).open()) {
      CacheBuilder<Integer, Integer> builder =
          larder.cache("c", Integer.class, Integer.class).removalListener(this::removed);
      if (limits.size > 0) {
        builder.maximumSize(limits.size);
      }
      if (limits.writeMillis > 0) {
        builder.expireAfterWrite(Duration.ofMillis(limits.writeMillis));
      }
      if (limits.accessMillis > 0) {
        builder.expireAfterAccess(Duration.ofMillis(limits.accessMillis));
      }
      if (limits == Limits.RULE) {
        builder.expireAfter(RULE);
      }
      LarderCache<Integer, Integer> cache = builder.open();
      for (int i = 0; i < STEPS; i++) {
        step(cache, limits, random);
      }
    }
  }

  private void step(LarderCache<Integer, Integer> cache, Limits limits, SplittableRandom random) {
    int key = random.nextInt(KEYS);
    int value = random.nextInt();
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        Expected before = live(key);
        put(limits, key, value);
        assertEquals(before == null ? null : (Integer) before.value, cache.put(key, value));
      }
      case 2 -> {
        Expected before = live(key);
        if (before == null) {
          put(limits, key, value);
        } else {
          read(limits, key, before);
        }
        assertEquals(before == null ? value : before.value, cache.get(key, k -> value));
      }
      case 3 -> {
        model.remove(key);
        cache.invalidate(key);
      }
      case 4 -> clock.advanceMillis(random.nextInt(300));
      case 5 -> checkAll(cache, limits);
      default -> {
        Expected there = live(key);
        if (there != null) {
          read(limits, key, there);
        }
        assertEquals(there == null ? null : (Integer) there.value, cache.get(key));
      }
    }
  }

  private void checkAll(LarderCache<Integer, Integer> cache, Limits limits) {
    Map<Integer, Integer> values = new HashMap<>();
    model.forEach(
        (key, there) -> {
          if (there.deadline > clock.millis()) {
            values.put(key, there.value);
          }
        });
    assertEquals(values.size(), cache.size());
    assertEquals(values, cache.snapshot().castToMap());
    assertTrue(limits.size == 0 || values.size() <= limits.size);
  }

  private Expected live(int key) {
    Expected there = model.get(key);
    return there == null || there.deadline <= clock.millis() ? null : there;
  }

  private void put(Limits limits, int key, int value) {
    long now = clock.millis();
    Expected before = live(key);
    long deadline = Long.MAX_VALUE;
    if (limits == Limits.RULE) {
      long millis = before == null ? 100L * key + 50 : before.deadline - now + 100;
      deadline = now + millis;
    }
    if (limits.writeMillis > 0) {
      deadline = now + limits.writeMillis;
    }
    if (limits.accessMillis > 0) {
      deadline = Math.min(deadline, now + limits.accessMillis);
    }
    model.put(key, new Expected(value, now, deadline));
  }

  private void read(Limits limits, int key, Expected there) {
    long now = clock.millis();
    if (limits == Limits.RULE && key % 2 != 0) {
      there.deadline = now + 200;
    }
    if (limits.accessMillis > 0) {
      long latest = limits.writeMillis > 0 ? there.written + limits.writeMillis : Long.MAX_VALUE;
      there.deadline = Math.min(now + limits.accessMillis, latest);
    }
  }

  /** Runs on the thread of the change: the sweeper is held. */
  private void removed(Integer key, Integer value, RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      evicted++;
      Expected gone = model.remove(key);
      assertEquals(value, gone == null ? null : (Integer) gone.value);
    } else if (cause == RemovalCause.EXPIRED) {
      expired++;
    }
  }
}
