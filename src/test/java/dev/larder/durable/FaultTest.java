package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import dev.larder.internal.log.CrashState;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.FaultyDisk;
import dev.larder.internal.log.FaultyDisk.Short;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P3: whatever call of the disk fails, the store is read-only at once and for good, reads go on,
 * and nothing that was acknowledged is lost.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
public class FaultTest {
  private static final int FEW_STEPS = 80;
  private static final int STEPS = 300;

  /** What the disk says. */
  enum Fault {
    EIO(FaultyDisk::inputOutputError),
    ENOSPC(FaultyDisk::noSpaceLeft),
    INTERRUPT(ClosedByInterruptException::new);

    final Supplier<? extends IOException> failure;

    Fault(Supplier<? extends IOException> failure) {
      this.failure = failure;
    }
  }

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  /** One run of a script, to its end or to a failure. */
  private final class Run {
    final RecordingDisk disk = new RecordingDisk();
    final FaultyDisk faulty = new FaultyDisk(disk);
    final Sync sync;
    final int steps;
    final List<String> states = new ArrayList<>(List.of("{}"));
    int promised;
    int promisedAt;
    boolean failed;

    Run(Sync sync, int steps) {
      this.sync = sync;
      this.steps = steps;
    }

    void run() {
      Larder larder;
      try {
        larder = Stores.open(faulty, sync);
      } catch (LarderStorageException e) {
        failed = true;
        return;
      }
      Script script = new Script(seed);
      try {
        for (int i = 0; i < steps; i++) {
          script.step(larder);
          states.add(Script.text(larder));
          if (sync == Sync.ALWAYS) {
            promise();
          } else if (i % 7 == 0) {
            larder.sync();
            promise();
          }
        }
      } catch (LarderStorageException e) {
        failed = true;
        readOnly(larder, script);
      }
      try {
        larder.close();
        promise();
      } catch (LarderStorageException e) {
        assertFalse(failed, "the failure was known before");
        failed = true;
      }
    }

    private void promise() {
      if (!failed) {
        promised = states.size() - 1;
        promisedAt = disk.position();
      }
    }

    private void readOnly(Larder larder, Script script) {
      faulty.heal();
      String memory = Script.text(larder);
      states.add(memory);
      assertFalse(larder.health().writable());
      Throwable failure = larder.health().failure().get();
      for (int i = 0; i < 3; i++) {
        refused(failure, () -> larder.counter("counter0").increment());
        refused(failure, () -> larder.map("map0", String.class, Integer.class).put("k", 1));
        refused(failure, () -> larder.inTransaction(tx -> tx.on(larder.counter("c")).increment()));
        refused(failure, larder::clear);
        refused(failure, larder::sync);
        refused(failure, larder::snapshot);
        assertEquals(memory, Script.text(larder));
      }
    }

    private void refused(Throwable failure, Runnable change) {
      LarderStorageException refusal = assertThrows(LarderStorageException.class, change::run);
      assertSame(failure, refusal.getCause());
    }

    /** On the disk as it is, and after a crash. */
    void checkReopened(String where) {
      faulty.heal();
      check(where + ", the disk as it is", CrashStates.of(disk).killed(disk.position()));
      CrashStates crashes = CrashStates.of(disk);
      for (int i = 0; i < 3; i++) {
        CrashState crash = crashes.random(random, promisedAt);
        check(where + ", " + crash, crash.reboot());
      }
    }

    private void check(String where, RecordingDisk found) {
      String text = Stores.text(found);
      Set<String> allowed = new HashSet<>(states.subList(promised, states.size()));
      assertTrue(allowed.contains(text), () -> where + "\n found " + text + "\n of " + allowed);
    }
  }

  private void everyCall(Fault fault, Sync sync, int steps) {
    Run counting = new Run(sync, steps);
    counting.run();
    int calls = counting.faulty.calls();
    for (int call = 1; call <= calls; call++) {
      Run run = new Run(sync, steps);
      run.faulty.failCall(call, fault.failure);
      run.run();
      String what = run.faulty.calls() < call ? "nothing" : run.faulty.call(call);
      run.checkReopened(fault + " at call " + call + ", " + what + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCallFails(Fault fault) {
    everyCall(fault, Sync.ALWAYS, FEW_STEPS);
  }

  @ParameterizedTest
  @EnumSource
  void everyCallFailsUnderAPolicy(Sync sync) {
    everyCall(Fault.EIO, sync, FEW_STEPS);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void everyCallOfALongScriptFails(Fault fault) {
    for (Sync sync : Sync.values()) {
      everyCall(fault, sync, STEPS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shortWritesAreNoFailures(Short how) {
    Run counting = new Run(Sync.ALWAYS, FEW_STEPS);
    counting.run();
    int writes = counting.faulty.writes();
    for (int write = 1; write <= writes; write++) {
      Run run = new Run(Sync.ALWAYS, FEW_STEPS);
      run.faulty.shortenWrite(write, how);
      run.run();
      String where = how + " at write " + write + ", seed " + seed;
      assertFalse(run.failed, where);
      run.checkReopened(where);
    }
  }
}
