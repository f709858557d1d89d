package dev.larder.internal.log;

import dev.larder.internal.codec.ByteSink;
import java.util.zip.CRC32C;

/** Fills one batch after the other, in the format of {@link BatchFormat}. For one thread. */
public final class BatchWriter {
  private final ByteSink out = new ByteSink(128 * 1024);
  private final CRC32C crc = new CRC32C();
  private long baseOffset;
  private long synced;
  private int count;

  /**
   * Begins a batch; what was in the one before is gone.
   *
   * @param offset of its first record
   * @param epoch the generation of the segment
   * @param timestamp in milliseconds of the epoch
   * @param syncedOffset below which everything is known to be on the disk
   * @param control whether it is the segment's header
   */
  public void begin(long offset, int epoch, long timestamp, long syncedOffset, boolean control) {
    baseOffset = offset;
    synced = syncedOffset;
    count = 0;
    out.clear();
    out.putLong(offset);
    out.putInt(0); // length, set at the end
    out.putInt(epoch);
    out.putByte(BatchFormat.MAGIC_2);
    out.putInt(0); // CRC, set at the end
    out.putByte(0);
    out.putByte(control ? BatchFormat.CONTROL : 0);
    out.putInt(0); // last offset delta, set at the end
    out.putLong(timestamp);
    out.putLong(timestamp);
    out.putLong(-1);
    out.putByte(-1);
    out.putByte(-1);
    out.putInt(-1);
    out.putInt(0); // number of records, set at the end
  }

  /** Adds a record without a key. */
  public void add(byte[] value, int from, int length) {
    boolean first = count == 0;
    int headers = first ? 1 + 1 + 1 + 8 : 0;
    int size = 1 + 1 + zigzagSize(count) + 1 + zigzagSize(length) + length + 1 + headers;
    out.putZigzag(size);
    out.putByte(0);
    out.putByte(0); // no timestamp delta: a batch has one time
    out.putZigzag(count);
    out.putZigzag(-1);
    out.putZigzag(length);
    out.put(value, from, length);
    if (first) {
      out.putZigzag(1);
      out.putZigzag(1);
      out.putByte(BatchFormat.SYNCED);
      out.putZigzag(8);
      out.putLong(synced);
    } else {
      out.putByte(0);
    }
    count++;
  }

  private static int zigzagSize(long value) {
    return ByteSink.varintSize(value << 1 ^ value >> 63);
  }

  /** How many records have been added. */
  public int count() {
    return count;
  }

  /** How many bytes the batch has by now. */
  public int size() {
    return out.size();
  }

  /** The offset after the last record's. */
  public long nextOffset() {
    return baseOffset + count;
  }

  /** Completes the batch, of at least one record; the sink is this writer's. */
  public ByteSink finish() {
    out.setInt(BatchFormat.LENGTH, out.size() - BatchFormat.LENGTH_OVERHEAD);
    out.setInt(BatchFormat.LAST_OFFSET_DELTA, count - 1);
    out.setInt(BatchFormat.COUNT, count);
    crc.reset();
    crc.update(out.array(), BatchFormat.ATTRIBUTES, out.size() - BatchFormat.ATTRIBUTES);
    out.setInt(BatchFormat.CRC, (int) crc.getValue());
    return out;
  }
}
