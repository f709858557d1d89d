package dev.larder.internal.log;

import dev.larder.internal.codec.ByteSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes one new segment from its header on. For one thread. */
public final class SegmentWriter implements Closeable {
  /** Writing nothing so many times in a row counts as a failure: the disk takes no more. */
  public static final int EMPTY_WRITES = 100;

  private final String name;
  private final DiskFile file;
  private long position;

  private SegmentWriter(String name, DiskFile file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Creates the file; when this returns, it is there after a crash as well.
   *
   * @param batches whose next batch is the header
   * @param offset of the header's record, the file's first
   * @param timestamp in milliseconds of the epoch
   */
  public static SegmentWriter create(
      Disk disk, SegmentFormat format, BatchWriter batches, long offset, long timestamp)
      throws IOException {
    String name = format.kind().fileName(offset);
    DiskFile file = disk.create(name);
    SegmentWriter writer = new SegmentWriter(name, file);
    try {
      byte[] header = format.encode();
      batches.begin(offset, format.epoch(), timestamp, offset, true);
      batches.add(header, 0, header.length);
      writer.append(batches.finish());
      file.force();
      disk.syncDirectory();
      return writer;
    } catch (IOException | RuntimeException | Error failure) {
      try {
        file.close();
      } catch (IOException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  /** The file's name. */
  public String name() {
    return name;
  }

  /** How many bytes have been written. */
  public long position() {
    return position;
  }

  /** Writes a batch behind the others. */
  public void append(ByteSink batch) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(batch.array(), 0, batch.size());
    int empty = 0;
    while (source.hasRemaining()) {
      int written = file.write(source, position);
      position += written;
      empty = written == 0 ? empty + 1 : 0;
      if (empty == EMPTY_WRITES) {
        throw new IOException(name + ": the disk takes no more bytes");
      }
    }
  }

  /** Returns when all is on the disk. */
  public void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
