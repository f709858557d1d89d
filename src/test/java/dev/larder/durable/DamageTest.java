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
import dev.larder.internal.log.FixedDisk;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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
  private static final int SHORT = 4 << 10;
  private static final int LONG = 64 << 10;

  /** Texts of up to so many characters: recovery has fewer records to read. */
  private static final int LONGEST = 1000;

  /** One in so many is opened as a whole store, though its outcome is known. */
  private static final int SAMPLE = 200;

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
  private final Set<String> readTo = new HashSet<>();

  /**
   * Makes a store.
   *
   * @param journalBytes so long its journal is at least, and its snapshot, if it has one, about
   * @param longest so long the texts in it are, half of them at least; 0 for none: a journal of the
   *     same length then is of many more records, which recovery takes longer for
   */
  private void write(Ending ending, int journalBytes, int longest) {
    RecordingDisk disk = new RecordingDisk();
    Script script = new Script(seed);
    int last;
    long segment = ending.snapshot ? Stores.SHORT_SEGMENT + 4L * longest : ONE_SEGMENT;
    try (Larder larder = Stores.open(disk, Sync.EVERY_SECOND, segment)) {
      if (ending.snapshot) {
        for (int i = 0; i < 160; i++) {
          step(script, larder, longest, i);
        }
        larder.snapshot();
      }
      states.add(Script.text(larder));
      for (int i = 0; journal(disk) < journalBytes; i++) {
        step(script, larder, longest, i);
        states.add(Script.text(larder));
        if (i % 8 == 0) {
          larder.sync(); // so many batches
        }
      }
      larder.sync();
      for (int i = 0; i < 3; i++) { // nothing says that these are on the disk
        script.step(larder);
        states.add(Script.text(larder));
      }
      larder.sync();
      last = disk.position();
    }
    closed = ending.closed;
    files = ending.closed ? disk.files() : CrashStates.of(disk).killed(last).files();
  }

  private void step(Script script, Larder larder, int longest, int number) {
    if (longest > 0 && number % 2 == 0) {
      String text =
          random
              .ints(random.nextInt(longest / 2, longest), ' ', 127)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      larder.value("value" + (10 + number / 2 % 80), String.class).set(text);
    } else {
      script.step(larder);
    }
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
    write(ending, SHORT, 0);
    flipAll();
  }

  @Test
  void oneBitOfALongJournalIsAnother() {
    write(Ending.JOURNAL, LONG, LONGEST);
    flipAll();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void oneBitIsAnotherInLongFiles(Ending ending) {
    write(ending, LONG, 0);
    flipAll();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void oneBitIsAnotherInLongFilesWithTexts(Ending ending) {
    write(ending, LONG, LONGEST);
    flipAll();
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

  @ParameterizedTest
  @EnumSource
  void aFileEndsTooEarly(Ending ending) {
    write(ending, LONG, LONGEST);
    files.keySet().forEach(this::cut);
  }

  private void flipAll() {
    files.keySet().forEach(this::flip);
  }

  private void flip(String name) {
    SortedMap<String, byte[]> flipped = Stores.copy(files);
    FixedDisk disk = new FixedDisk(flipped);
    byte[] bytes = flipped.get(name);
    for (int at = 0; at < bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[at] ^= (byte) (1 << bit);
        check(name, at, true, disk);
        bytes[at] ^= (byte) (1 << bit);
      }
    }
  }

  private void cut(String name) {
    FixedDisk disk = new FixedDisk(files);
    byte[] bytes = files.get(name);
    for (int length = 0; length < bytes.length; length++) {
      disk.cut(name, length);
      check(name, length, false, disk);
    }
  }

  /**
   * Most are refused, so that is found out first, with no store and no copy of the files. Those
   * that are not are opened; of cut files, which are good as far as they go, only those that are
   * read to where no other was, and a sample.
   */
  private void check(String name, int at, boolean whole, FixedDisk disk) {
    String where = name + " at " + at + ", seed " + seed;
    boolean sample = random.nextInt(SAMPLE) == 0;
    try {
      RecoveryReport report = Recovering.check(disk);
      long end = at - report.cutBytes();
      if (whole || sample || readTo.add(name + " " + end + " " + report.changes())) {
        open(where, name, at, whole, disk);
      }
    } catch (LarderStorageException refused) {
      assertTrue(refused.getMessage().contains(name), where + ": " + refused.getMessage());
      assertTrue(hasDigit(refused.getMessage()), where + ": " + refused.getMessage());
      if (sample) {
        openRefused(where, refused.getMessage(), disk);
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(where, e);
    }
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static void openRefused(String where, String message, FixedDisk disk) {
    RecordingDisk touched = RecordingDisk.of(disk.files());
    LarderStorageException e =
        assertThrows(LarderStorageException.class, () -> Stores.open(touched), where);
    assertEquals(message, e.getMessage(), where);
    assertEquals(List.of(), touched.trace(), where);
  }

  private void open(String where, String name, int at, boolean whole, FixedDisk disk) {
    try (Larder larder = Stores.open(RecordingDisk.of(disk.files()))) {
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
