package dev.larder.internal.table;

import java.util.function.Consumer;

/**
 * Walks a table a few buckets at a time, with nothing kept between the steps but a number. An entry
 * that is there from the first step to the last is shown at least once, whatever the table does
 * meanwhile; others some times or never.
 *
 * <p>The number is a bucket's index, counted from its highest bit down: the buckets into which one
 * is split, and those that are joined into one, follow each other in this order, so that what has
 * been walked in a table of one size has been in one of another size. (The method is Pieter
 * Noordhuis's, of Redis.)
 */
public final class TableScan {
  private TableScan() {}

  /**
   * Walks on.
   *
   * @param tab the generation in use
   * @param cursor 0 at first, then what the step before returned
   * @param count after about so many entries it stops; after ten times as many buckets, too
   * @return where to go on, 0 at the end
   */
  public static long step(Node[] tab, long cursor, int count, Consumer<Node> sink) {
    long mask = Buckets.capacity(tab) - 1L;
    long buckets = Math.min(Buckets.capacity(tab), count * 10L);
    long at = cursor & mask;
    int found = 0;
    do {
      Node head = TableIterator.contentOf(tab, (int) at);
      for (Node node = Chain.firstEntry(head); node != null; node = Chain.following(head, node)) {
        sink.accept(node);
        found++;
      }
      at = following(at, mask);
    } while (at != 0 && --buckets > 0 && found < count);
    return at;
  }

  /** The index after another one: one is added at the highest bit and carried down. */
  static long following(long index, long mask) {
    return Long.reverse(Long.reverse(index | ~mask) + 1);
  }
}
