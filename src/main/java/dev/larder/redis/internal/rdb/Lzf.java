package dev.larder.redis.internal.rdb;

/** Unpacks what LZF has packed: pieces to be copied, and pieces that were there before. */
final class Lzf {
  /** The longest piece that was there before takes three bytes, and gives so many. */
  private static final int MOST_FROM_THREE = 264;

  private static final int LITERAL = 32;

  private Lzf() {}

  /**
   * Unpacks.
   *
   * @param length how long the result must be
   * @throws IllegalArgumentException if this is nothing that was packed so
   */
  static byte[] unpack(byte[] packed, long length) {
    if (length > (packed.length + 2L) / 3 * MOST_FROM_THREE + packed.length) {
      throw new IllegalArgumentException(
          length + " bytes can't be packed into " + packed.length); // before there is memory for it
    }
    byte[] out = new byte[(int) length];
    int at = 0;
    int to = 0;
    while (at < packed.length) {
      int control = packed[at++] & 0xff;
      if (control < LITERAL) {
        int count = control + 1;
        check(at + count <= packed.length && to + count <= out.length);
        System.arraycopy(packed, at, out, to, count);
        at += count;
        to += count;
        continue;
      }
      int count = control >> 5;
      if (count == 7) {
        check(at < packed.length);
        count += packed[at++] & 0xff;
      }
      check(at < packed.length);
      int from = to - ((control & 0x1f) << 8) - (packed[at++] & 0xff) - 1;
      count += 2;
      check(from >= 0 && to + count <= out.length);
      for (int i = 0; i < count; i++) {
        out[to++] = out[from++]; // one by one: what is copied may be what was just written
      }
    }
    check(to == out.length);
    return out;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("a packed string leads out of its bounds");
    }
  }
}
