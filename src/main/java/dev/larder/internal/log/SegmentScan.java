package dev.larder.internal.log;

import dev.larder.internal.log.SegmentFormat.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is good of one segment, its header included, and takes note of the rest: for tools
 * that look at damage. For one thread.
 */
public final class SegmentScan implements Closeable {
  private final DiskFile file;
  private final String name;
  private final List<SegmentDamage> damage = new ArrayList<>();
  private final BatchReader batches;
  private final @Nullable SegmentFormat format;

  private SegmentScan(
      DiskFile file, String name, BatchReader batches, @Nullable SegmentFormat format) {
    this.file = file;
    this.name = name;
    this.batches = batches;
    this.format = format;
  }

  /**
   * Opens a segment.
   *
   * @throws dev.larder.FormatVersionException if it is of a newer version
   */
  public static SegmentScan open(Disk disk, String name, Kind kind) throws IOException {
    SegmentFormat format = null;
    String wrong = "";
    try (SegmentReader reader = SegmentReader.open(disk, name, kind)) {
      format = reader.format();
    } catch (DamageException e) {
      wrong = e.expected();
    }
    DiskFile file = disk.read(name);
    try {
      // Without a header it can't be known which generation and offset the batches must have.
      int epoch = format == null ? BatchReader.ANY_EPOCH : format.epoch();
      long base = format == null ? 0 : kind.offsetOf(name);
      SegmentScan scan =
          new SegmentScan(file, name, new BatchReader(file, name, epoch, base), format);
      if (format == null) {
        scan.skip(wrong, kind.offsetOf(name));
      }
      return scan;
    } catch (IOException | RuntimeException | Error failure) {
      try {
        file.close();
      } catch (IOException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  private void skip(String expected, long offset) throws IOException {
    long position = batches.position();
    boolean found = batches.skipDamage();
    long next = found ? Math.max(offset, batches.expectedOffset()) : offset;
    damage.add(new SegmentDamage(name, position, batches.position(), offset, next, expected));
  }

  /** The next good batch, or null at the end. */
  public @Nullable Batch next() throws IOException {
    while (true) {
      try {
        Batch batch = batches.next();
        if (batch == null) {
          return null;
        }
        if (isReadable(batch)) {
          return batch;
        }
      } catch (DamageException e) {
        skip(e.expected(), batches.expectedOffset());
      }
    }
  }

  /** Whether the records are as the format has them; if not, that is noted. */
  private boolean isReadable(Batch batch) {
    try {
      batch.forEach((offset, bytes, from, length) -> {});
      return true;
    } catch (IllegalArgumentException e) {
      damage.add(
          new SegmentDamage(
              name,
              batch.position(),
              batch.end(),
              batch.baseOffset(),
              batch.nextOffset(),
              "records as the format has them: " + e.getMessage()));
      return false;
    }
  }

  /** What could not be read so far. */
  public List<SegmentDamage> damage() {
    return damage;
  }

  /** What the header says, or null if it can't be read. */
  public @Nullable SegmentFormat format() {
    return format;
  }

  /** The length of the file. */
  public long fileSize() {
    return batches.fileSize();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
