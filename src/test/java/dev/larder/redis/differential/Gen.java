package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Chance for families, from one seed. Pools are small, so that keys, fields and members meet again.
 * Values of each pool are made to hurt; none of them makes a server answer or hold megabytes.
 */
final class Gen {
  /** What keys are mostly of. {@code ANY} is for commands of every type. */
  enum Type {
    STRING,
    BITS,
    HYPERLOGLOG,
    HASH,
    LIST,
    SET,
    ZSET,
    GEO,
    STREAM,
    ANY
  }

  private static final int OWN_KEYS = 4;
  private static final int OWN_KEY_PERCENT = 80;

  private static final List<Type> TYPES = List.of(Type.values());

  private final SplittableRandom random;
  private int deadlines;

  Gen(SplittableRandom random) {
    this.random = random;
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends are possible. */
  long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A command, or a part of one, from strings, numbers, byte arrays and lists of these. */
  List<byte[]> args(Object... parts) {
    List<byte[]> args = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof byte[] bytes) {
        args.add(bytes);
      } else if (part instanceof List<?> list) {
        args.addAll(args(list.toArray()));
      } else {
        args.add(Bytes.of(part.toString()));
      }
    }
    return args;
  }

  /** These parts with this chance, else nothing: {@code args("SET", k, v, maybe(20, "NX"))}. */
  List<byte[]> maybe(int percent, Object... parts) {
    return chance(percent) ? args(parts) : List.of();
  }

  /** From one to {@code atMost} of what the supplier gives. */
  List<byte[]> some(int atMost, Supplier<?> part) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 1 + below(atMost); i > 0; i--) {
      parts.addAll(args(part.get()));
    }
    return parts;
  }

  /** Mostly a key of this type; sometimes one that may hold anything. */
  byte[] key(Type type) {
    if (type == Type.ANY) {
      return key(pick(TYPES.subList(0, TYPES.size() - 1)));
    }
    if (chance(OWN_KEY_PERCENT)) {
      return Bytes.of(type.name().toLowerCase(Locale.ROOT) + below(OWN_KEYS));
    }
    return Bytes.of(pick(Pools.SHARED_KEYS));
  }

  /** A string's value, a list's item: numbers, texts, bytes. */
  byte[] value() {
    return switch (below(10)) {
      case 0, 1 -> number();
      case 2 -> floating();
      case 3 -> integer();
      case 4 -> Bytes.of(pick(Pools.BYTES));
      case 5 -> Bytes.of("v".repeat(pick(Pools.LENGTHS)));
      case 6 -> bytes(below(20));
      default -> Bytes.of(pick(Pools.WORDS));
    };
  }

  /** A hash's field. */
  byte[] field() {
    return chance(90) ? Bytes.of("f" + below(8)) : Bytes.of(pick(Pools.BYTES));
  }

  /**
   * A member of a set or sorted set: small numbers, so that there are sets of integers, or words.
   */
  byte[] member() {
    return switch (below(12)) {
      case 0 -> Bytes.of(pick(Pools.BYTES));
      case 1 -> integer();
      case 2, 3, 4, 5 -> Bytes.of(pick(Pools.WORDS));
      default -> Bytes.of(Integer.toString(below(10)));
    };
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) below(256);
    }
    return bytes;
  }

  /** A small whole number. */
  byte[] number() {
    return Bytes.of(Integer.toString(below(30) - 10));
  }

  /** To add or to store: at the edges of what 64 bits hold, or what is nearly a number. */
  byte[] integer() {
    return chance(50) ? number() : Bytes.of(pick(Pools.INTEGERS));
  }

  /** To add or to store: as above, and infinities, and what is nearly a number. */
  byte[] floating() {
    return switch (below(4)) {
      case 0 -> number();
      case 1 -> Bytes.of(Double.toString((below(2_000_001) - 1_000_000) / 1024.0));
      default -> Bytes.of(pick(Pools.FLOATS));
    };
  }

  /** A position: small, negative, beyond both ends. */
  byte[] index() {
    return chance(85) ? number() : Bytes.of(pick(Pools.INDEXES));
  }

  /** How many: never so negative that a server would repeat itself without end. */
  byte[] count() {
    return Bytes.of(chance(80) ? Integer.toString(below(7)) : pick(Pools.COUNTS));
  }

  /** A sorted set's score. */
  byte[] score() {
    return chance(70) ? Bytes.of(pick(Pools.SCORES)) : floating();
  }

  /** An end of a range of scores, also exclusive. */
  byte[] scoreBound() {
    return Bytes.of((chance(25) ? "(" : "") + Bytes.text(score()));
  }

  /** An end of a range of members. */
  byte[] lexBound() {
    return chance(30)
        ? Bytes.of(pick("-", "+", "", "x"))
        : Bytes.of(pick("[", "(") + Bytes.text(member()));
  }

  /** A glob for keys, fields and members. */
  byte[] pattern() {
    return Bytes.of(pick(Pools.PATTERNS));
  }

  /** Neither empty nor any good. */
  byte[] garbage() {
    return Bytes.of(pick(Pools.GARBAGE));
  }

  /**
   * Seconds from now, far in the future. No two of a program are equal or near: which of two
   * deadlines is the later must not depend on the time that passed in between.
   */
  long seconds() {
    return 100_000 + deadlines++ * 7_919L % 10_007 * 1_000;
  }

  long millis() {
    return seconds() * 1_000;
  }

  /** A point in time after the year 2100, in seconds since 1970; each time another. */
  long unixSeconds() {
    return 4_102_444_800L + seconds();
  }

  long unixMillis() {
    return unixSeconds() * 1_000;
  }
}
