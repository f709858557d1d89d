package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.DamagedStoreException;
import dev.larder.DirectoryLockedException;
import dev.larder.ForeignDirectoryException;
import dev.larder.FormatVersionException;
import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.MissingSegmentException;
import dev.larder.ReadOnlyDirectoryException;
import dev.larder.SegmentOrderException;
import dev.larder.Sync;
import dev.larder.house.Child;
import dev.larder.internal.log.FaultyDisk;
import dev.larder.internal.log.RecordingDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can't be opened says what was found and what is wanted, each in a class of its own, and is
 * left as it was.
 */
class OpenErrorsTest {
  @TempDir Path directory;

  /** The files of a store with three segments at least, on top of a snapshot or not. */
  private static SortedMap<String, byte[]> files(boolean snapshot, long seed) {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.ALWAYS)) {
      Script script = new Script(seed);
      for (int i = 0; i < 100; i++) {
        script.step(larder);
        if (snapshot && i == 20) {
          larder.snapshot();
        }
      }
    }
    SortedMap<String, byte[]> files = disk.files();
    assertTrue(journal(files).size() > 3, files.keySet().toString());
    return files;
  }

  private static List<String> journal(SortedMap<String, byte[]> files) {
    return files.keySet().stream().filter(name -> name.startsWith("journal-")).toList();
  }

  private static String snapshot(SortedMap<String, byte[]> files) {
    return files.keySet().stream().filter(name -> name.startsWith("snapshot-")).findAny().get();
  }

  private static <E extends LarderStorageException> void refused(
      Class<E> type, SortedMap<String, byte[]> files, String... said) {
    RecordingDisk disk = RecordingDisk.of(files);
    E refusal = assertThrows(type, () -> Stores.open(disk));
    assertEquals(type, refusal.getClass());
    for (String part : said) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage() + " says " + part);
    }
    assertTrue(Stores.same(files, disk), () -> Stores.describe(disk.files()));
    assertEquals(0, disk.trace().size(), () -> disk.trace().toString());
  }

  @Test
  void aManifestOfANewerVersion() {
    SortedMap<String, byte[]> files = files(true, 1);
    String manifest = new String(files.get("manifest"), StandardCharsets.ISO_8859_1);
    files.put("manifest", BatchBytes.fixManifest(manifest.replace("larder 1", "larder 2")));
    refused(FormatVersionException.class, files, "manifest", "version 2", "up to 1");
  }

  @Test
  void aSegmentOrSnapshotOfANewerVersion() {
    SortedMap<String, byte[]> all = files(true, 2);
    for (String name : all.keySet()) {
      if (name.endsWith(".log")) {
        SortedMap<String, byte[]> files = Stores.copy(all);
        byte[] bytes = files.get(name);
        bytes[BatchBytes.find(bytes, "LARDER") + 6] = 3;
        BatchBytes.fixChecksum(bytes, 0);
        refused(FormatVersionException.class, files, name, "version 3", "up to 1");
      }
    }
  }

  @Test
  void aDirectoryOfSomethingElse() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("photo.jpg", new byte[10]);
    refused(ForeignDirectoryException.class, files, "photo.jpg", "no store's directory");
    files.put("lock", new byte[0]);
    refused(ForeignDirectoryException.class, files, "photo.jpg", "no store's directory");
  }

  @Test
  void aDirectoryOfSomethingElseOnARealDisk() throws IOException {
    Path photo = Files.createFile(directory.resolve("photo.jpg"));
    assertThrows(ForeignDirectoryException.class, () -> Larder.open(directory));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(photo), files.toList());
    }
  }

  @Test
  void filesOfAStoreWithoutItsManifest() {
    SortedMap<String, byte[]> files = files(true, 3);
    files.remove("manifest");
    refused(DamagedStoreException.class, files, "manifest", "found none");
    files.remove("lock");
    refused(DamagedStoreException.class, files, "manifest", "found none");
  }

  @Test
  void aSecondStoreOfThisProcess() {
    try (Larder larder = Larder.open(directory)) {
      larder.counter("c").increment();
      DirectoryLockedException refusal =
          assertThrows(DirectoryLockedException.class, () -> Larder.open(directory));
      assertTrue(refusal.getMessage().contains(directory.toString()), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
      larder.counter("c").increment();
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(2, larder.counter("c").get());
    }
  }

  @Test
  void aSecondProcess() throws Exception {
    Process holder = Child.start(List.of(), LockHolder.class, directory);
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(holder.getInputStream()))) {
      assertEquals("open", output.readLine());
      DirectoryLockedException refusal =
          assertThrows(DirectoryLockedException.class, () -> Larder.open(directory));
      assertTrue(refusal.getMessage().contains(directory.toString()), refusal.getMessage());
      holder.getOutputStream().close();
      assertEquals(0, holder.waitFor(), () -> output.lines().toList().toString());
    } finally {
      holder.destroyForcibly();
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(1, larder.counter("c").get());
    }
  }

  @Test
  void aReadOnlyDirectory() {
    SortedMap<String, byte[]> files = files(true, 4);
    FaultyDisk counting = new FaultyDisk(RecordingDisk.of(files));
    Stores.open(counting).close();
    int calls =
        IntStream.rangeClosed(1, counting.calls())
            .filter(i -> counting.call(i).startsWith("sync directory"))
            .findFirst()
            .getAsInt();
    for (int i = 1; i <= calls; i++) {
      RecordingDisk disk = RecordingDisk.of(files);
      FaultyDisk faulty =
          new FaultyDisk(disk).failFrom(i, () -> new AccessDeniedException("manifest"));
      ReadOnlyDirectoryException refusal =
          assertThrows(ReadOnlyDirectoryException.class, () -> Stores.open(faulty));
      assertTrue(refusal.getMessage().contains("can't be written"), refusal.getMessage());
    }
  }

  @Test
  void aMissingSegment() {
    SortedMap<String, byte[]> all = files(false, 5);
    List<String> journal = journal(all);
    for (int i = 0; i < journal.size() - 1; i++) {
      SortedMap<String, byte[]> files = Stores.copy(all);
      files.remove(journal.get(i));
      refused(MissingSegmentException.class, files, journal.get(i + 1), "is missing before");
    }
  }

  @Test
  void theFirstSegmentAfterASnapshotIsMissing() {
    SortedMap<String, byte[]> files = files(true, 6);
    files.remove(journal(files).get(0));
    refused(MissingSegmentException.class, files, "is missing before");
  }

  @Test
  void aMissingSnapshot() {
    SortedMap<String, byte[]> files = files(true, 7);
    String name = snapshot(files);
    files.remove(name);
    refused(MissingSegmentException.class, files, name, "snapshot");
  }

  @Test
  void segmentsWithSwappedNames() {
    SortedMap<String, byte[]> all = files(true, 8);
    List<String> journal = journal(all);
    for (int i = 0; i < journal.size(); i++) {
      for (int j = 0; j < i; j++) {
        SortedMap<String, byte[]> files = Stores.copy(all);
        files.put(journal.get(i), all.get(journal.get(j)));
        files.put(journal.get(j), all.get(journal.get(i)));
        refused(SegmentOrderException.class, files, journal.get(j));
      }
    }
  }

  @Test
  void aJournalUnderTheNameOfTheSnapshot() {
    SortedMap<String, byte[]> files = files(true, 9);
    files.put(snapshot(files), files.get(journal(files).get(0)));
    refused(SegmentOrderException.class, files, snapshot(files));
  }

  @Test
  void aSegmentOfAnotherStore() {
    SortedMap<String, byte[]> all = files(true, 10);
    for (String name : all.keySet()) {
      if (name.endsWith(".log")) {
        SortedMap<String, byte[]> files = Stores.copy(all);
        byte[] bytes = files.get(name);
        bytes[BatchBytes.find(bytes, "LARDER") + 8]++; // the store's id
        BatchBytes.fixChecksum(bytes, 0);
        refused(ForeignDirectoryException.class, files, name, "is of store");
      }
    }
  }

  @Test
  void aManifestOfAnotherStore() {
    SortedMap<String, byte[]> files = files(false, 11);
    String manifest = new String(files.get("manifest"), StandardCharsets.ISO_8859_1);
    String other = manifest.replaceAll("store \\S+", "store " + new UUID(1, 2));
    files.put("manifest", BatchBytes.fixManifest(other));
    refused(ForeignDirectoryException.class, files, new UUID(1, 2).toString());
  }
}
