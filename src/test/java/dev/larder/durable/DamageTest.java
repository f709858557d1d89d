package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.larder.DamagedStoreException;
import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.RecoveryReport;
import dev.larder.Sync;
import dev.larder.internal.journal.Recovering;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P2: no wrong value. Whatever bit of a file is another, and wherever a file ends too early: what
 * opens is the same, or a prefix of the history whose rest was not proven to be on the disk and is
 * reported; all else is refused, with file and offset, and left as it was.
 */
public class DamageTest {
  private static final long ONE_SEGMENT = 1 << 20;

  /** How the store came to its end. */
  enum Ending {
    /** One long segment. */
    JOURNAL(false, true),
    /** A snapshot, and several segments on top of it. */
    SNAPSHOT(true, true),
    /** The same without a close. */
    KILLED(true, false);

    final boolean snapshot;
    final boolean closed;

    Ending(boolean snapshot, boolean closed) {
      this.snapshot = snapshot;
      this.closed = closed;
    }
  }

  private final List<String> states = new ArrayList<>();
  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private SortedMap<String, byte[]> files;
  private boolean closed;

  private void write(Ending ending, int journalBytes) {
    RecordingDisk disk = new RecordingDisk();
    Script script = new Script(seed);
    int last;
    long segment = ending.snapshot ? Stores.SHORT_SEGMENT : ONE_SEGMENT;
    try (Larder larder = Stores.open(disk, Sync.EVERY_SECOND, segment)) {
      states.add(Script.text(larder));
      int syncs = 0;
      for (int i = 0; journal(disk) < journalBytes; i++) {
        script.step(larder);
        states.add(Script.text(larder));
        if (i % 8 == 0) {
          larder.sync(); // so many batches
          syncs++;
        }
        if (ending.snapshot && syncs == 20) {
          larder.snapshot();
          syncs++;
        }
      }
      last = disk.position();
    }
    closed = ending.closed;
    files = ending.closed ? disk.files() : CrashStates.of(disk).killed(last).files();
  }

  private static int journal(RecordingDisk disk) {
    return disk.files().entrySet().stream()
        .filter(e -> e.getKey().startsWith("journal-"))
        .mapToInt(e -> e.getValue().length)
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void oneBitIsAnother(Ending ending) {
    write(ending, 8 << 10);
    files.forEach((name, bytes) -> flip(name, bytes, false));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void oneBitIsAnotherInLongFiles(Ending ending) {
    write(ending, 64 << 10);
    files.forEach((name, bytes) -> flip(name, bytes, true));
  }

  @ParameterizedTest
  @EnumSource
  void aFileEndsTooEarly(Ending ending) {
    write(ending, 8 << 10);
    files.forEach(this::cut);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void aLongFileEndsTooEarly(Ending ending) {
    write(ending, 64 << 10);
    files.forEach(this::cut);
  }

  /** Nothing comes after the segment by itself that could say that it is on the disk. */
  @Test
  void aSegmentThatWasFullAtTheCloseIsProven() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.EVERY_SECOND, Stores.SHORT_SEGMENT)) {
      larder.value("v", String.class).set("x".repeat(2 * (int) Stores.SHORT_SEGMENT));
    }
    SortedMap<String, byte[]> damaged = disk.files();
    String full =
        damaged.keySet().stream()
            .filter(name -> damaged.get(name).length > Stores.SHORT_SEGMENT)
            .findFirst()
            .orElseThrow();
    damaged.get(full)[(int) Stores.SHORT_SEGMENT] ^= 1;
    DamagedStoreException refused =
        assertThrows(
            DamagedStoreException.class, () -> Recovering.recover(RecordingDisk.of(damaged)));
    assertTrue(refused.getMessage().contains(full), refused.getMessage());
  }

  private void flip(String name, byte[] bytes, boolean all) {
    BitSet headers = headers(name, bytes);
    for (int at = 0; at < bytes.length; at++) {
      int position = at;
      int one = random.nextInt(8);
      for (int bit = 0; bit < 8; bit++) {
        if (all || bit == one || headers.get(at)) {
          int mask = 1 << bit;
          check(
              name,
              at,
              b -> {
                b[position] ^= (byte) mask;
                return b;
              });
        }
      }
    }
  }

  /** Which bytes are in a batch's header, or in no batch at all. */
  private static BitSet headers(String name, byte[] bytes) {
    BitSet headers = new BitSet(bytes.length);
    if (name.endsWith(".log")) {
      BatchBytes.starts(bytes).forEach(at -> headers.set(at, at + BatchBytes.HEADER));
    } else {
      headers.set(0, bytes.length);
    }
    return headers;
  }

  private void cut(String name, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      int size = length;
      check(name, length, b -> Arrays.copyOf(b, size));
    }
  }

  private void check(String name, int at, UnaryOperator<byte[]> damage) {
    SortedMap<String, byte[]> damaged = Stores.copy(files);
    damaged.put(name, damage.apply(damaged.get(name)));
    RecordingDisk disk = RecordingDisk.of(damaged);
    String where = name + " at " + at + ", seed " + seed;
    try {
      Recovering.recover(disk);
    } catch (LarderStorageException e) {
      assertTrue(e.getMessage().contains(name), where + ": " + e.getMessage());
      assertTrue(e.getMessage().matches("(?s).*\\d.*"), where + ": " + e.getMessage());
      assertEquals(List.of(), disk.trace(), where);
      return;
    } catch (IOException | RuntimeException | Error e) {
      fail(where, e);
    }
    try (Larder larder = Stores.open(RecordingDisk.of(damaged))) {
      boolean whole = damaged.get(name).length == files.get(name).length;
      opened(where, name, at, whole, Script.text(larder), larder.recovery().get());
    }
  }

  private void opened(
      String where, String name, int at, boolean whole, String found, RecoveryReport report) {
    int last = states.size() - 1;
    if (found.equals(states.get(last))) {
      return;
    }
    assertTrue(states.contains(found), () -> where + ": a state that never was: " + found);
    assertFalse(whole && closed, where + ": what was proven to be on the disk is lost");
    assertTrue(name.startsWith("journal-"), where + " cut something");
    if (!BatchBytes.starts(files.get(name)).contains(at)) {
      assertNotEquals("", report.cut(), where + " was cut and not reported");
    }
  }
}
