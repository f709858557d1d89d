package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.log.DiskFile;
import dev.larder.internal.log.SegmentWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Writes a file of {@link HeatFormat}. */
final class HeatWriter implements HeatFiles.Sink {
  private static final int BUFFER = 64 * 1024;

  private final DiskFile file;
  private final HeatKeys keys;
  private final ByteBuffer buffer;
  private final CRC32C crc = new CRC32C();
  private long position;

  HeatWriter(DiskFile file, UUID store, Name name, long seed) {
    this.file = file;
    this.keys = new HeatKeys(seed);
    this.buffer = ByteBuffer.allocate(Math.max(BUFFER, HeatFormat.HEADER + name.bytes().length));
    buffer.put(HeatFormat.MAGIC).put((byte) HeatFormat.VERSION);
    buffer.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits());
    buffer.putLong(seed).putInt(name.bytes().length).put(name.bytes());
  }

  @Override
  public void add(EntryFormat format, Object key, byte heat) throws IOException {
    if (buffer.remaining() < HeatFormat.ENTRY) {
      write();
    }
    buffer.putLong(keys.of(format, key)).put(heat);
  }

  private void write() throws IOException {
    buffer.flip();
    crc.update(buffer.duplicate());
    drain();
  }

  private void drain() throws IOException {
    for (int empty = 0; buffer.hasRemaining(); ) {
      int written = file.write(buffer, position);
      position += written;
      empty = written == 0 ? empty + 1 : 0;
      if (empty == SegmentWriter.EMPTY_WRITES) {
        throw new IOException("the disk takes no more bytes");
      }
    }
    buffer.clear();
  }

  /** Writes what is left, and returns when all is on the disk. */
  void finish() throws IOException {
    write();
    buffer.putInt((int) crc.getValue()).flip();
    drain();
    file.force();
  }
}
