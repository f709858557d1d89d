package dev.larder.internal.log;

/**
 * A batch of records as Apache Kafka lays it out, version 2 (the page "Message Format" of its
 * documentation). All numbers are big-endian; "varint" means a zigzag one.
 *
 * <pre>
 *    0  base offset             8   of the first record
 *    8  batch length            4   of all that follows this field
 *   12  partition leader epoch  4   here: the generation of the segment
 *   16  magic                   1   2
 *   17  CRC                     4   CRC-32C of all that follows this field
 *   21  attributes              2   bit 5: control, the segment's header
 *   23  last offset delta       4   of the last record, from the base offset
 *   27  base timestamp          8   milliseconds of the epoch
 *   35  max timestamp           8
 *   43  producer id             8   -1: none
 *   51  producer epoch          2   -1
 *   53  base sequence           4   -1
 *   57  number of records       4
 *   61  records:
 *         length varint, attributes 1 (0), timestamp delta varint, offset delta varint,
 *         key length varint (-1: none), value length varint, value,
 *         number of headers varint { key length varint, key, value length varint, value }
 * </pre>
 *
 * <p>The first record of a batch has one header, {@code s}, of eight bytes: the offset below which
 * everything was known to be on the disk when the batch was written. The others have none.
 */
public final class BatchFormat {
  static final int BASE_OFFSET = 0;
  static final int LENGTH = 8;
  static final int EPOCH = 12;
  static final int MAGIC = 16;
  static final int CRC = 17;
  static final int ATTRIBUTES = 21;
  static final int LAST_OFFSET_DELTA = 23;
  static final int BASE_TIMESTAMP = 27;
  static final int MAX_TIMESTAMP = 35;
  static final int PRODUCER_ID = 43;
  static final int PRODUCER_EPOCH = 51;
  static final int BASE_SEQUENCE = 53;
  static final int COUNT = 57;
  static final int HEADER_SIZE = 61;

  /** The bytes before what the length field counts. */
  static final int LENGTH_OVERHEAD = 12;

  static final byte MAGIC_2 = 2;
  static final int CONTROL = 1 << 5;

  /** The key of the header that says what was known to be on the disk. */
  static final byte SYNCED = 's';

  /** The shortest record: a length, and six fields of a byte each. */
  static final int SMALLEST_RECORD = 7;

  private BatchFormat() {}
}
