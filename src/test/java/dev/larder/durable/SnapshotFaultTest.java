package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import dev.larder.internal.log.CrashState;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.FaultyDisk;
import dev.larder.internal.log.RecordingDisk;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A disk that fails while a snapshot is taken: the last one stays in force, the journal goes on
 * unless it was a call of its own that failed, and a later snapshot sets things right.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
class SnapshotFaultTest {
  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final RecordingDisk disk = new RecordingDisk();
  private final FaultyDisk faulty = new FaultyDisk(disk);

  private Larder openWithSnapshot(FaultyDisk on) {
    Larder larder = Stores.open(on, Sync.ALWAYS);
    Script script = new Script(seed);
    for (int i = 0; i < 60; i++) {
      script.step(larder);
      if (i == 30) {
        larder.snapshot();
      }
    }
    return larder;
  }

  @Test
  void everyCallOfASnapshotFails() {
    FaultyDisk counting = new FaultyDisk(new RecordingDisk());
    int calls;
    try (Larder larder = openWithSnapshot(counting)) {
      int before = counting.calls();
      larder.snapshot();
      calls = counting.calls() - before;
    }
    for (int call = 1; call <= calls; call++) {
      for (int steps = 0; steps < 2; steps++) {
        new SnapshotFaultTest().callFails(call, steps);
      }
    }
  }

  private void callFails(int call, int steps) {
    try (Larder larder = openWithSnapshot(faulty)) {
      int n = faulty.calls() + call;
      int position = disk.position();
      faulty.failCall(n, FaultyDisk::inputOutputError);
      boolean thrown = false;
      try {
        larder.snapshot();
      } catch (LarderStorageException e) {
        thrown = true;
      }
      String what = faulty.calls() < n ? "nothing" : faulty.call(n);
      // The journal's thread may have made a call of its own before: then this snapshot made fewer,
      // and the fault would wait for the close, which has to tell of it.
      faulty.failCall(Integer.MAX_VALUE, FaultyDisk::inputOutputError);
      String where = what + ", seed " + seed;
      String state = Script.text(larder);
      check(where, position, state);
      boolean ofJournal = what.matches("(create|write to|force|close) journal-.*");
      assertEquals(!ofJournal, larder.health().writable(), where);
      if (ofJournal) {
        assertThrows(LarderStorageException.class, () -> larder.counter("counter0").increment());
        return;
      }
      assertFalse(thrown && what.startsWith("delete "), where);
      position = disk.position();
      check(where + ", then nothing", position, state);
      if (steps > 0) {
        larder.counter("counter0").increment();
        state = Script.text(larder);
        position = disk.position();
      }
      larder.snapshot();
      check(where + ", then a good one", position, state);
      long snapshots =
          disk.files().keySet().stream().filter(f -> f.startsWith("snapshot-")).count();
      boolean due = thrown || steps > 0; // else there was nothing to do
      assertEquals(1, due ? snapshots : 1, where);
      assertFalse(disk.files().containsKey("manifest.new"), where);
    }
  }

  private void check(String where, int position, String state) {
    CrashStates crashes = CrashStates.of(disk);
    assertEquals(state, Stores.text(crashes.killed(disk.position())), where);
    for (int i = 0; i < 20; i++) {
      CrashState crash = crashes.random(random, position);
      assertEquals(state, Stores.text(crash.reboot()), () -> where + ", " + crash);
    }
  }
}
