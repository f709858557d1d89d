package dev.larder.internal.log;

import dev.larder.internal.codec.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of one file in order and believes nothing: a batch counts only when its
 * checksum is right and what the checksum does not cover (base offset, length, epoch, magic) is
 * what it must be. Takes memory for what is in the file, never for what a number claims. For one
 * thread.
 */
public final class BatchReader {
  /** Takes batches of every generation: to look what is behind a header that can't be read. */
  static final int ANY_EPOCH = -1;

  /** One buffer, for who is done with a batch when he asks for the next. */
  static final Buffers SAME = (last, least) -> last.length < least ? new byte[least] : last;

  private static final int CHUNK = 1 << 20;

  /** A search for a later batch gives up after checking so many times the bytes of the file. */
  private static final int CHECKS_A_BYTE = 4;

  private final DiskFile file;
  private final String name;
  private final long fileSize;
  private final CRC32C crc = new CRC32C();
  private final int epoch;
  private Buffers buffers = SAME;
  private byte[] buffer = new byte[0];
  private long bufferStart;
  private int bufferSize;
  private long position;
  private long expectedOffset;
  private long tried;
  private long searchBudget;

  /** Where a reader has its next buffer from. */
  interface Buffers {
    /**
     * A buffer to read on into.
     *
     * @param last the one that has been read through; batches may still stand in it
     * @param least how many bytes it must have room for
     */
    byte[] next(byte[] last, int least);
  }

  /**
   * Reads a file from its beginning.
   *
   * @param name the file's name, for messages
   * @param epoch the generation that every batch must have
   * @param baseOffset the offset that the first record must have
   */
  public BatchReader(DiskFile file, String name, int epoch, long baseOffset) throws IOException {
    this.file = file;
    this.name = name;
    this.fileSize = file.size();
    this.epoch = epoch;
    this.expectedOffset = baseOffset;
    this.searchBudget = CHECKS_A_BYTE * fileSize;
  }

  /** The generation that every batch must have. */
  int epoch() {
    return epoch;
  }

  /** The offset that the batch at this place has, whatever it should be; -1 if there is none. */
  long offsetHere() throws IOException {
    try {
      return read(position).baseOffset();
    } catch (DamageException e) {
      return -1;
    }
  }

  /** Has its buffers from somewhere else from now on. */
  void setBuffers(Buffers source) {
    buffers = source;
  }

  /** Where the next batch begins. */
  public long position() {
    return position;
  }

  /** The offset that the next record must have. */
  public long expectedOffset() {
    return expectedOffset;
  }

  /** The length of the file. */
  public long fileSize() {
    return fileSize;
  }

  /**
   * The next batch, or null at the end of the file.
   *
   * @throws DamageException if something else is there; this reader stays before it
   */
  public @Nullable Batch next() throws IOException, DamageException {
    if (position == fileSize) {
      return null;
    }
    Batch batch = read(position);
    if (batch.baseOffset() != expectedOffset) {
      throw damage("base offset " + expectedOffset + ", found " + batch.baseOffset());
    }
    position = batch.end();
    expectedOffset = batch.nextOffset();
    return batch;
  }

  private DamageException damage(String expected) {
    return damage(position, expected);
  }

  private DamageException damage(long at, String expected) {
    return new DamageException(name, at, expected);
  }

  private Batch read(long at) throws IOException, DamageException {
    long left = fileSize - at;
    if (left < BatchFormat.HEADER_SIZE) {
      throw damage(at, "a batch header of 61 bytes, found " + left + " bytes before the end");
    }
    int from = fill(at, BatchFormat.HEADER_SIZE);
    ByteSource header = new ByteSource(buffer, from, BatchFormat.HEADER_SIZE);
    long baseOffset = header.getLong();
    int length = header.getInt();
    checkFrame(at, left, length, header.getInt(), header.getByte());
    int size = length + BatchFormat.LENGTH_OVERHEAD;
    from = fill(at, size);
    int stored = new ByteSource(buffer, from + BatchFormat.CRC, 4).getInt();
    tried += size;
    crc.reset();
    crc.update(buffer, from + BatchFormat.ATTRIBUTES, size - BatchFormat.ATTRIBUTES);
    if ((int) crc.getValue() != stored) {
      throw damage(at, String.format("checksum %08x, found %08x", (int) crc.getValue(), stored));
    }
    return parse(at, from, size, baseOffset);
  }

  private void checkFrame(long at, long left, int length, int foundEpoch, byte magic)
      throws DamageException {
    if (magic != BatchFormat.MAGIC_2) {
      throw damage(at, "magic 2, found " + magic);
    }
    if (foundEpoch != epoch && epoch != ANY_EPOCH) {
      throw damage(at, "generation " + epoch + ", found " + foundEpoch);
    }
    long most = left - BatchFormat.LENGTH_OVERHEAD;
    int least = BatchFormat.HEADER_SIZE - BatchFormat.LENGTH_OVERHEAD;
    if (length < least || length > most) {
      throw damage(at, "a length from " + least + " to " + most + ", found " + length);
    }
  }

  private Batch parse(long at, int from, int size, long baseOffset) throws DamageException {
    ByteSource in = new ByteSource(buffer, from, size);
    in.skip(BatchFormat.ATTRIBUTES + 1);
    boolean control = (in.getByte() & BatchFormat.CONTROL) != 0;
    int lastDelta = in.getInt();
    long timestamp = in.getLong();
    in.skip(BatchFormat.COUNT - BatchFormat.MAX_TIMESTAMP);
    int count = in.getInt();
    if (count < 1
        || lastDelta != count - 1
        || count > (size - BatchFormat.HEADER_SIZE) / BatchFormat.SMALLEST_RECORD) {
      throw damage(at, "as many records as there is room for, found " + count);
    }
    try {
      long synced = synced(new ByteSource(buffer, in.position(), size - BatchFormat.HEADER_SIZE));
      return new Batch(
          at, size, baseOffset, count, timestamp, synced, control, buffer, in.position());
    } catch (IllegalArgumentException e) {
      throw damage(at, "a first record that says what is on the disk: " + e.getMessage());
    }
  }

  /** Reads the header of the first record. */
  private static long synced(ByteSource in) {
    int length = Batch.toInt(in.getZigzag());
    ByteSource record = new ByteSource(in.get(length));
    record.skip(1);
    record.getZigzag();
    record.getZigzag();
    record.getZigzag();
    record.skip(record.getZigzag());
    long headers = record.getZigzag();
    long keyLength = record.getZigzag();
    byte key = record.getByte();
    long valueLength = record.getZigzag();
    if (headers != 1 || keyLength != 1 || key != BatchFormat.SYNCED || valueLength != 8) {
      throw new IllegalArgumentException("there is no header s");
    }
    return record.getLong();
  }

  /** Has so many bytes from a position on in the buffer; answers where they begin in there. */
  private int fill(long at, int size) throws IOException, DamageException {
    if (at < bufferStart || at + size > bufferStart + bufferSize) {
      long wanted = Math.min(fileSize - at, Math.max(size, CHUNK));
      buffer = buffers.next(buffer, (int) wanted);
      bufferStart = at;
      bufferSize = 0;
      ByteBuffer target = ByteBuffer.wrap(buffer, 0, (int) wanted);
      while (target.hasRemaining()) {
        int read = file.read(target, at + target.position());
        if (read < 0) {
          throw damage(at, size + " bytes, but the file has become shorter");
        }
      }
      bufferSize = (int) wanted;
    }
    return (int) (at - bufferStart);
  }

  /**
   * Looks for batches of this file behind what could not be read.
   *
   * @return the highest offset that one of them says was on the disk, or -1 when there is none
   */
  public long syncedBehind() throws IOException {
    long highest = -1;
    long budget = CHECKS_A_BYTE * fileSize;
    long at = position + 1;
    while (at <= fileSize - BatchFormat.HEADER_SIZE && budget > 0) {
      Batch found = tryAt(at, expectedOffset + 1);
      budget -= found == null ? tried : found.size();
      if (found != null) {
        highest = Math.max(highest, found.synced());
      }
      at = found == null ? at + 1 : found.end();
    }
    return highest;
  }

  /**
   * A batch of this file that begins here, with an offset from the least on, or null; sets how many
   * bytes that cost.
   */
  private @Nullable Batch tryAt(long at, long leastOffset) throws IOException {
    tried = 1;
    try {
      int from = fill(at, BatchFormat.HEADER_SIZE);
      if (buffer[from + BatchFormat.MAGIC] != BatchFormat.MAGIC_2 || !mayBegin(from, leastOffset)) {
        return null;
      }
      return read(at);
    } catch (DamageException none) {
      return null;
    }
  }

  private boolean mayBegin(int from, long leastOffset) {
    ByteSource in = new ByteSource(buffer, from, BatchFormat.HEADER_SIZE);
    long offset = in.getLong();
    in.skip(4);
    return offset >= leastOffset && (in.getInt() == epoch || epoch == ANY_EPOCH);
  }

  /**
   * Goes on at the next batch of this file behind what could not be read. Where the damaged batch
   * says that it ends is looked first: bytes inside of it that look like a batch may be somebody's
   * value.
   *
   * @return whether there is one; if not, this reader is at the end of the file
   */
  boolean skipDamage() throws IOException {
    Batch found = tryFrom(position);
    if (found == null) {
      found = tryFrom(endAsSaid());
    }
    for (long at = position + 1; found == null && mayHoldBatch(at); at++) {
      found = tryFrom(at);
    }
    if (found != null) {
      found = followed(found);
    }
    position = found == null ? fileSize : found.position();
    expectedOffset = found == null ? expectedOffset : found.baseOffset();
    return found != null;
  }

  /**
   * No checksum covers an offset: where the next batch knows better, that one is where to go on.
   */
  private Batch followed(Batch found) throws IOException {
    Batch next = tryFrom(found.end());
    return next != null && next.baseOffset() < found.nextOffset() ? next : found;
  }

  private boolean mayHoldBatch(long at) {
    return at <= fileSize - BatchFormat.HEADER_SIZE && searchBudget > 0;
  }

  private @Nullable Batch tryFrom(long at) throws IOException {
    if (!mayHoldBatch(at)) {
      return null;
    }
    Batch found = tryAt(at, expectedOffset);
    searchBudget -= found == null ? tried : 0;
    return found;
  }

  /** Where the batch at this place ends, if its length is right. */
  private long endAsSaid() throws IOException {
    if (!mayHoldBatch(position)) {
      return fileSize;
    }
    try {
      int from = fill(position, BatchFormat.HEADER_SIZE);
      int length = new ByteSource(buffer, from + BatchFormat.LENGTH, 4).getInt();
      return length < 0 ? fileSize : position + BatchFormat.LENGTH_OVERHEAD + length;
    } catch (DamageException shorter) {
      return fileSize;
    }
  }
}
