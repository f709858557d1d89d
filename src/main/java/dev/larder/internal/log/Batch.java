package dev.larder.internal.log;

import dev.larder.internal.codec.ByteSource;

/** A batch that was read and whose checksum is right; good until the reader reads on. */
public final class Batch {
  private final long position;
  private final int size;
  private final long baseOffset;
  private final int count;
  private final long timestamp;
  private final long synced;
  private final boolean control;
  private final byte[] bytes;
  private final int from;

  Batch(
      long position,
      int size,
      long baseOffset,
      int count,
      long timestamp,
      long synced,
      boolean control,
      byte[] bytes,
      int from) {
    this.position = position;
    this.size = size;
    this.baseOffset = baseOffset;
    this.count = count;
    this.timestamp = timestamp;
    this.synced = synced;
    this.control = control;
    this.bytes = bytes;
    this.from = from;
  }

  /** Where in its file it begins. */
  public long position() {
    return position;
  }

  /** How many bytes it takes. */
  public int size() {
    return size;
  }

  /** The offset of its first record. */
  public long baseOffset() {
    return baseOffset;
  }

  /** How many records it has. */
  public int count() {
    return count;
  }

  /** When it was written, in milliseconds of the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** Below which offset everything was known to be on the disk. */
  public long synced() {
    return synced;
  }

  /** Whether it is a segment's header. */
  public boolean isControl() {
    return control;
  }

  /** Gets the records of a batch, one after the other. */
  @FunctionalInterface
  public interface RecordSink {
    /** A record; the array is the reader's. */
    void accept(long offset, byte[] bytes, int from, int length);
  }

  /** The offset after the last record's. */
  public long nextOffset() {
    return baseOffset + count;
  }

  /** Where in the file the next batch begins. */
  public long end() {
    return position + size;
  }

  /**
   * Hands out all records.
   *
   * @throws IllegalArgumentException if the records are not as the format has them
   */
  public void forEach(RecordSink sink) {
    ByteSource in = new ByteSource(bytes, from, size - BatchFormat.HEADER_SIZE);
    for (int i = 0; i < count; i++) {
      int length = toInt(in.getZigzag());
      int end = in.position() + length;
      in.skip(1);
      in.getZigzag();
      long delta = in.getZigzag();
      long keyLength = in.getZigzag();
      int valueLength = toInt(in.getZigzag());
      int value = in.position();
      if (delta != i || keyLength != -1 || value + (long) valueLength > end) {
        throw new IllegalArgumentException("record " + i + " is not as the format has it");
      }
      in.skip(end - value);
      sink.accept(baseOffset + i, bytes, value, valueLength);
    }
    in.end();
  }

  static int toInt(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a length must not be negative, but is " + value);
    }
    return (int) value;
  }
}
