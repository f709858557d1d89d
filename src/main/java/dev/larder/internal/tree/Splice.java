package dev.larder.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * How one version of a list becomes another: from an index on, some items are removed and others
 * put there. What the versions share is found by identity and skipped, so between neighbouring
 * versions this costs O(log n) and what the change itself copied.
 *
 * @param from the index
 * @param removed how many items of the version before go
 * @param added how many items of the version after stand there
 */
public record Splice(int from, int removed, int added) {
  /** The shortest splice, items being the same only if they are the same object. */
  public static Splice between(ListTree<?> before, ListTree<?> after) {
    int most = Math.min(before.size(), after.size());
    int prefix = prefix(before, after, most);
    int suffix = suffix(before, after, most - prefix);
    return new Splice(prefix, before.size() - prefix - suffix, after.size() - prefix - suffix);
  }

  @SuppressWarnings("ReferenceEquality") // shared parts are the same objects
  private static int prefix(ListTree<?> before, ListTree<?> after, int most) {
    int i = 0;
    if (before.head == after.head && before.root == after.root) {
      i = before.tailStart;
    }
    while (i < most) {
      Node shared = shared(before, i, after, i, true);
      if (shared != null) {
        i += shared.size();
      } else if (before.get(i) == after.get(i)) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  @SuppressWarnings("ReferenceEquality") // shared parts are the same objects
  private static int suffix(ListTree<?> before, ListTree<?> after, int most) {
    int i = 0;
    if (before.tail == after.tail && before.root == after.root) {
      i = before.size() - before.head.length;
    }
    while (i < most) {
      int inBefore = before.size() - i;
      int inAfter = after.size() - i;
      Node shared = shared(before, inBefore, after, inAfter, false);
      if (shared != null) {
        i += shared.size();
      } else if (before.get(inBefore - 1) == after.get(inAfter - 1)) {
        i++;
      } else {
        break;
      }
    }
    return Math.min(i, most);
  }

  /** The largest node that begins (or ends) at an index in both versions, or null. */
  @SuppressWarnings("ReferenceEquality") // shared parts are the same objects
  private static @Nullable Node shared(
      ListTree<?> before, int inBefore, ListTree<?> after, int inAfter, boolean begins) {
    Node mine = first(before, inBefore, begins);
    while (mine != null) {
      for (Node theirs = first(after, inAfter, begins);
          theirs != null;
          theirs = smaller(theirs, begins)) {
        if (mine == theirs) {
          return mine;
        }
      }
      mine = smaller(mine, begins);
    }
    return null;
  }

  /** The largest node of the tree that begins or ends at an index, or null. */
  private static @Nullable Node first(ListTree<?> list, int index, boolean begins) {
    Node node = list.root;
    int at = index - list.head.length;
    if (at < 0 || at > node.size() || node.size() == 0) {
      return null;
    }
    while (at != (begins ? 0 : node.size())) {
      if (node.isLeaf() || at == (begins ? node.size() : 0)) {
        return null;
      }
      int child = node.childAt(begins ? at : at - 1);
      at -= node.start(child);
      node = node.child(child);
    }
    return node;
  }

  /** The outermost child on the side of interest. */
  private static @Nullable Node smaller(Node node, boolean begins) {
    return node.isLeaf() ? null : node.child(begins ? 0 : node.count() - 1);
  }
}
