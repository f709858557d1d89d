package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Limits;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BITFIELD: integers of any width at any bit of a string. */
final class BitField {
  private static final byte[] EMPTY = new byte[0];

  private BitField() {}

  private enum Action {
    GET,
    SET,
    INCRBY
  }

  /** What becomes of a number that doesn't fit. */
  private enum Overflow {
    WRAP,
    SAT,
    FAIL
  }

  /**
   * An integer type.
   *
   * @param signed whether the highest bit is the sign
   * @param width in bits: up to 64, or 63 without a sign
   */
  private record Type(boolean signed, int width) {
    static Type read(byte[] bytes) {
      boolean signed = bytes.length > 0 && bytes[0] == 'i';
      if (bytes.length < 2 || !signed && bytes[0] != 'u') {
        throw Errors.bitfieldType();
      }
      byte[] digits = Arrays.copyOfRange(bytes, 1, bytes.length);
      long width = Numbers.isInteger(digits) ? Numbers.integer(digits) : 0;
      if (width < 1 || width > (signed ? 64 : 63)) {
        throw Errors.bitfieldType();
      }
      return new Type(signed, (int) width);
    }

    long least() {
      return signed ? -1L << (width - 1) : 0;
    }

    long greatest() {
      return signed ? ~least() : (1L << width) - 1;
    }

    /** The number that the lowest bits are. */
    long wrapped(long value) {
      int unused = Long.SIZE - width;
      return signed ? value << unused >> unused : value << unused >>> unused;
    }

    /**
     * What is stored for a number, or null for nothing. Without a sign it has 64 bits itself; with
     * one, a number so far below the least that the distance to the greatest leaves 64 bits counts
     * as too great, as in Redis.
     */
    @Nullable Long fitted(long value, Overflow overflow) {
      boolean over =
          signed
              ? value > greatest() || width < Long.SIZE && greatest() - value < 0
              : Long.compareUnsigned(value, greatest()) > 0;
      boolean under = signed && value < least();
      return over || under ? instead(value, over, overflow) : Long.valueOf(value);
    }

    private @Nullable Long instead(long value, boolean over, Overflow overflow) {
      return switch (overflow) {
        case WRAP -> Long.valueOf(wrapped(value));
        case SAT -> Long.valueOf(over ? greatest() : least());
        case FAIL -> null;
      };
    }

    /** What is stored for a sum, or null for nothing; the sum may have left the 64 bits. */
    @Nullable Long sum(long left, long right, Overflow overflow) {
      long sum = left + right;
      boolean left64 = ((left ^ sum) & (right ^ sum)) < 0;
      boolean over = left64 ? right > 0 : sum > greatest();
      boolean under = left64 ? right < 0 : sum < least();
      return over || under ? instead(sum, over, overflow) : Long.valueOf(sum);
    }
  }

  private record Step(Action action, Type type, long offset, long value, Overflow overflow) {
    long last() {
      return offset + type.width - 1;
    }
  }

  private static List<Step> read(Args args) {
    List<Step> steps = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    for (int i = 2; i < args.count(); ) {
      int left = args.count() - i - 1;
      if (args.is(i, "OVERFLOW") && left >= 1) {
        overflow = overflow(args, i + 1);
        i += 2;
        continue;
      }
      Action action;
      if (args.is(i, "GET") && left >= 2) {
        action = Action.GET;
      } else if (args.is(i, "SET") && left >= 3) {
        action = Action.SET;
      } else if (args.is(i, "INCRBY") && left >= 3) {
        action = Action.INCRBY;
      } else {
        throw Errors.syntax();
      }
      Type type = Type.read(args.bytes(i + 1));
      long offset = offset(args.bytes(i + 2), type);
      long value = action == Action.GET ? 0 : args.integer(i + 3);
      steps.add(new Step(action, type, offset, value, overflow));
      i += action == Action.GET ? 3 : 4;
    }
    return steps;
  }

  private static Overflow overflow(Args args, int i) {
    for (Overflow overflow : Overflow.values()) {
      if (args.is(i, overflow.name())) {
        return overflow;
      }
    }
    throw Errors.bitfieldOverflow();
  }

  private static long offset(byte[] bytes, Type type) {
    if (bytes.length > 0 && bytes[0] == '#') {
      return BitCommands.offset(Arrays.copyOfRange(bytes, 1, bytes.length), type.width);
    }
    return BitCommands.offset(bytes, 1);
  }

  /** What BITFIELD does to its key: with GET alone it only reads it. */
  static String access(Args args) {
    return reads(args) ? "RO access" : "RW access update";
  }

  /** Whether it only reads. */
  static boolean reads(Args args) {
    for (int i = 2; i < args.count(); i++) {
      if (args.is(i, "SET") || args.is(i, "INCRBY")) {
        return false;
      }
    }
    return true;
  }

  static void run(Call call, boolean readOnly) {
    List<Step> steps = read(call.args());
    Name key = call.args().name(1);
    long lastWritten = -1;
    for (Step step : steps) {
      if (step.action != Action.GET) {
        lastWritten = Math.max(lastWritten, step.last());
      }
    }
    if (lastWritten < 0) {
      byte[] bytes = call.db().string(key).get();
      answer(
          call.reply(), steps, apply(steps, bytes == null ? EMPTY : bytes, false, new boolean[1]));
      return;
    }
    if (readOnly) {
      throw Errors.bitfieldReadOnly();
    }
    change(call, key, steps, (lastWritten >> 3) + 1);
  }

  private static void change(Call call, Name key, List<Step> steps, long length) {
    Long[][] results = new Long[1][];
    boolean[] written = new boolean[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              written[0] = false;
              byte[] before = current == null ? EMPTY : current;
              byte[] made = Arrays.copyOf(before, Limits.length(Math.max(before.length, length)));
              boolean grows = made.length > before.length;
              results[0] = apply(steps, made, grows, written);
              return new Made(made, expiresAt, Form.GROWN);
            });
    if (written[0]) {
      call.notify('$', "setbit", key);
    }
    answer(call.reply(), steps, results[0]);
  }

  /**
   * Does the steps, one after the other; null stands for one that failed.
   *
   * @param grows whether the string got longer for them: then each one that sets something counts
   * @param written becomes true if a step changed something, though a later one may undo it
   */
  private static @Nullable Long[] apply(
      List<Step> steps, byte[] bytes, boolean grows, boolean[] written) {
    @Nullable Long[] results = new Long[steps.size()];
    for (int i = 0; i < results.length; i++) {
      Step step = steps.get(i);
      long before = get(bytes, step);
      if (step.action == Action.GET) {
        results[i] = before;
        continue;
      }
      boolean sets = step.action == Action.SET;
      Long after =
          sets
              ? step.type.fitted(step.value, step.overflow)
              : step.type.sum(before, step.value, step.overflow);
      if (after != null) {
        put(bytes, step, after);
        written[0] |= grows || before != after;
        results[i] = sets ? Long.valueOf(before) : after;
      }
    }
    return results;
  }

  private static long get(byte[] bytes, Step step) {
    long value = 0;
    for (long at = step.offset; at <= step.last(); at++) {
      boolean set = at >> 3 < bytes.length && Bits.get(bytes, at);
      value = value << 1 | (set ? 1 : 0);
    }
    return step.type.wrapped(value);
  }

  private static void put(byte[] bytes, Step step, long value) {
    long rest = value;
    for (long at = step.last(); at >= step.offset; at--) {
      int mask = 0x80 >> (at & 7);
      int index = (int) (at >> 3);
      bytes[index] = (byte) ((rest & 1) == 1 ? bytes[index] | mask : bytes[index] & ~mask);
      rest >>>= 1;
    }
  }

  private static void answer(Reply reply, List<Step> steps, @Nullable Long[] results) {
    reply.array(steps.size());
    for (Long result : results) {
      if (result == null) {
        reply.nullBulk();
      } else {
        reply.integer(result);
      }
    }
  }
}
