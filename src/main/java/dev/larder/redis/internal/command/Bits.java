package dev.larder.redis.internal.command;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Bits of byte arrays; the first is the highest of the first byte. */
final class Bits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bits() {}

  /** How strings are combined. */
  enum Operator {
    AND,
    OR,
    XOR,
    NOT;

    static @Nullable Operator of(String name) {
      for (Operator operator : values()) {
        if (operator.name().equals(name)) {
          return operator;
        }
      }
      return null;
    }

    private int apply(int left, int right) {
      return switch (this) {
        case AND -> left & right;
        case OR -> left | right;
        default -> left ^ right;
      };
    }
  }

  static boolean get(byte[] bytes, long offset) {
    return (bytes[(int) (offset >> 3)] & (0x80 >> (offset & 7))) != 0;
  }

  /** The bits of a range of bytes or bits. */
  static Span span(Span asked, boolean countsBits, int length) {
    if (countsBits) {
      return asked.within(length * 8L);
    }
    Span bytes = asked.within(length);
    return bytes.isEmpty() ? bytes : new Span(bytes.first() * 8, bytes.last() * 8 + 7);
  }

  /** The same, where both ends before the beginning don't make a range empty. */
  static Span from(long first, long last, boolean countsBits, int length) {
    long units = countsBits ? length * 8L : length;
    long from = Math.max(0, first < 0 ? first + units : first);
    long to = Math.min(units - 1, Math.max(0, last < 0 ? last + units : last));
    return span(new Span(from, to), countsBits, length);
  }

  /** How many of the bits from one to before another are set. */
  static long count(byte[] bytes, long from, long to) {
    long count = 0;
    long at = from;
    while (at < to) {
      if ((at & 7) == 0 && to - at >= Long.SIZE) {
        count += Long.bitCount((long) LONGS.get(bytes, (int) (at >> 3)));
        at += Long.SIZE;
      } else {
        count += get(bytes, at) ? 1 : 0;
        at++;
      }
    }
    return count;
  }

  /** The first bit of a value in a range, or -1. */
  static long find(byte[] bytes, boolean value, Span range) {
    long none = value ? 0 : -1;
    long at = range.first();
    while (at <= range.last()) {
      boolean whole = (at & 7) == 0 && range.last() - at >= Long.SIZE - 1;
      if (whole && (long) LONGS.get(bytes, (int) (at >> 3)) == none) {
        at += Long.SIZE;
      } else if (get(bytes, at) == value) {
        return at;
      } else {
        at++;
      }
    }
    return -1;
  }

  /** Strings combined byte by byte; a shorter one is filled up with zeros. */
  static byte[] combine(Operator operator, byte[][] sources, int length) {
    byte[] made = new byte[length];
    for (int i = 0; i < length; i++) {
      int value = at(sources[0], i);
      for (int s = 1; s < sources.length; s++) {
        value = operator.apply(value, at(sources[s], i));
      }
      made[i] = (byte) (operator == Operator.NOT ? ~value : value);
    }
    return made;
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] : 0;
  }
}
