package dev.larder.durable;

import dev.larder.Larder;
import dev.larder.Sync;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens stores on disks of tests, with a clock that stands still, and compares files. */
final class Stores {
  /** A segment so short that a script fills several. */
  static final long SHORT_SEGMENT = 1500;

  private Stores() {}

  static JournalOptions options(Sync sync, long segmentBytes) {
    return new JournalOptions(sync, 1 << 20, segmentBytes, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  static Larder open(Disk disk, Sync sync, long segmentBytes) {
    return Store.open(disk, options(sync, segmentBytes), new MovableClock(), Long.MAX_VALUE);
  }

  static Larder open(Disk disk, Sync sync) {
    return open(disk, sync, SHORT_SEGMENT);
  }

  static Larder open(Disk disk) {
    return open(disk, Sync.NEVER);
  }

  /** What a store on these files holds. */
  static String text(Disk disk) {
    try (Larder larder = open(disk)) {
      return Script.text(larder);
    }
  }

  /** A copy that can be changed. */
  static SortedMap<String, byte[]> copy(Map<String, byte[]> files) {
    SortedMap<String, byte[]> copy = new TreeMap<>();
    files.forEach((name, bytes) -> copy.put(name, bytes.clone()));
    return copy;
  }

  static boolean same(SortedMap<String, byte[]> files, RecordingDisk disk) {
    SortedMap<String, byte[]> found = disk.files();
    return found.keySet().equals(files.keySet())
        && files.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), found.get(e.getKey())));
  }

  /** For messages: names and lengths. */
  static String describe(SortedMap<String, byte[]> files) {
    return files.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().length)
        .collect(Collectors.joining(", "));
  }
}
