package dev.larder.internal.log;

import dev.larder.internal.codec.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one segment: its header first, then batch after batch. For one thread. */
public final class SegmentReader implements Closeable {
  private final DiskFile file;
  private final String name;
  private final BatchReader batches;
  private final SegmentFormat format;
  private @Nullable ReadAhead ahead;

  private SegmentReader(DiskFile file, String name, BatchReader batches, SegmentFormat format) {
    this.file = file;
    this.name = name;
    this.batches = batches;
    this.format = format;
  }

  /**
   * Opens a segment and reads its header.
   *
   * @throws DamageException if the header is no header, or that of another file
   * @throws dev.larder.FormatVersionException if it is of a newer version
   */
  public static SegmentReader open(Disk disk, String name, SegmentFormat.Kind kind)
      throws IOException, DamageException {
    DiskFile file = disk.read(name);
    try {
      long base = kind.offsetOf(name);
      BatchReader batches = new BatchReader(file, name, epoch(file), base);
      SegmentFormat format = header(name, batches);
      if (format.kind() != kind) {
        throw new DamageException(name, 0, "a " + kind + ", found a " + format.kind(), true);
      }
      return new SegmentReader(file, name, batches, format);
    } catch (IOException | DamageException | RuntimeException | Error failure) {
      try {
        file.close();
      } catch (IOException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  /** The generation as the first batch has it; the header's record must agree. */
  private static int epoch(DiskFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BatchFormat.MAGIC);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = file.read(bytes, bytes.position());
    }
    return bytes.getInt(BatchFormat.EPOCH);
  }

  private static SegmentFormat header(String name, BatchReader batches)
      throws IOException, DamageException {
    Batch first;
    try {
      first = batches.next();
    } catch (DamageException e) {
      throw another(name, batches, e);
    }
    SegmentFormat[] found = new SegmentFormat[1];
    if (first == null || !first.isControl() || first.count() != 1) {
      throw new DamageException(name, 0, "the header of a segment");
    }
    try {
      first.forEach(
          (offset, bytes, from, length) ->
              found[0] = SegmentFormat.decode(name, new ByteSource(bytes, from, length)));
    } catch (IllegalArgumentException e) {
      throw new DamageException(name, 0, "the header of a segment: " + e.getMessage());
    }
    SegmentFormat format = Objects.requireNonNull(found[0]);
    if (format.epoch() != batches.epoch()) {
      throw new DamageException(
          name, BatchFormat.EPOCH, "generation " + format.epoch() + ", found " + batches.epoch());
    }
    return format;
  }

  /** Looks whether it is a good header with another offset than the name says. */
  private static DamageException another(String name, BatchReader batches, DamageException e)
      throws IOException {
    long found = batches.offsetHere();
    return found < 0 || found == batches.expectedOffset()
        ? e
        : new DamageException(name, 0, e.expected(), true);
  }

  /** The file's name. */
  public String name() {
    return name;
  }

  /** What the header says. */
  public SegmentFormat format() {
    return format;
  }

  /**
   * Has what follows read and checked on a thread of its own, while this one works on what was
   * before; not for a file that is small. From then on only {@link #next} may be called, until it
   * has answered null or thrown.
   */
  public void readAhead() {
    if (batches.fileSize() - batches.position() >= ReadAhead.WORTH_IT) {
      ahead = new ReadAhead(batches);
    }
  }

  /** The next batch, or null at the end; good until the next call. */
  public @Nullable Batch next() throws IOException, DamageException {
    return ahead == null ? batches.next() : ahead.next();
  }

  /** The offset that the next record must have. */
  public long expectedOffset() {
    return batches.expectedOffset();
  }

  /** Where in the file the next batch begins. */
  public long position() {
    return batches.position();
  }

  /** The length of the file. */
  public long fileSize() {
    return batches.fileSize();
  }

  /**
   * Looks for batches in a segment whose header can't be read.
   *
   * @return the highest offset that one of them says was on the disk, or -1 when there is none
   */
  public static long syncedIn(Disk disk, String name, SegmentFormat.Kind kind) throws IOException {
    try (DiskFile file = disk.read(name)) {
      return new BatchReader(file, name, BatchReader.ANY_EPOCH, kind.offsetOf(name)).syncedBehind();
    }
  }

  /** See {@link BatchReader#syncedBehind}. */
  public long syncedBehind() throws IOException {
    return batches.syncedBehind();
  }

  @Override
  public void close() throws IOException {
    if (ahead != null) {
      ahead.close();
    }
    file.close();
  }
}
