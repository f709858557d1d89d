package dev.larder.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.log.SegmentFormat.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading ahead finds what reading finds, and ends where that ends. */
class ReadAheadTest {
  private static final int BYTES = 6 << 20;
  private static final String NAME = Kind.JOURNAL.fileName(0);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("The same batches, and the same damage")
  void theSameAsWithout(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] file = segment(random);
    assertEquals(readAll(file, false), readAll(file, true), "seed " + seed);
    for (int i = 0; i < 4; i++) {
      byte[] damaged = file.clone();
      damaged[random.nextInt(1 << 10, damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertEquals(readAll(damaged, false), readAll(damaged, true), "seed " + seed);
      byte[] cut = Arrays.copyOf(file, random.nextInt(BYTES * 3 / 4, file.length));
      assertEquals(readAll(cut, false), readAll(cut, true), "seed " + seed);
    }
  }

  @Test
  @DisplayName("When who stopped early has closed it, nobody reads any more")
  void closedEarly() throws Exception {
    WatchedFile file = new WatchedFile(segment(new SplittableRandom(9)), Integer.MAX_VALUE);
    ReadAhead ahead = new ReadAhead(new BatchReader(file, NAME, 1, 0));
    for (int i = 0; i < 10; i++) {
      ahead.next();
    }
    ahead.close();
    int reads = file.reads.get();
    ahead.close();
    Awaitility.await().until(() -> threads() == 0);
    assertEquals(reads, file.reads.get());
  }

  @Test
  @DisplayName("The disk's failure is thrown to who takes, after all that was read before it")
  void failure() throws Exception {
    WatchedFile file = new WatchedFile(segment(new SplittableRandom(10)), 4);
    BatchReader reader = new BatchReader(file, NAME, 1, 0);
    ReadAhead ahead = new ReadAhead(reader);
    long[] end = new long[1];
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> {
              for (Batch batch = ahead.next(); batch != null; batch = ahead.next()) {
                end[0] = batch.end();
              }
            });
    assertSame(file.broken, thrown);
    assertEquals(reader.position(), end[0]);
    assertTrue(end[0] > 2 << 20, "read up to " + end[0]);
    ahead.close();
  }

  /** A file whose n-th reading fails. */
  private static final class WatchedFile implements DiskFile {
    final AtomicInteger reads = new AtomicInteger();
    final IOException broken = new IOException("broken");
    private final byte[] bytes;
    private final int failing;

    WatchedFile(byte[] bytes, int failing) {
      this.bytes = bytes;
      this.failing = failing;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      if (reads.incrementAndGet() == failing) {
        throw broken;
      }
      int length = (int) Math.min(target.remaining(), bytes.length - position);
      target.put(bytes, (int) position, length);
      return length;
    }

    @Override
    public int write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("larder-read-ahead"))
        .count();
  }

  /** Each batch with a checksum of its records, and how it ended. */
  private static List<String> readAll(byte[] file, boolean ahead) throws IOException {
    List<String> found = new ArrayList<>();
    try (SegmentReader reader = open(diskOf(file))) {
      if (ahead) {
        reader.readAhead();
      }
      try {
        readOn(reader, found);
        found.add("end at " + reader.position());
      } catch (DamageException e) {
        found.add(e.getMessage() + "; synced behind: " + reader.syncedBehind());
      }
    } catch (DamageException e) {
      found.add("no header: " + e.getMessage());
    }
    return found;
  }

  private static void readOn(SegmentReader reader, List<String> found)
      throws IOException, DamageException {
    CRC32C crc = new CRC32C();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      crc.reset();
      batch.forEach((offset, bytes, from, length) -> crc.update(bytes, from, length));
      found.add(batch.position() + ": " + batch.count() + " of " + crc.getValue());
    }
  }

  private static SegmentReader open(Disk disk) throws IOException, DamageException {
    return SegmentReader.open(disk, NAME, Kind.JOURNAL);
  }

  private static Disk diskOf(byte[] file) {
    return RecordingDisk.of(Map.of(NAME, file));
  }

  /** Batches of all sizes, most of them small, some larger than what is read at once. */
  private static byte[] segment(SplittableRandom random) throws IOException {
    RecordingDisk disk = new RecordingDisk();
    BatchWriter batches = new BatchWriter();
    SegmentFormat format = new SegmentFormat(Kind.JOURNAL, new UUID(1, 2), 1);
    try (SegmentWriter writer = SegmentWriter.create(disk, format, batches, 0, 0)) {
      long offset = 1;
      while (writer.position() < BYTES) {
        batches.begin(offset, 1, 0, offset / 2, false);
        int most = random.nextInt(20) == 0 ? 1_500_000 : 3000;
        for (int i = random.nextInt(1, 20); i > 0 && batches.size() < 2 << 20; i--) {
          byte[] record = new byte[random.nextInt(most)];
          random.nextBytes(record);
          batches.add(record, 0, record.length);
        }
        writer.append(batches.finish());
        offset += batches.count();
      }
    }
    return disk.files().get(NAME);
  }
}
