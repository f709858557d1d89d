package dev.larder.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Mark;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.store.Store;
import dev.larder.internal.table.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forks and rewinds while others change the store: each shows one moment. */
@Timeout(120)
class ForkRaceTest {
  private static final int FORKS = 300;
  private static final int ACCOUNTS = 40;
  private static final int UNITS = 100;

  private final Larder larder = Larder.inMemory();
  private final AtomicBoolean ended = new AtomicBoolean();

  private static LarderMap<Integer, Integer> map(Larder in, int number) {
    return in.map("m" + number, Integer.class, Integer.class);
  }

  /** Runs some until the last one, which has an end, is done. */
  private void race(List<Callable<?>> writers, Callable<?> last)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(writers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> writer : writers) {
        running.add(
            pool.submit(
                () -> {
                  while (!ended.get()) {
                    writer.call();
                  }
                  return null;
                }));
      }
      try {
        last.call();
      } catch (Exception e) {
        throw new ExecutionException(e);
      } finally {
        ended.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
      larder.close();
    }
  }

  /** Moves a unit from an account to another, which may be in another map, or makes a map anew. */
  private Void move(RandomGenerator chance) {
    int from = chance.nextInt(ACCOUNTS);
    int to = chance.nextInt(ACCOUNTS);
    return larder.transact(
        tx -> {
          LarderMap<Integer, Integer> source = tx.on(map(larder, from % 4));
          LarderMap<Integer, Integer> target = tx.on(map(larder, to % 4));
          int has = source.getOrDefault(from, 0);
          if (has > 0) {
            if (has == 1) {
              source.remove(from); // may be the last one, with which the map ends
            } else {
              source.put(from, has - 1);
            }
            target.merge(to, 1, Integer::sum);
          }
          return null;
        });
  }

  private static int units(Larder in) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      for (int each : map(in, i).values()) {
        sum += each;
      }
    }
    return sum;
  }

  @Test
  void noForkSeesHalfOfATransaction() throws Exception {
    map(larder, 0).put(0, UNITS);
    for (int i = 0; i < 10; i++) {
      map(larder, 8).put(i, i);
    }
    race(
        List.of(
            () -> move(RandomGenerator.getDefault()),
            () -> move(RandomGenerator.getDefault()),
            () -> larder.rename("m8", "m9") && larder.rename("m9", "m8")),
        () -> {
          for (int i = 0; i < FORKS; i++) {
            try (Larder fork = larder.fork()) {
              assertEquals(UNITS, units(fork));
              assertTrue(fork.exists("m8") != fork.exists("m9"));
              assertEquals(10, map(fork, 8).size() + map(fork, 9).size());
              for (int j = 0; j < 4; j++) {
                assertEquals(map(fork, j).keySet().stream().count(), map(fork, j).size());
              }
            }
          }
          return null;
        });
  }

  @Test
  void aForkSeesWhatCameBeforeIfItSeesWhatCameAfter() throws Exception {
    Store store = (Store) larder;
    Shelf other = store.database(3);
    Name name = Name.of("step");
    int[] step = new int[1];
    race(
        List.of(
            () -> {
              int next = step[0] + 1;
              map(larder, 0).put(1, next);
              larder.list("l", Integer.class).add(next);
              map(larder, next % 50 + 10).put(2, next);
              larder.value("v", Integer.class).set(next);
              byte[] bytes = Integer.toString(next).getBytes(UTF_8);
              new ByteString(other, name, other.direct()).put(bytes, Node.NEVER);
              map(larder, 1).put(3, next);
              if (next % 7 == 0) {
                larder.delete("m" + ((next + 20) % 50 + 10)); // not those that are looked at
              }
              step[0] = next;
              return null;
            }),
        () -> {
          for (int i = 0; i < FORKS; i++) {
            try (Larder fork = larder.fork()) {
              List<Integer> seen = new ArrayList<>();
              seen.add(map(fork, 0).getOrDefault(1, 0));
              seen.add(fork.list("l", Integer.class).size());
              seen.add(valueOf(fork));
              Shelf there = ((Store) fork).database(3);
              byte[] bytes = new ByteString(there, name, there.direct()).get();
              seen.add(bytes == null ? 0 : Integer.parseInt(new String(bytes, UTF_8)));
              seen.add(map(fork, 1).getOrDefault(3, 0));
              int last = seen.get(0);
              for (int each : seen) {
                assertTrue(each <= last && each >= seen.get(0) - 1, seen::toString);
                last = each;
              }
              assertEquals(seen.get(0) == 0 ? 0 : 1, map(fork, 0).size());
            }
          }
          return null;
        });
  }

  private static int valueOf(Larder fork) {
    Integer value = fork.value("v", Integer.class).get();
    return value == null ? 0 : value;
  }

  @Test
  void whatWasWrittenBeforeARewindIsGoneAndWhatComesAfterStays() throws Exception {
    for (int i = 0; i < 200; i++) {
      map(larder, i % 4).put(i, 0);
    }
    Mark mark = larder.mark();
    RandomGenerator chance = RandomGenerator.getDefault();
    race(
        List.of(
            () -> {
              int key = RandomGenerator.getDefault().nextInt(200);
              return map(larder, key % 4).merge(key, 1, Integer::sum);
            },
            () -> {
              int key = RandomGenerator.getDefault().nextInt(200);
              return map(larder, key % 4).remove(key);
            }),
        () -> {
          for (int i = 0; i < FORKS; i++) {
            // A key that no other thread writes, in a map that all do.
            map(larder, i % 4).put(1000 + i, i);
            larder.rewind(mark);
            assertEquals(null, map(larder, i % 4).get(1000 + i));
            map(larder, i % 4).put(1000 + i, i);
            assertEquals(i, map(larder, i % 4).get(1000 + i));
            if (chance.nextInt(4) == 0) {
              larder.rewind(mark);
            }
          }
          return null;
        });
  }

  @Test
  void marksOfManyThreadsLeadOnAndNotBack() throws Exception {
    map(larder, 0).put(1, 1);
    Callable<?> marker =
        () -> {
          larder.mark().close();
          return map(larder, 0).get(1);
        };
    race(
        List.of(marker, marker, marker),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            larder.mark().close();
          }
          return null;
        });
  }

  @Test
  void countsAreRightWhenAllIsQuiet() throws Exception {
    List<Larder> forks = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    race(
        List.of(
            () -> {
              int key = RandomGenerator.getDefault().nextInt(5000);
              return map(larder, 0).put(key, key);
            },
            () -> {
              int key = RandomGenerator.getDefault().nextInt(5000);
              return map(larder, 0).remove(key);
            }),
        () -> {
          for (int i = 0; i < FORKS; i++) {
            forks.add(larder.fork());
            marks.add(larder.mark());
            for (int j = 0; j < 200; j++) {
              map(larder, 0).put(6000 + chanceOf(1000), j);
            }
          }
          for (Larder fork : forks) {
            assertEquals(map(fork, 0).keySet().stream().count(), map(fork, 0).size());
          }
          return null;
        });
  }

  private static int chanceOf(int bound) {
    return RandomGenerator.getDefault().nextInt(bound);
  }
}
