package dev.larder.junit;

import dev.larder.Larder;
import dev.larder.LarderBuilder;
import dev.larder.internal.store.Store;
import dev.larder.internal.time.SteeredClock;
import dev.larder.redis.internal.wire.Loops;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory for tests, with its endpoint and its time: what {@link LarderExtension} makes,
 * for those who test without JUnit.
 *
 * <p>All kits of a JVM share one thread that serves clients, which ends with the last of them.
 */
public final class LarderKit implements AutoCloseable {
  private static final String HASH_SEED = "larder.hashSeed";

  static {
    // Chance draws from tables: these have to be in the same order in each run. It has its effect
    // where no store has been there before; who has set it knows better.
    if (System.getProperty(HASH_SEED) == null) {
      System.setProperty(HASH_SEED, "0");
    }
  }

  private final Random chance = new Random(0);
  private final TestTime time;
  private final Store store;
  private final TestRedis redis;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LarderKit(@Nullable Path export) {
    SteeredClock clock = new SteeredClock();
    time = new TestTime(clock);
    LarderBuilder builder = Larder.builder().clock(clock).random(chance);
    store = (Store) (export == null ? builder.open() : builder.importFrom(export));
    boolean started = false;
    try {
      redis = new TestRedis(store, time, Loops.share());
      started = true;
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "the test kit needs io.netty:netty-handler, 4.2 or newer, on the class path", e);
    } finally {
      if (!started) {
        store.close();
      }
    }
  }

  /**
   * {@return a kit with an empty store}
   *
   * @throws IllegalStateException if Netty is not there
   */
  public static LarderKit start() {
    return new LarderKit(null);
  }

  /**
   * {@return a kit with what {@link Larder#export} has written}
   *
   * @param export the file, JSON lines
   */
  public static LarderKit importFrom(Path export) {
    return new LarderKit(export);
  }

  /** {@return the store} */
  public Larder larder() {
    return store;
  }

  /** {@return the endpoint} */
  public TestRedis redis() {
    return redis;
  }

  /** {@return the time of the store} */
  public TestTime time() {
    return time;
  }

  /**
   * Fixes what chance decides from now on, 0 at first: RANDOMKEY, SPOP, SRANDMEMBER and the like,
   * what caches evict that are opened from now on, and {@link Faults#seed}.
   *
   * @param value any number
   */
  public void seed(long value) {
    chance.setSeed(value);
    redis.faults().seed(value);
  }

  /** Closes the endpoint, its connections, and the store. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      redis.close();
      store.close();
    }
  }
}
