package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import dev.larder.internal.log.CrashState;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.FaultyDisk;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A disk that fails while a store is opened: nothing is half done, and opening again works. */
class OpenFaultTest {
  private static final int EPOCH = 12;

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private String state;

  /** With a snapshot, a few segments, and files that are left over. */
  private SortedMap<String, byte[]> files() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.ALWAYS)) {
      Script script = new Script(seed);
      for (int i = 0; i < 80; i++) {
        script.step(larder);
        if (i == 30) {
          larder.snapshot();
        }
      }
      state = Script.text(larder);
    }
    SortedMap<String, byte[]> files = disk.files();
    files.put("manifest.new", new byte[100]);
    files.put("snapshot-00000000000000999999.log", new byte[100]);
    return files;
  }

  private static String lastSegment(SortedMap<String, byte[]> files) {
    List<String> journal = files.keySet().stream().filter(n -> n.startsWith("journal-")).toList();
    return journal.get(journal.size() - 1);
  }

  private void everyCallFails(SortedMap<String, byte[]> files, int epoch) {
    FaultyDisk counting = new FaultyDisk(RecordingDisk.of(files));
    assertEquals(state, Stores.text(counting));
    for (int call = 1; call <= counting.calls(); call++) {
      RecordingDisk disk = RecordingDisk.of(files);
      FaultyDisk faulty = new FaultyDisk(disk).failCall(call, FaultyDisk::inputOutputError);
      String where = counting.call(call) + ", seed " + seed;
      try {
        Stores.open(faulty).close();
        // What was read from it is known to be damaged anyhow.
        assertTrue(counting.call(call).startsWith("close journal-"), where);
      } catch (LarderStorageException refusal) {
        assertSame(IOException.class, refusal.getCause().getClass(), where);
      }
      for (int i = 0; i < 3; i++) {
        CrashState crash = CrashStates.of(disk).random(random);
        assertEquals(state, Stores.text(crash.reboot()), () -> where + ", " + crash);
      }
      try (Larder larder = Stores.open(faulty, Sync.ALWAYS)) {
        assertEquals(state, Script.text(larder), where);
        larder.counter("counter0").increment();
        byte[] segment = disk.files().get(lastSegment(disk.files()));
        int found = ByteBuffer.wrap(segment).getInt(EPOCH);
        assertTrue(found > epoch, where + ": generation " + found + " was there before");
      }
    }
  }

  private static int epoch(SortedMap<String, byte[]> files) {
    return ByteBuffer.wrap(files.get(lastSegment(files))).getInt(EPOCH);
  }

  @Test
  void ofAGoodStore() {
    SortedMap<String, byte[]> files = files();
    everyCallFails(files, epoch(files));
  }

  @Test
  void ofAStoreWithATornEnd() {
    SortedMap<String, byte[]> files = files();
    String last = lastSegment(files);
    byte[] bytes = files.get(last);
    files.put(last, Arrays.copyOf(bytes, bytes.length + 100));
    everyCallFails(files, epoch(files));
  }

  /** The last segment has no header: its generation may be the next one, and batches in it good. */
  @Test
  void ofAStoreWithALostSegment() {
    SortedMap<String, byte[]> files = files();
    int epoch = epoch(files) + 1;
    String last = lastSegment(files);
    byte[] bytes = files.get(last);
    List<Integer> batches = BatchBytes.starts(bytes);
    long end = ByteBuffer.wrap(bytes).getLong(batches.get(batches.size() - 1)) + 1;
    files.put(String.format("journal-%020d.log", end), new byte[200]);
    everyCallFails(files, epoch);
  }

  @Test
  void ofANewStore() {
    state = "{}";
    everyCallFails(new TreeMap<>(), 0);
  }
}
