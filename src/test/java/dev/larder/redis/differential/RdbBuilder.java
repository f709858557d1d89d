package dev.larder.redis.differential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes files of Redis's by hand, in forms that no server writes any more, or not yet. */
final class RdbBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RdbBuilder(int version) {
    raw("REDIS" + String.format("%04d", version));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  RdbBuilder raw(String text) {
    out.writeBytes(bytes(text));
    return this;
  }

  RdbBuilder raw(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  RdbBuilder length(int length) {
    return length < 64
        ? raw(length)
        : length < 1 << 14 ? raw(0x40 | length >> 8, length & 0xff) : big(0x80, length);
  }

  private RdbBuilder big(int head, int value) {
    return raw(head, value >>> 24, value >>> 16 & 0xff, value >>> 8 & 0xff, value & 0xff);
  }

  RdbBuilder string(byte[] bytes) {
    length(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  RdbBuilder string(String text) {
    return string(bytes(text));
  }

  RdbBuilder key(int type, String key) {
    return raw(type).string(key);
  }

  /** The end, with no checksum. */
  byte[] end() {
    raw(0xff, 0, 0, 0, 0, 0, 0, 0, 0);
    return out.toByteArray();
  }

  // ---- packed forms -----------------------------------------------------------------------------

  private static void little(ByteArrayOutputStream to, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      to.write((int) (value >> 8 * i));
    }
  }

  /** A ziplist; an element that begins with '#' is the integer behind it. */
  static byte[] ziplist(String... elements) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int before = 0;
    int last = 10;
    for (String element : elements) {
      last = 10 + body.size();
      int begin = body.size();
      if (before < 254) {
        body.write(before);
      } else {
        body.write(254);
        little(body, before, 4);
      }
      ziplistElement(body, element);
      before = body.size() - begin;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    little(all, 11 + body.size(), 4);
    little(all, last, 4);
    little(all, elements.length, 2);
    all.writeBytes(body.toByteArray());
    all.write(0xff);
    return all.toByteArray();
  }

  private static void ziplistElement(ByteArrayOutputStream body, String element) {
    if (element.startsWith("#")) {
      long value = Long.parseLong(element.substring(1));
      if (value >= 0 && value <= 12) {
        body.write(0xf1 + (int) value);
      } else if (value == (byte) value) {
        body.write(0xfe);
        little(body, value, 1);
      } else if (value == (short) value) {
        body.write(0xc0);
        little(body, value, 2);
      } else if (value >= -(1 << 23) && value < 1 << 23) {
        body.write(0xf0);
        little(body, value, 3);
      } else if (value == (int) value) {
        body.write(0xd0);
        little(body, value, 4);
      } else {
        body.write(0xe0);
        little(body, value, 8);
      }
    } else if (element.length() < 64) {
      body.write(element.length());
      body.writeBytes(bytes(element));
    } else if (element.length() < 1 << 14) {
      body.write(0x40 | element.length() >> 8);
      body.write(element.length() & 0xff);
      body.writeBytes(bytes(element));
    } else {
      body.write(0x80);
      for (int shift = 24; shift >= 0; shift -= 8) {
        body.write(element.length() >> shift);
      }
      body.writeBytes(bytes(element));
    }
  }

  /** A listpack of short strings. */
  static byte[] listpack(String... elements) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String element : elements) {
      body.write(0x80 | element.length());
      body.writeBytes(bytes(element));
      body.write(1 + element.length());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    little(all, 7 + body.size(), 4);
    little(all, elements.length, 2);
    all.writeBytes(body.toByteArray());
    all.write(0xff);
    return all.toByteArray();
  }

  /** A zipmap, with some room to spare behind each value. */
  static byte[] zipmap(String... fieldsAndValues) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(fieldsAndValues.length / 2);
    for (int i = 0; i < fieldsAndValues.length; i++) {
      all.write(fieldsAndValues[i].length());
      if (i % 2 == 1) {
        all.write(2);
      }
      all.writeBytes(bytes(fieldsAndValues[i]));
      if (i % 2 == 1) {
        all.writeBytes(new byte[2]);
      }
    }
    all.write(0xff);
    return all.toByteArray();
  }

  /** An intset of integers in ascending order. */
  static byte[] intset(int width, long... values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    little(all, width, 4);
    little(all, values.length, 4);
    for (long value : values) {
      little(all, value, width);
    }
    return all.toByteArray();
  }
}
