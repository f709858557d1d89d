package dev.larder.redis.internal.rdb;

/**
 * The checksum at the end of a file of Redis's: CRC-64 with the polynomial of Jones, {@code
 * 0xad93d23594c935a9}, reflected, from 0. {@code "123456789"} gives {@code 0xe9c6d914c4b8d9ca}.
 */
final class Crc64 {
  /** The polynomial with its bits in reverse order. */
  private static final long POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);

  private static final long[] TABLE = new long[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      long rest = i;
      for (int bit = 0; bit < 8; bit++) {
        rest = (rest & 1) == 0 ? rest >>> 1 : rest >>> 1 ^ POLYNOMIAL;
      }
      TABLE[i] = rest;
    }
  }

  private Crc64() {}

  /** The checksum of what had one before and of some more bytes. */
  static long update(long before, byte[] bytes, int from, int to) {
    long crc = before;
    for (int i = from; i < to; i++) {
      crc = TABLE[(int) (crc ^ bytes[i]) & 0xff] ^ crc >>> 8;
    }
    return crc;
  }
}
