package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;

/**
 * A part of a string from one position to another, both in it; negative ones count from the end.
 *
 * @param first the first
 * @param last the last
 */
record Span(long first, long last) {
  private static final Span NONE = new Span(0, -1);

  /** Reads two arguments. */
  static Span read(Args args, int at) {
    return new Span(args.integer(at), args.integer(at + 1));
  }

  /** What lies within so many positions: not negative, or empty. */
  Span within(long length) {
    if (first < 0 && last < 0 && first > last) {
      return NONE; // also where both would come to lie before the beginning
    }
    long from = Math.max(0, first < 0 ? first + length : first);
    long to = Math.max(0, last < 0 ? last + length : last);
    to = Math.min(to, length - 1);
    return from > to ? NONE : new Span(from, to);
  }

  boolean isEmpty() {
    return first > last;
  }
}
