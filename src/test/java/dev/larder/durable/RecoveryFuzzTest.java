package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.larder.CollectionType;
import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import dev.larder.UnreadableValueException;
import dev.larder.WrongTypeException;
import dev.larder.internal.journal.Recovering;
import dev.larder.internal.log.FaultyDisk;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files of every kind of nonsense: nothing comes of them but a store or an exception of ours, with
 * a bounded number of reads and little memory. In half of the cases the checksums are right, so
 * that the records themselves are nonsense.
 */
class RecoveryFuzzTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEMORY = 64L << 20;

  /** Reads are of a chunk each; a handful a file is usual. */
  private static final int CALLS = 10_000;

  private final List<SortedMap<String, byte[]>> stores = new ArrayList<>();

  @Test
  void nothingButOurExceptions() {
    fuzz(new SplittableRandom().nextLong(), 10_000);
  }

  @Tag("long")
  @Test
  void nothingButOurExceptionsManyTimes() {
    for (int i = 0; i < 200; i++) {
      fuzz(new SplittableRandom().nextLong(), 5000);
    }
  }

  /** It is there, and stays, but no string says its name. */
  @Test
  void aNameThatIsNoText() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.ALWAYS)) {
      larder.counter("odd").increment();
      larder.counter("even\uFFFD").increment();
    }
    SortedMap<String, byte[]> files = disk.files();
    String journal = files.keySet().stream().filter(f -> f.endsWith(".log")).findFirst().get();
    byte[] bytes = files.get(journal);
    bytes[BatchBytes.find(bytes, "odd")] = (byte) 0xFF;
    RecordingDisk changed =
        RecordingDisk.of(
            Map.of(journal, withGoodChecksums(journal, bytes), "manifest", files.get("manifest")));
    try (Larder larder = Stores.open(changed)) {
      assertEquals(2, larder.recovery().get().entries());
      assertEquals(Set.of("even\uFFFD"), larder.names());
      larder.snapshot();
    }
    try (Larder larder = Stores.open(RecordingDisk.of(changed.files()))) {
      assertEquals(2, larder.recovery().get().entries());
    }
  }

  private void fuzz(long seed, int cases) {
    write(seed, false);
    write(seed, true);
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < cases; i++) {
      long caseSeed = seeds.nextLong();
      SplittableRandom random = new SplittableRandom(caseSeed);
      SortedMap<String, byte[]> files = Stores.copy(stores.get(random.nextInt(stores.size())));
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        change(files, random);
      }
      check(files, "seed " + seed + ", case " + i + " of seed " + caseSeed);
    }
  }

  private void write(long seed, boolean snapshot) {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.ALWAYS)) {
      Script script = new Script(seed);
      for (int i = 0; i < 80; i++) {
        script.step(larder);
        if (snapshot && i == 40) {
          larder.snapshot();
        }
      }
    }
    stores.add(disk.files());
  }

  private static void change(SortedMap<String, byte[]> files, SplittableRandom random) {
    List<String> names = files.keySet().stream().filter(name -> !name.equals("lock")).toList();
    String name = names.get(random.nextInt(names.size()));
    byte[] bytes = mutate(files.get(name), random);
    if (random.nextBoolean()) {
      bytes = withGoodChecksums(name, bytes);
    }
    files.put(name, bytes);
  }

  private static byte[] withGoodChecksums(String name, byte[] bytes) {
    if (name.endsWith(".log")) {
      int at = 0;
      while (bytes.length - at >= BatchBytes.HEADER) {
        BatchBytes.fixChecksum(bytes, at);
        int size = BatchBytes.size(bytes, at);
        at = size < BatchBytes.HEADER || size > bytes.length - at ? bytes.length : at + size;
      }
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("crc ") ? BatchBytes.fixManifest(text) : bytes;
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    int length = bytes.length;
    int from = length == 0 ? 0 : random.nextInt(length);
    int to = length == 0 ? 0 : from + random.nextInt(Math.min(length - from, 300) + 1);
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> {
        if (length > 0) {
          bytes[from] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
      }
      case 3 -> {
        for (int i = from; i < to; i++) {
          bytes[i] = (byte) random.nextInt();
        }
        return bytes;
      }
      case 4 -> {
        return Arrays.copyOf(bytes, from);
      }
      case 5 -> {
        return splice(bytes, from, from, Arrays.copyOfRange(bytes, from, to)); // twice
      }
      case 6 -> {
        return splice(bytes, from, to, new byte[0]);
      }
      case 7 -> {
        byte[] inserted = new byte[random.nextInt(100)];
        random.nextBytes(inserted);
        return splice(bytes, from, from, inserted);
      }
      default -> {
        if (length - from >= 4) {
          int[] sizes = {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, length};
          ByteBuffer.wrap(bytes).putInt(from, sizes[random.nextInt(sizes.length)]);
        }
        return bytes;
      }
    }
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] inserted) {
    ByteBuffer all = ByteBuffer.allocate(bytes.length - (to - from) + inserted.length);
    all.put(bytes, 0, from).put(inserted).put(bytes, to, bytes.length - to);
    return all.array();
  }

  private static void check(SortedMap<String, byte[]> files, String where) {
    RecordingDisk disk = RecordingDisk.of(files);
    FaultyDisk counting =
        new FaultyDisk(disk).failFrom(CALLS, () -> new IOException("too many calls"));
    long size = files.values().stream().mapToLong(b -> b.length).sum();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean good = false;
    try {
      Recovering.recover(counting);
      good = true;
    } catch (LarderStorageException e) {
      assertTrue(Stores.same(files, disk), where);
    } catch (IOException | RuntimeException | Error e) {
      fail(where, e);
    }
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken <= 2 * size + MEMORY, () -> where + ": " + taken + " bytes for " + size);
    if (good) {
      typed(files, where);
    }
  }

  /** What recovery takes for good must be so for typed handles, or be refused by them. */
  private static void typed(SortedMap<String, byte[]> files, String where) {
    try (Larder larder = Stores.open(RecordingDisk.of(files))) {
      for (String name : larder.names()) {
        try {
          CollectionType type = larder.type(name).orElse(null);
          assertNotNull(type, () -> where + ": a name in use without a type: " + name);
          assertNotNull(look(larder, name, type));
        } catch (UnreadableValueException | WrongTypeException e) {
          // As it should be.
        }
      }
    } catch (RuntimeException | Error e) {
      fail(where, e);
    }
  }

  private static String look(Larder larder, String name, CollectionType type) {
    return switch (type) {
      case VALUE -> larder.value(name, String.class).toString();
      case COUNTER -> larder.counter(name).toString();
      case MAP -> larder.map(name, String.class, Integer.class).toString();
      case SET -> larder.set(name, String.class).toString();
      case LIST -> larder.list(name, String.class).toString();
      case SORTED_SET -> larder.sortedSet(name, Integer.class).toString();
      case STREAM -> Streams.text(larder, name);
    };
  }
}
