package dev.larder.internal.codec;

import java.nio.charset.StandardCharsets;

/** Reads the texts of {@link ByteSink#putText}. */
final class Texts {
  private Texts() {}

  static String decode(byte[] bytes, int from, int count) {
    String text = new String(bytes, from, count, StandardCharsets.UTF_8);
    // The JDK puts U+FFFD where UTF-8 ends; nearly never, so only then is looked whether it is one.
    return text.indexOf('\ufffd') < 0 ? text : decodeWide(bytes, from, from + count);
  }

  private static String decodeWide(byte[] bytes, int from, int end) {
    StringBuilder text = new StringBuilder(end - from);
    int at = from;
    while (at < end) {
      int first = bytes[at++] & 0xff;
      int more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
      if (more > end - at || first >= 0xf8 || first >= 0x80 && first < 0xc0) {
        throw malformed(at - 1);
      }
      int c = more == 0 ? first : first & (0x3f >> more);
      for (int i = 0; i < more; i++) {
        int next = bytes[at++];
        if ((next & 0xc0) != 0x80) {
          throw malformed(at - 1);
        }
        c = c << 6 | next & 0x3f;
      }
      if (c > Character.MAX_CODE_POINT || more > 0 && c < LEAST[more]) {
        throw malformed(at - 1);
      }
      text.appendCodePoint(c);
    }
    return text.toString();
  }

  /**
   * What so many bytes more must stand for at least: shorter forms have been there for the rest.
   */
  private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

  private static IllegalArgumentException malformed(int at) {
    return new IllegalArgumentException("no text: the byte at " + at + " does not fit into UTF-8");
  }
}
