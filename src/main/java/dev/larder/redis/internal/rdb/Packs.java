package dev.larder.redis.internal.rdb;

import java.util.ArrayList;
import java.util.List;

/**
 * The forms in which Redis packs a small collection into one string: listpack, ziplist, zipmap and
 * intset. Each answers the elements one after the other; integers become their digits.
 */
final class Packs {
  private static final int END = 0xff;

  private Packs() {}

  // ---- listpack ---------------------------------------------------------------------------------

  static List<byte[]> listpack(byte[] packed) {
    Cursor in = new Cursor(packed);
    long total = in.unsigned32();
    if (total != packed.length) {
      throw Cursor.refused("a listpack of " + total + " bytes in a string of " + packed.length);
    }
    long count = in.integer(2) & 0xffff;
    List<byte[]> elements = new ArrayList<>();
    while (in.peek() != END) {
      int before = in.left();
      elements.add(listpackElement(in));
      in.skip(backLength(before - in.left()));
    }
    in.next();
    if (in.left() != 0 || count != 0xffff && count != elements.size()) {
      throw Cursor.refused("a listpack of " + count + " elements with " + elements.size());
    }
    return elements;
  }

  private static byte[] listpackElement(Cursor in) {
    int head = in.next();
    if (head < 0x80) {
      return Cursor.text(head);
    }
    if (head < 0xc0) {
      return in.take(head & 0x3f);
    }
    if (head < 0xe0) {
      int value = (head & 0x1f) << 8 | in.next();
      return Cursor.text(value >= 1 << 12 ? value - (1 << 13) : value);
    }
    if (head < 0xf0) {
      return in.take((head & 0x0f) << 8 | in.next());
    }
    return switch (head) {
      case 0xf0 -> in.take(in.unsigned32());
      case 0xf1 -> Cursor.text(in.integer(2));
      case 0xf2 -> Cursor.text(in.integer(3));
      case 0xf3 -> Cursor.text(in.integer(4));
      case 0xf4 -> Cursor.text(in.integer(8));
      default -> throw Cursor.refused("no element of a listpack begins with " + head);
    };
  }

  /** How many bytes say the length of an element backwards, behind it. */
  private static int backLength(int length) {
    return length < 1 << 7
        ? 1
        : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : length < 1 << 28 ? 4 : 5;
  }

  // ---- ziplist ----------------------------------------------------------------------------------

  static List<byte[]> ziplist(byte[] packed) {
    Cursor in = new Cursor(packed);
    long total = in.unsigned32();
    if (total != packed.length) {
      throw Cursor.refused("a ziplist of " + total + " bytes in a string of " + packed.length);
    }
    in.skip(4); // where the last element is
    long count = in.integer(2) & 0xffff;
    List<byte[]> elements = new ArrayList<>();
    while (in.peek() != END) {
      if (in.next() == 0xfe) { // how long the element before is
        in.skip(4);
      }
      elements.add(ziplistElement(in));
    }
    in.next();
    if (in.left() != 0 || count != 0xffff && count != elements.size()) {
      throw Cursor.refused("a ziplist of " + count + " elements with " + elements.size());
    }
    return elements;
  }

  private static byte[] ziplistElement(Cursor in) {
    int head = in.next();
    return switch (head >> 6) {
      case 0 -> in.take(head & 0x3f);
      case 1 -> in.take((head & 0x3f) << 8 | in.next());
      case 2 -> {
        long length = 0;
        for (int i = 0; i < 4; i++) {
          length = length << 8 | in.next();
        }
        yield in.take(length);
      }
      default -> Cursor.text(ziplistInteger(head, in));
    };
  }

  private static long ziplistInteger(int head, Cursor in) {
    return switch (head) {
      case 0xc0 -> in.integer(2);
      case 0xd0 -> in.integer(4);
      case 0xe0 -> in.integer(8);
      case 0xf0 -> in.integer(3);
      case 0xfe -> in.integer(1);
      default -> {
        if (head < 0xf1 || head > 0xfd) {
          throw Cursor.refused("no element of a ziplist has the encoding " + head);
        }
        yield (head & 0x0f) - 1;
      }
    };
  }

  // ---- zipmap and intset ------------------------------------------------------------------------

  /** Fields and values by turns. */
  static List<byte[]> zipmap(byte[] packed) {
    Cursor in = new Cursor(packed);
    in.next(); // how many, if there are few
    List<byte[]> elements = new ArrayList<>();
    while (in.peek() != END) {
      elements.add(in.take(zipmapLength(in)));
      long length = zipmapLength(in);
      int free = in.next();
      elements.add(in.take(length));
      in.skip(free);
    }
    in.next();
    if (in.left() != 0) {
      throw Cursor.refused(in.left() + " bytes behind the end of a zipmap");
    }
    return elements;
  }

  private static long zipmapLength(Cursor in) {
    int length = in.next();
    if (length == END) {
      throw Cursor.refused("a zipmap that ends in the middle of an entry");
    }
    return length < 0xfe ? length : in.unsigned32();
  }

  static List<byte[]> intset(byte[] packed) {
    Cursor in = new Cursor(packed);
    long width = in.unsigned32();
    long count = in.unsigned32();
    if (width != 2 && width != 4 && width != 8 || count * width != in.left()) {
      throw Cursor.refused(
          "an intset of " + count + " integers of " + width + " bytes in " + in.left());
    }
    List<byte[]> elements = new ArrayList<>();
    while (in.left() > 0) {
      elements.add(Cursor.text(in.integer((int) width)));
    }
    return elements;
  }
}
