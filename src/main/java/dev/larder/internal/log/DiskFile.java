package dev.larder.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a {@link Disk}. For one thread. */
public interface DiskFile extends Closeable {
  /** Its length in bytes. */
  long size() throws IOException;

  /**
   * Reads what lies from a position on into a buffer.
   *
   * @return how many bytes were read, maybe fewer than there is room for; -1 at the end
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes from a position on.
   *
   * @return how many bytes were written, maybe fewer than there are
   */
  int write(ByteBuffer source, long position) throws IOException;

  /** Returns when all that was written is on the disk. */
  void force() throws IOException;

  /** Cuts the file off. */
  void truncate(long size) throws IOException;
}
