package dev.larder.internal.stream;

import java.util.Arrays;
import java.util.Comparator;

/** What stands in an order by names, as unsigned bytes. */
interface ByName {
  /** Orders those with the same {@link #key}. */
  Comparator<ByName> ORDER = (a, b) -> Arrays.compareUnsigned(a.name(), b.name());

  /** The name, not to be changed. */
  byte[] name();

  /** Its key in a tree: the first eight bytes, in the order of signed numbers. */
  default long key() {
    byte[] name = name();
    long key = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      key = key << 8 | (i < name.length ? name[i] & 0xff : 0);
    }
    return key ^ Long.MIN_VALUE;
  }
}
