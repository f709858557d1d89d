package dev.larder.internal.tree;

/**
 * Copies of short arrays, changed in one place. Each result is made by {@code new Object[n]}, never
 * by {@code clone()}: the compiler then knows its exact class and leaves out the store checks.
 */
final class Slots {
  static final Object[] NONE = {};

  private Slots() {}

  static Object[] insert(Object[] a, int at, Object item) {
    Object[] r = new Object[a.length + 1];
    System.arraycopy(a, 0, r, 0, at);
    r[at] = item;
    System.arraycopy(a, at, r, at + 1, a.length - at);
    return r;
  }

  static long[] insert(long[] a, int at, long key) {
    long[] r = new long[a.length + 1];
    System.arraycopy(a, 0, r, 0, at);
    r[at] = key;
    System.arraycopy(a, at, r, at + 1, a.length - at);
    return r;
  }

  static Object[] remove(Object[] a, int at) {
    Object[] r = new Object[a.length - 1];
    System.arraycopy(a, 0, r, 0, at);
    System.arraycopy(a, at + 1, r, at, r.length - at);
    return r;
  }

  static long[] remove(long[] a, int at) {
    long[] r = new long[a.length - 1];
    System.arraycopy(a, 0, r, 0, at);
    System.arraycopy(a, at + 1, r, at, r.length - at);
    return r;
  }

  static Object[] set(Object[] a, int at, Object item) {
    Object[] r = new Object[a.length];
    System.arraycopy(a, 0, r, 0, a.length);
    r[at] = item;
    return r;
  }

  static long[] set(long[] a, int at, long key) {
    long[] r = new long[a.length];
    System.arraycopy(a, 0, r, 0, a.length);
    r[at] = key;
    return r;
  }

  /** Takes the item at {@code from} out and puts {@code item} before the old {@code to}. */
  static Object[] move(Object[] a, int from, int to, Object item) {
    Object[] r = new Object[a.length];
    int low = Math.min(from, to);
    System.arraycopy(a, 0, r, 0, low);
    if (to > from) {
      System.arraycopy(a, from + 1, r, from, to - 1 - from);
      r[to - 1] = item;
      System.arraycopy(a, to, r, to, a.length - to);
    } else {
      r[to] = item;
      System.arraycopy(a, to, r, to + 1, from - to);
      System.arraycopy(a, from + 1, r, from + 1, a.length - from - 1);
    }
    return r;
  }

  /** The same for keys. */
  static long[] move(long[] a, int from, int to, long key) {
    long[] r = new long[a.length];
    int low = Math.min(from, to);
    System.arraycopy(a, 0, r, 0, low);
    if (to > from) {
      System.arraycopy(a, from + 1, r, from, to - 1 - from);
      r[to - 1] = key;
      System.arraycopy(a, to, r, to, a.length - to);
    } else {
      r[to] = key;
      System.arraycopy(a, to, r, to + 1, from - to);
      System.arraycopy(a, from + 1, r, from + 1, a.length - from - 1);
    }
    return r;
  }

  static Object[] range(Object[] a, int from, int to) {
    Object[] r = new Object[to - from];
    System.arraycopy(a, from, r, 0, r.length);
    return r;
  }

  static long[] range(long[] a, int from, int to) {
    long[] r = new long[to - from];
    System.arraycopy(a, from, r, 0, r.length);
    return r;
  }

  /** {@code a} with {@code count} slots from {@code at} on given up for all of {@code put}. */
  static Object[] splice(Object[] a, int at, int count, Object[] put) {
    Object[] r = new Object[a.length - count + put.length];
    System.arraycopy(a, 0, r, 0, at);
    System.arraycopy(put, 0, r, at, put.length);
    System.arraycopy(a, at + count, r, at + put.length, a.length - at - count);
    return r;
  }

  static Object[] concat(Object[] a, Object[] b) {
    return splice(a, a.length, 0, b);
  }

  static long[] concat(long[] a, long[] b) {
    long[] r = new long[a.length + b.length];
    System.arraycopy(a, 0, r, 0, a.length);
    System.arraycopy(b, 0, r, a.length, b.length);
    return r;
  }
}
