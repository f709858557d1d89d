package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.LarderList.Taken;
import dev.larder.ListEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pushes against takes that run out of time or are interrupted: each element comes out once. */
@Timeout(120)
class TakersRaceTest {
  private static final int EACH = 4000;
  private static final int PRODUCERS = 2;
  private static final int CONSUMERS = 3;

  private final ListShelf store = new ListShelf();
  private final ListHandle<Integer> a = store.list("a");
  private final ListHandle<Integer> b = store.list("b");
  private final CountDownLatch produced = new CountDownLatch(PRODUCERS);

  private Void produce(int from) {
    SplittableRandom chance = new SplittableRandom(from);
    for (int i = from; i < from + EACH; i++) {
      ListHandle<Integer> list = chance.nextBoolean() ? a : b;
      list.push(chance.nextBoolean() ? ListEnd.FIRST : ListEnd.LAST, i);
    }
    produced.countDown();
    return null;
  }

  /** Takes until all has been produced and both lists are empty. */
  private List<Integer> consume(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Integer> all = new ArrayList<>();
    for (boolean last = false; ; ) {
      Integer taken = null;
      try {
        if (chance.nextInt(8) == 0) {
          Thread.currentThread().interrupt();
        }
        taken = take(chance);
      } catch (InterruptedException e) {
        continue;
      }
      if (taken != null) {
        all.add(taken);
        last = false;
      } else if (last) {
        return all;
      } else {
        last = produced.getCount() == 0 && a.isEmpty() && b.isEmpty();
      }
    }
  }

  private Integer take(SplittableRandom chance) throws InterruptedException {
    long nanos = chance.nextInt(20_000);
    return switch (chance.nextInt(3)) {
      case 0 -> a.deque().pollFirst(nanos, TimeUnit.NANOSECONDS);
      case 1 -> b.deque().pollLast(nanos, TimeUnit.NANOSECONDS);
      default -> {
        Optional<Taken<Integer>> taken = b.take(ListEnd.FIRST, Duration.ofNanos(nanos), List.of(a));
        yield taken.map(Taken::element).orElse(null);
      }
    };
  }

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Callable<List<Integer>>> consumers = new ArrayList<>();
    List<Future<List<Integer>>> results = new ArrayList<>();
    for (int i = 0; i < CONSUMERS; i++) {
      int seed = i;
      consumers.add(() -> consume(seed));
    }
    for (Callable<List<Integer>> consumer : consumers) {
      results.add(threads.submit(consumer));
    }
    for (int i = 0; i < PRODUCERS; i++) {
      int from = i * EACH;
      threads.submit(() -> produce(from));
    }
    BitSet seen = new BitSet();
    int count = 0;
    for (Future<List<Integer>> result : results) {
      for (int element : result.get()) {
        seen.set(element);
        count++;
      }
    }
    threads.shutdownNow();
    assertEquals(PRODUCERS * EACH, count);
    assertEquals(PRODUCERS * EACH, seen.cardinality());
  }

  /** Each waits for the other: an element that is passed over once would stop both. */
  @Test
  void pingPong() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Future<Integer> other =
        threads.submit(
            () -> {
              int last = 0;
              for (int i = 0; i < 4_000; i++) {
                last = a.deque().take();
                b.add(last + 1);
              }
              return last;
            });
    int ball = 0;
    for (int i = 0; i < 4_000; i++) {
      a.add(ball);
      ball = b.deque().take();
    }
    assertEquals(ball - 1, other.get());
    assertEquals(4_000, ball);
    threads.shutdownNow();
  }
}
