package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.tree.ListCursor;
import dev.larder.internal.tree.ListTree;

/** A list in bytes, as recovery finds it. */
public final class StoredList extends StoredCollection {
  private ListTree<byte[]> items = ListTree.empty();
  private long version = -1;
  private boolean lacks;

  StoredList(long id) {
    super(id);
  }

  /** The items' bytes, not to be changed. */
  public ListTree<byte[]> items() {
    return items;
  }

  /** Which version of the list this is. */
  public long version() {
    return version;
  }

  /**
   * Reads where items begin, and the items, and puts them in place of those from there on.
   *
   * @param mayLack whether items before them may be lost; then they follow those that are there,
   *     and no splice can follow any more
   * @return whether none is lost
   */
  boolean append(long newVersion, ByteSource in, boolean mayLack) {
    int from = in.getCount();
    if (from > items.size()) {
      if (!mayLack) {
        throw new IllegalArgumentException(
            "items from at most " + items.size() + " on, found " + from);
      }
      lacks = true;
    }
    if (!lacks) {
      items = items.slice(0, from);
    }
    for (int i = in.getCount(); i > 0; i--) {
      items = items.pushLast(in.getSized());
    }
    version = newVersion;
    return !lacks;
  }

  /**
   * Reads a splice and applies it, if it follows this version.
   *
   * @return whether it did
   */
  boolean splice(long newVersion, ByteSource in) {
    int from = in.getCount();
    int removed = in.getCount();
    int added = in.getCount();
    boolean follows = !lacks && newVersion == version + 1 && from + (long) removed <= items.size();
    ListTree<byte[]> changed = follows ? without(from, removed) : items;
    for (int i = 0; i < added; i++) {
      byte[] item = in.getSized();
      if (follows) {
        changed = insert(changed, from + i, item);
      }
    }
    if (follows) {
      items = changed;
      version = newVersion;
    }
    return follows;
  }

  private ListTree<byte[]> without(int from, int removed) {
    if (removed == 1 && from == 0) {
      return items.withoutFirst();
    }
    if (removed == 1 && from == items.size() - 1) {
      return items.withoutLast();
    }
    return removed == 0 ? items : items.removeRange(from, from + removed);
  }

  private static ListTree<byte[]> insert(ListTree<byte[]> list, int index, byte[] item) {
    if (index == list.size()) {
      return list.pushLast(item);
    }
    return index == 0 ? list.pushFirst(item) : list.insert(index, item);
  }

  @Override
  public long writeTo(ChangeWriter out) {
    int index = 0;
    for (ListCursor<byte[]> all = items.iterator(0); all.hasNext(); index++) {
      out.append(id(), version, index, 1);
      out.out().putSized(all.next());
      out.boundary();
    }
    return index;
  }

  @Override
  public boolean isInhabited(long now) {
    return !items.isEmpty();
  }
}
