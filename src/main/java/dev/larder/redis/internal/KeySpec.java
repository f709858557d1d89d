package dev.larder.redis.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Some of the keys of a command, and what is done to them, as COMMAND INFO says it.
 *
 * @param flags words such as {@code RW access update}
 * @param begin where to begin
 * @param find which arguments are keys from there on
 * @param notes what else there is to say, or null
 */
public record KeySpec(String flags, Begin begin, Find find, @Nullable String notes) {
  /** Where to begin. */
  public sealed interface Begin {}

  /** At an argument. */
  public record At(int index) implements Begin {}

  /** Behind a word, which is looked for from an argument on. */
  public record Behind(String word, int from) implements Begin {}

  /** Nobody can say without running the command. */
  public record Anywhere() implements Begin, Find {}

  /** Which arguments are keys. */
  public sealed interface Find permits Range, Counted, Anywhere {}

  /**
   * Up to the last.
   *
   * @param last relative to the first; negative from the end
   * @param limit 2 for the first half of what is left, and so on
   */
  public record Range(int last, int step, int limit) implements Find {}

  /** As many as an argument says; all relative to where it begins. */
  public record Counted(int count, int first, int step) implements Find {}

  /** One key. */
  public static KeySpec at(int index, String flags) {
    return new KeySpec(flags, new At(index), new Range(0, 1, 0), null);
  }

  /** All arguments from one on. */
  public static KeySpec from(int index, String flags) {
    return new KeySpec(flags, new At(index), new Range(-1, 1, 0), null);
  }

  /** As many as an argument says, behind it. */
  public static KeySpec counted(int index, String flags) {
    return new KeySpec(flags, new At(index), new Counted(0, 1, 1), null);
  }

  /** One key behind a word. */
  public static KeySpec behind(String word, int from, String flags) {
    return new KeySpec(flags, new Behind(word, from), new Range(0, 1, 0), null);
  }

  /** The first half of all arguments behind a word. */
  public static KeySpec halfBehind(String word, int from, String flags) {
    return new KeySpec(flags, new Behind(word, from), new Range(-1, 1, 2), null);
  }

  /** Keys that only the command itself finds. */
  public static KeySpec anywhere(String flags, String notes) {
    return new KeySpec(flags, new Anywhere(), new Anywhere(), notes);
  }

  /** The same, with something more to say. */
  public KeySpec note(String text) {
    return new KeySpec(flags, begin, find, text);
  }

  /** Whether it tells where the keys are. */
  boolean isKnown() {
    return !(begin instanceof Anywhere);
  }

  /** As a first, a last and a step say it. */
  static KeySpec of(int first, int last, int step, String flags) {
    int relative = last < 0 ? last : last - first;
    return new KeySpec(flags, new At(first), new Range(relative, step, 0), null);
  }

  /** Where it begins among the arguments, or -1. */
  private int start(Args args) {
    if (begin instanceof At at) {
      return at.index < args.count() ? at.index : -1;
    }
    if (begin instanceof Behind behind) {
      for (int i = behind.from; i < args.count() - 1; i++) {
        if (args.is(i, behind.word.toUpperCase(Locale.ROOT))) {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /** The indexes of the arguments that are keys; null if the arguments make no sense. */
  public int @Nullable [] keys(Args args) {
    int start = start(args);
    if (start < 0) {
      return new int[0];
    }
    int first = start;
    int last;
    int step;
    if (find instanceof Range range) {
      step = range.step;
      last = range.last >= 0 ? first + range.last : args.count() + range.last;
      if (range.limit > 1) {
        last = first + (args.count() - first) / range.limit - 1;
      }
    } else if (find instanceof Counted counted) {
      byte[] count = args.bytes(start + counted.count);
      step = counted.step;
      first = start + counted.first;
      if (!Numbers.isInteger(count) || Numbers.integer(count) < 1) {
        return null;
      }
      last = (int) Math.min(Integer.MAX_VALUE, first + (Numbers.integer(count) - 1) * step);
    } else {
      return new int[0];
    }
    if (last >= args.count() || last < first) {
      return null;
    }
    int[] keys = new int[(last - first) / step + 1];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = first + i * step;
    }
    return keys;
  }
}
