package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The arguments of a command; the name of the command is argument 0. */
public final class Args {
  private final byte[][] args;

  /** The first argument as a name, once somebody has asked: several look it up. */
  private @Nullable Name first;

  /** The latest of the others, likewise. */
  private @Nullable Name other;

  private int otherIndex;

  /** The row of the command's name, once somebody has looked for it. */
  private @Nullable Command row;

  public Args(byte[][] args) {
    this.args = args;
  }

  /** How many there are, the command's name included. */
  public int count() {
    return args.length;
  }

  /** The bytes of an argument, which may be kept. */
  public byte[] bytes(int index) {
    return args[index];
  }

  /** All of them. */
  public byte[][] all() {
    return args;
  }

  /** How many bytes they have together. */
  public long bytes() {
    return bytes(args, args.length);
  }

  /** How many bytes the first of them have together. */
  public static long bytes(byte[][] args, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += args[i].length;
    }
    return sum;
  }

  /** An argument as a key, field or member. */
  public Name name(int index) {
    if (index != 1) {
      return other(index);
    }
    Name name = first;
    if (name == null) {
      name = Name.of(args[1]);
      first = name;
    }
    return name;
  }

  private Name other(int index) {
    Name name = other;
    if (name == null || otherIndex != index) {
      name = Name.of(args[index]);
      other = name;
      otherIndex = index;
    }
    return name;
  }

  /** The row of the command's name, or null if there is none. */
  @Nullable Command row(Server server) {
    Command known = row;
    if (known == null) {
      known = server.find(args[0]);
      row = known;
    }
    return known;
  }

  /** An argument as text. */
  public String text(int index) {
    return new String(args[index], StandardCharsets.UTF_8);
  }

  /** An argument as C text, which errors repeat: a character for each byte before the first NUL. */
  public String latin(int index) {
    int end = 0;
    while (end < args[index].length && args[index][end] != 0) {
      end++;
    }
    return new String(args[index], 0, end, StandardCharsets.ISO_8859_1);
  }

  /** An option's name in upper case; bytes beyond ASCII stay what they are. */
  public String upper(int index) {
    return new String(args[index], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
  }

  /** Whether an argument is a word, in any case. */
  public boolean is(int index, String upper) {
    byte[] arg = args[index];
    if (arg.length != upper.length()) {
      return false;
    }
    for (int i = 0; i < arg.length; i++) {
      int c = arg[i] >= 'a' && arg[i] <= 'z' ? arg[i] - 32 : arg[i];
      if (c != upper.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** An integer, as Redis reads one. */
  public long integer(int index) {
    return Numbers.integer(args[index]);
  }

  /** An integer that is not negative. */
  public long positive(int index) {
    return from(index, 0, Errors::notPositive);
  }

  /** An integer from 1 on, of which the error says the name. */
  public long positive(int index, String what) {
    return from(index, 1, () -> Errors.notPositive(what));
  }

  /** An integer from 0 on, of which the error says the name. */
  public long natural(int index, String what) {
    return from(index, 0, () -> Errors.negative(what));
  }

  /** An integer from a bound on, and what is said about any other argument. */
  public long from(int index, long low, Supplier<RedisException> otherwise) {
    byte[] bytes = args[index];
    if (Numbers.isInteger(bytes)) {
      long value = Numbers.integer(bytes);
      if (value >= low) {
        return value;
      }
    }
    throw otherwise.get();
  }

  /** A double, as Redis reads one. */
  public double number(int index) {
    return Numbers.number(args[index]);
  }
}
