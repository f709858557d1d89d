package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * What a bucket's content becomes by a change: pure functions from head to head. The head that they
 * return is always a new object (or the shared mark of emptiness), which is what lets a
 * compare-and-set rely on identity.
 */
public final class Chain {
  /** A chain longer than this becomes a tree if its keys can be ordered. */
  private static final int LONGEST = 8;

  private Chain() {}

  /** The entry of a key, expired or not; O(length), O(log n) in an overfull bucket. */
  public static @Nullable Node find(@Nullable Node head, Object key, int hash) {
    for (Node node = head; node != null; node = node.next) {
      if (node.matches(key, hash)) {
        return node;
      }
    }
    return head instanceof TreeBucket overfull ? overfull.find(key, hash) : null;
  }

  /**
   * The bucket with an entry put in place of another, or added.
   *
   * @param head the bucket's content
   * @param found the entry that is replaced, as {@link #find} gave it
   * @return the new content
   */
  public static Node with(
      @Nullable Node head,
      @Nullable Node found,
      Object key,
      int hash,
      Object value,
      long expiresAt) {
    if (head instanceof TreeBucket overfull) {
      return overfull.with(found, Node.of(hash, key, value, expiresAt, Node.NO_SLOT, null));
    }
    if (found != null) {
      return Node.of(hash, found.key, value, expiresAt, found.slot(), without(head, found));
    }
    Node rest = entries(head);
    Node added = Node.of(hash, key, value, expiresAt, Node.NO_SLOT, rest);
    return rest == null || rest.next == null ? added : treeWhenLong(added);
  }

  /** The bucket with one of its entries known by a slot. */
  static Node withSlot(Node head, Node found, int slot) {
    if (head instanceof TreeBucket overfull) {
      return overfull.replaced(found, found.withSlot(slot));
    }
    return found.copy(slot, without(head, found));
  }

  /** The bucket with a copy of an entry whose key it does not have. */
  static Node withEntry(@Nullable Node head, Node entry) {
    if (head instanceof TreeBucket overfull) {
      return overfull.with(null, entry.withNext(null));
    }
    Node rest = entries(head);
    Node added = entry.withNext(rest);
    return rest == null || rest.next == null ? added : treeWhenLong(added);
  }

  /** The bucket with an entry added whose value is not made yet, and whose key it does not have. */
  static Node withLazy(
      @Nullable Node head,
      int hash,
      Object key,
      LazyNode.Source source,
      int place,
      long expiresAt) {
    if (head instanceof TreeBucket overfull) {
      return overfull.with(null, LazyNode.of(hash, key, source, place, expiresAt, null));
    }
    Node rest = entries(head);
    Node added = LazyNode.of(hash, key, source, place, expiresAt, rest);
    return rest == null || rest.next == null ? added : treeWhenLong(added);
  }

  /** The same content as a new object, which no compare-and-set of before can expect. */
  public static Node refreshed(Node head) {
    return head instanceof TreeBucket overfull ? overfull.copy() : head.withNext(head.next);
  }

  /** The bucket with one entry taken out; never null. */
  public static Node remove(@Nullable Node head, Node found) {
    if (head instanceof TreeBucket overfull) {
      return overfull.without(found);
    }
    Node rest = without(head, found);
    if (rest == null) {
      return Mark.Empty.INSTANCE;
    }
    // What followed a removed head has been at this place before: a copy has not.
    return head == found ? rest.withNext(rest.next) : rest;
  }

  /** The entries of {@code head} that belong to a bucket of a larger array. */
  static @Nullable Node select(@Nullable Node head, int mask, int index) {
    if (head instanceof TreeBucket overfull) {
      return overfull.select(mask, index);
    }
    // The end of the chain that belongs here as a whole moves as it is: a copy would lie far from
    // its key and value, and look-ups of a table that has grown would miss the cache for it.
    Node tail = null;
    for (Node node = head; node != null; node = node.next) {
      if ((node.hash & mask) != index) {
        tail = null;
      } else if (tail == null) {
        tail = node;
      }
    }
    Node result = tail;
    for (Node node = head; node != tail && node != null; node = node.next) {
      if ((node.hash & mask) == index) {
        result = node.withNext(result);
      }
    }
    return result;
  }

  /** The entries of both contents in one bucket. */
  static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
    if (left == null) {
      return right;
    }
    Node result = right;
    for (Node node = firstEntry(left); node != null; node = following(left, node)) {
      result = withEntry(result, node);
    }
    return result;
  }

  /** The first entry of a content, in an order that {@link #following} goes on with. */
  public static @Nullable Node firstEntry(@Nullable Node head) {
    if (head instanceof TreeBucket overfull) {
      return overfull.first();
    }
    return entries(head);
  }

  /** The entry after one of a content's entries. */
  public static @Nullable Node following(@Nullable Node head, Node entry) {
    return head instanceof TreeBucket overfull ? overfull.after(entry) : entry.next;
  }

  private static @Nullable Node entries(@Nullable Node head) {
    return head == null || head.isMark() ? null : head;
  }

  private static @Nullable Node without(@Nullable Node head, Node found) {
    Node rest = found.next;
    for (Node node = head; node != found && node != null; node = node.next) {
      rest = node.withNext(rest);
    }
    return rest;
  }

  private static Node treeWhenLong(Node head) {
    int length = 0;
    for (Node node = head; node != null; node = node.next) {
      length++;
    }
    if (length <= LONGEST) {
      return head;
    }
    Node overfull = TreeBucket.of(head);
    return overfull == null ? head : overfull;
  }
}
