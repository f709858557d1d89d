package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cursor and the options of HSCAN, SSCAN and ZSCAN.
 *
 * @param pattern what MATCH gave, or null
 */
record ScanOptions(long cursor, int count, @Nullable Glob pattern) {
  private static final int USUAL = 10;
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}");

  /** The cursor alone, which is looked at before the key is. */
  static long cursor(Args args, int at) {
    return cursor(args.latin(at));
  }

  /** Reads the cursor and what follows it. */
  static ScanOptions read(Args args, int at) {
    long cursor = cursor(args, at);
    int count = USUAL;
    Glob pattern = null;
    for (int i = at + 1; i < args.count(); i += 2) {
      if (i + 1 == args.count()) {
        throw Errors.syntax();
      }
      if (args.is(i, "COUNT")) {
        long given = args.integer(i + 1);
        if (given < 1) {
          throw Errors.syntax();
        }
        count = (int) Math.min(Integer.MAX_VALUE, given);
      } else if (args.is(i, "MATCH")) {
        pattern = new Glob(args.bytes(i + 1));
      } else {
        throw Errors.syntax();
      }
    }
    return new ScanOptions(cursor, count, pattern);
  }

  private static long cursor(String text) {
    BigInteger cursor = text.isEmpty() ? BigInteger.ZERO : null;
    if (NUMBER.matcher(text).matches()) {
      cursor = new BigInteger(text);
    }
    if (cursor == null || cursor.abs().bitLength() > Long.SIZE) {
      throw Errors.invalidCursor();
    }
    return cursor.longValue();
  }

  /** Adds an element, and what stands beside it, if it matches. */
  void add(List<byte[]> found, byte[] element, byte @Nullable [] beside) {
    if (pattern == null || pattern.matches(element)) {
      found.add(element);
      if (beside != null) {
        found.add(beside);
      }
    }
  }
}
