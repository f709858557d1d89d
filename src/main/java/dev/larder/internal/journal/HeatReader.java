package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.log.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Reads a file of {@link HeatFormat}; what is in it counts when the end has been reached. */
final class HeatReader {
  private static final int BUFFER = 64 * 1024;

  private final DiskFile file;
  private final CRC32C crc = new CRC32C();
  private long position;

  HeatReader(DiskFile file) {
    this.file = file;
  }

  /**
   * Hands all out.
   *
   * @throws IOException if it is not what a store writes, or can't be read
   */
  void read(UUID store, Name name, HeatFiles.Target target) throws IOException {
    long seed = readHeader(store, name);
    long left = file.size() - position - HeatFormat.CHECKSUM;
    if (left < 0 || left % HeatFormat.ENTRY != 0) {
      throw new IOException("whole entries and a checksum are expected behind the header");
    }
    target.begin(new HeatKeys(seed));
    int most = BUFFER / HeatFormat.ENTRY * HeatFormat.ENTRY;
    while (left > 0) {
      ByteBuffer entries = next((int) Math.min(left, most));
      left -= entries.remaining();
      while (entries.hasRemaining()) {
        target.add(entries.getLong(), entries.get());
      }
    }
    int expected = (int) crc.getValue();
    if (next(HeatFormat.CHECKSUM).getInt() != expected) {
      throw new IOException("the checksum does not fit");
    }
  }

  private long readHeader(UUID store, Name name) throws IOException {
    if (file.size() < HeatFormat.HEADER) {
      throw new IOException("a header of " + HeatFormat.HEADER + " bytes is expected");
    }
    ByteBuffer header = next(HeatFormat.HEADER);
    byte[] magic = new byte[HeatFormat.MAGIC.length];
    header.get(magic);
    int version = header.get();
    if (!Arrays.equals(magic, HeatFormat.MAGIC) || version != HeatFormat.VERSION) {
      throw new IOException("another format, or version " + version + " of it");
    }
    UUID found = new UUID(header.getLong(), header.getLong());
    if (!found.equals(store)) {
      throw new IOException("it is of store " + found);
    }
    long seed = header.getLong();
    int length = header.getInt();
    if (length != name.bytes().length || file.size() - position < length) {
      throw new IOException("it is of another cache");
    }
    byte[] bytes = new byte[length];
    next(length).get(bytes);
    if (!Arrays.equals(bytes, name.bytes())) {
      throw new IOException("it is of another cache");
    }
    return seed;
  }

  private ByteBuffer next(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, position);
      if (read < 0) {
        throw new IOException("it ends at byte " + position);
      }
      position += read;
    }
    bytes.flip();
    crc.update(bytes.duplicate());
    return bytes;
  }
}
