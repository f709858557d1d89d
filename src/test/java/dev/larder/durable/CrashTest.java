package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.larder.Larder;
import dev.larder.Sync;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.log.CrashState;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P1: every state that a crash may leave opens without help and equals a prefix of the history,
 * which holds all that was acknowledged or synced; the same after a second crash inside that
 * recovery.
 */
public class CrashTest {
  private static final int STEPS = 250;

  private final MovableClock clock = new MovableClock();

  /** Makes changes, each of them at one moment, and says what a store holds. */
  interface Program {
    void step(Larder larder);

    String text(Larder larder);
  }

  /** Changes what embedded callers do. */
  private record Embedded(Script script) implements Program {
    @Override
    public void step(Larder larder) {
      script.step(larder);
    }

    @Override
    public String text(Larder larder) {
      return Script.text(larder);
    }
  }

  /** What was done, and what must be there after which operation of the disk. */
  private final class History {
    private final RecordingDisk disk = new RecordingDisk();
    private final Program program;
    private final List<String> states = new ArrayList<>();
    private final Map<String, Integer> lastIndex = new HashMap<>();

    /** For each operation of the disk the index of the state that must be there from then on. */
    private final List<int[]> promises = new ArrayList<>();

    History(Sync sync, long seed, Program program) {
      this.program = program;
      SplittableRandom random = new SplittableRandom(seed);
      try (Larder larder = open(disk, sync)) {
        add(larder);
        for (int i = 0; i < STEPS; i++) {
          program.step(larder);
          add(larder);
          if (sync == Sync.ALWAYS) {
            promise();
          } else if (random.nextInt(10) == 0) {
            larder.sync();
            promise();
          }
          if (random.nextInt(40) == 0) {
            larder.snapshot();
            promise();
          }
          if (random.nextInt(120) == 0) {
            larder.clear();
            add(larder);
          }
        }
      }
      promise();
    }

    private void add(Larder larder) {
      String state = program.text(larder);
      states.add(state);
      lastIndex.put(state, states.size() - 1);
    }

    private void promise() {
      promises.add(new int[] {disk.position(), states.size() - 1});
    }

    int promisedAt(int cut) {
      int least = 0;
      for (int[] promise : promises) {
        if (promise[0] <= cut) {
          least = promise[1];
        }
      }
      return least;
    }

    /** Opens what a crash left, and says which state it is in. */
    String check(CrashState crash, RecordingDisk disk, long seed) {
      String found;
      try (Larder larder = open(disk, Sync.NEVER)) {
        found = program.text(larder);
      } catch (RuntimeException e) {
        return fail(crash + ", seed " + seed, e);
      }
      Integer last = lastIndex.get(found);
      int least = promisedAt(crash.cut());
      assertTrue(
          last != null && last >= least,
          () ->
              crash
                  + ", seed "
                  + seed
                  + "\n found "
                  + found
                  + (last == null ? "\n which never was" : "\n which was state " + last)
                  + "\n promised "
                  + least
                  + " "
                  + states.get(least));
      return found;
    }
  }

  private Larder open(Disk disk, Sync sync) {
    JournalOptions options =
        new JournalOptions(sync, 1 << 20, 1500, Long.MAX_VALUE, Long.MAX_VALUE);
    return Store.open(disk, options, clock, Long.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void everyCrashLeavesAPrefix(Sync sync) {
    crash(sync, 10_000, seed -> new Embedded(new Script(seed)));
  }

  @ParameterizedTest
  @EnumSource
  void everyCrashLeavesAPrefixOfAllDatabases(Sync sync) {
    crash(sync, 2_000, DatabaseScript::new);
  }

  @ParameterizedTest
  @EnumSource
  void everyCrashLeavesAPrefixOfACache(Sync sync) {
    crash(sync, 1_000, CacheScript::new);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void everyCrashLeavesAPrefixManyTimes(Sync sync) {
    for (int i = 0; i < 100; i++) {
      crash(sync, 10_000, seed -> new Embedded(new Script(seed)));
      crash(sync, 10_000, DatabaseScript::new);
    }
  }

  private void crash(Sync sync, int count, LongFunction<Program> programs) {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    History history = new History(sync, seed, programs.apply(seed));
    CrashStates crashes = CrashStates.of(history.disk);
    int cuts = crashes.operations() + 1;
    Stream<CrashState> each =
        IntStream.range(0, cuts)
            .boxed()
            .flatMap(cut -> crashes.all(cut, 1).limit(Math.max(1, count / 2 / cuts)));
    Stream.concat(each, Stream.generate(() -> crashes.random(random)))
        .limit(count)
        .forEach(
            crash -> {
              crashTwice(history, crash, random, seed);
              if (random.nextInt(10) == 0) {
                killAndCrash(history, crashes, crash, random, seed);
              }
            });
  }

  /** Recovery reads what the process before left in memory only; then the machine crashes. */
  private void killAndCrash(
      History history, CrashStates crashes, CrashState crash, SplittableRandom random, long seed) {
    RecordingDisk disk = crashes.killed(crash.cut());
    String found = history.check(crash, disk, seed);
    RecordingDisk after = CrashStates.of(disk).random(random, disk.position()).reboot();
    assertEquals(found, history.check(crash, after, seed), () -> crash + " killed, seed " + seed);
  }

  private void crashTwice(History history, CrashState crash, SplittableRandom random, long seed) {
    RecordingDisk disk = crash.reboot();
    history.check(crash, disk, seed);
    if (random.nextInt(4) == 0) {
      RecordingDisk again = CrashStates.of(disk).random(random).reboot();
      history.check(crash, again, seed);
    }
  }
}
