package dev.larder.internal.table;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes entries of a table by chance. */
public final class Sampling {
  private static final int CHAIN = 4;
  private static final int TRIES = 256;

  private Sampling() {}

  /**
   * An entry, expired or not. A bucket is drawn, then a place in a chain of four; an empty place is
   * drawn again, so that entries are equally likely but for those deep in a chain. O(1) expected;
   * in a table that is nearly empty the first entry after a bucket that was drawn.
   *
   * @param tab a generation
   * @return the entry, or null when none was found
   */
  public static @Nullable Node draw(Node[] tab, RandomGenerator random) {
    int capacity = Buckets.capacity(tab);
    for (int i = 0; i < TRIES; i++) {
      Node head = TableIterator.contentOf(tab, random.nextInt(capacity));
      Node entry = Chain.firstEntry(head);
      for (int place = random.nextInt(CHAIN); entry != null && place > 0; place--) {
        entry = Chain.following(head, entry);
      }
      if (entry != null) {
        return entry;
      }
    }
    int start = random.nextInt(capacity);
    for (int i = 0; i < capacity; i++) {
      Node entry = Chain.firstEntry(TableIterator.contentOf(tab, (start + i) & (capacity - 1)));
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }
}
