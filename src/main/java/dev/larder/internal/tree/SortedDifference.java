package dev.larder.internal.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What one version of a sorted tree has and another has not, by identity. Subtrees that both share
 * are skipped, so between neighbouring versions this costs what the change itself copied.
 *
 * @param <E> the items' type
 * @param removed the items of the version before that the version after does not have
 * @param added the items of the version after that the version before does not have
 */
public record SortedDifference<E>(List<E> removed, List<E> added) {
  /** Compares two versions. */
  @SuppressWarnings("unchecked") // leaves hold items
  public static <E> SortedDifference<E> between(SortedTree<E> before, SortedTree<E> after) {
    List<Object> mine = List.of(before.root);
    List<Object> theirs = List.of(after.root);
    int myHeight = before.root.height();
    int theirHeight = after.root.height();
    while (myHeight >= 0 || theirHeight >= 0) {
      if (myHeight == theirHeight) {
        List<Object> left = without(mine, theirs);
        theirs = without(theirs, mine);
        mine = left;
      }
      if (myHeight >= theirHeight) {
        mine = slots(mine);
      }
      if (theirHeight >= myHeight) {
        theirs = slots(theirs);
      }
      int height = Math.max(myHeight, theirHeight) - 1;
      myHeight = Math.min(myHeight, height);
      theirHeight = Math.min(theirHeight, height);
    }
    return new SortedDifference<>((List<E>) without(mine, theirs), (List<E>) without(theirs, mine));
  }

  /** The children of nodes, or the items of leaves. */
  private static List<Object> slots(List<Object> nodes) {
    List<Object> slots = new ArrayList<>();
    for (Object node : nodes) {
      Collections.addAll(slots, ((Node) node).slots);
    }
    return slots;
  }

  /** What is in one list and not in the other; both have what they share in the same order. */
  @SuppressWarnings("ReferenceEquality") // shared parts are the same objects
  private static List<Object> without(List<Object> list, List<Object> other) {
    int most = Math.min(list.size(), other.size());
    int prefix = 0;
    while (prefix < most && list.get(prefix) == other.get(prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < most - prefix
        && list.get(list.size() - 1 - suffix) == other.get(other.size() - 1 - suffix)) {
      suffix++;
    }
    List<Object> left = list.subList(prefix, list.size() - suffix);
    List<Object> right = other.subList(prefix, other.size() - suffix);
    if (left.size() <= 1 && right.size() <= 1) {
      return left;
    }
    Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    shared.addAll(right);
    List<Object> result = new ArrayList<>();
    for (Object object : left) {
      if (!shared.contains(object)) {
        result.add(object);
      }
    }
    return result;
  }
}
