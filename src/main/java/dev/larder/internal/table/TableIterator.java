package dev.larder.internal.table;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the entries of a generation, weakly consistent: it shows each key at most once, every key
 * that is there from before its beginning to its end, and of changes since then some or none. For
 * one thread.
 */
public final class TableIterator {
  private final Node[] tab;
  private int index = -1;
  private @Nullable Node head;
  private @Nullable Node upcoming;

  /**
   * Begins a walk.
   *
   * @param tab a generation, or null for none
   */
  public TableIterator(Node @Nullable [] tab) {
    this.tab = tab == null ? RootMark.DEAD_ROOT : tab;
    advance();
  }

  /** Whether there is another entry. */
  public boolean hasNext() {
    return upcoming != null;
  }

  /** The next entry, expired or not. */
  public Node next() {
    Node entry = upcoming;
    if (entry == null) {
      throw new NoSuchElementException();
    }
    upcoming = Chain.following(head, entry);
    if (upcoming == null) {
      advance();
    }
    return entry;
  }

  private void advance() {
    while (++index < Buckets.capacity(tab)) {
      head = contentOf(tab, index);
      upcoming = Chain.firstEntry(head);
      if (upcoming != null) {
        return;
      }
    }
  }

  /** The entries that a bucket holds, or held when it was frozen. */
  public static @Nullable Node contentOf(Node[] tab, int index) {
    Node settled = Table.settle(tab, index);
    return settled instanceof Mark.Frozen frozen ? frozen.content : settled;
  }
}
