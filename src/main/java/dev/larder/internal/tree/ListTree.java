package dev.larder.internal.tree;

import java.util.Collection;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A persistent sequence: every change gives a new one and leaves the old as it was, sharing all but
 * O(log n). Items are never null.
 *
 * <p>Between two short arrays, head and tail, lies a counted B+-tree. A push or pop at an end
 * copies one of the arrays; only about every sixteenth or later touches the tree, to which a full
 * array gives its inner part as a leaf, and from which an empty one takes the outermost leaf. What
 * is popped is not kept reachable.
 *
 * <p>Immutable, so safe to share between threads in any way. Indexes out of range throw {@link
 * IndexOutOfBoundsException}, null items {@link NullPointerException}.
 *
 * @param <E> the items' type
 */
public final class ListTree<E> {
  /** An end this long gives {@link #SPILL} items to the tree before it grows. */
  private static final int FULL = Node.LEAF_MAX * 3 / 4;

  /** Leaves a third of the end where it is, so that pops right after a spill stay cheap as well. */
  private static final int SPILL = Node.LEAF_MAX / 2;

  private static final ListTree<?> EMPTY = new ListTree<>(Slots.NONE, Node.EMPTY_LIST, Slots.NONE);

  final Object[] head;
  final Node root;
  final Object[] tail;

  /** The index of the tail's first item. */
  final int tailStart;

  private ListTree(Object[] head, Node root, Object[] tail) {
    this(head, root, tail, head.length + root.size());
  }

  private ListTree(Object[] head, Node root, Object[] tail, int tailStart) {
    this.head = head;
    this.root = root;
    this.tail = tail;
    this.tailStart = tailStart;
  }

  /** The sequence without items. */
  @SuppressWarnings("unchecked") // holds nothing, so fits every type
  public static <E> ListTree<E> empty() {
    return (ListTree<E>) EMPTY;
  }

  /** A sequence of these items; O(n). The array is copied. */
  public static <E> ListTree<E> of(E[] items) {
    return ofOwned(ownedCopy(items));
  }

  /** A sequence of these items, in the order of its iterator; O(n). */
  public static <E> ListTree<E> of(Collection<? extends E> items) {
    return ofOwned(ownedCopy(items.toArray()));
  }

  private static <E> ListTree<E> ofOwned(Object[] items) {
    int n = items.length;
    if (n == 0) {
      return empty();
    }
    return n <= FULL
        ? new ListTree<>(Slots.NONE, Node.EMPTY_LIST, items)
        : new ListTree<>(Slots.NONE, Rebalance.build(items, Node.NO_KEYS, n), Slots.NONE);
  }

  /** A checked copy: of the very type, since an array of strings could not take other items. */
  private static Object[] ownedCopy(@Nullable Object[] items) {
    Object[] copy = new Object[items.length];
    for (int i = 0; i < copy.length; i++) {
      Object item = items[i];
      if (item == null) {
        throw new NullPointerException("item " + i + " of " + copy.length + " is null");
      }
      copy[i] = item;
    }
    return copy;
  }

  /** The number of items. */
  public int size() {
    return tailStart + tail.length;
  }

  /** Whether there is no item. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** The item at {@code index}; O(log n). */
  public E get(int index) {
    int h = head.length;
    if (index >= h && index < tailStart) {
      return item(Walk.get(root, index - h));
    }
    checkItem(index);
    return item(index < h ? head[index] : tail[index - tailStart]);
  }

  /** With {@code item} in place of the one at {@code index}; O(log n). */
  public ListTree<E> with(int index, E item) {
    checkItem(index);
    Objects.requireNonNull(item, "item");
    int h = head.length;
    if (index < h) {
      return new ListTree<>(Slots.set(head, index, item), root, tail, tailStart);
    }
    if (index >= tailStart) {
      return new ListTree<>(head, root, Slots.set(tail, index - tailStart, item), tailStart);
    }
    return new ListTree<>(head, Update.set(root, index - h, item), tail, tailStart);
  }

  /** With {@code item} before the one at {@code index}, or last at the size; O(log n). */
  public ListTree<E> insert(int index, E item) {
    checkGap(index);
    Objects.requireNonNull(item, "item");
    int h = head.length;
    if (index >= tailStart) {
      return tail.length < FULL
          ? new ListTree<>(head, root, Slots.insert(tail, index - tailStart, item), tailStart)
          : spillTail().insert(index, item);
    }
    if (index <= h) {
      return h < FULL
          ? new ListTree<>(Slots.insert(head, index, item), root, tail, tailStart + 1)
          : spillHead().insert(index, item);
    }
    Node grown = Rebalance.root(Update.insert(root, index - h, 0, item));
    return new ListTree<>(head, grown, tail, tailStart + 1);
  }

  /** With all {@code items} before the one at {@code index}; O(m + log n). The array is copied. */
  public ListTree<E> insertAll(int index, Object[] items) {
    checkGap(index);
    Object[] put = ownedCopy(items);
    int m = put.length;
    int h = head.length;
    if (m == 0) {
      return this;
    }
    if (index >= tailStart && tail.length + m <= FULL) {
      Object[] longer = Slots.splice(tail, index - tailStart, 0, put);
      return new ListTree<>(head, root, longer, tailStart);
    }
    if (index <= h && h + m <= FULL) {
      return new ListTree<>(Slots.splice(head, index, 0, put), root, tail, tailStart + m);
    }
    if (index > h && index < tailStart && m <= Node.LEAF_MAX) {
      Node grown = Rebalance.root(Update.insertFew(root, index - h, put));
      return new ListTree<>(head, grown, tail, tailStart + m);
    }
    return slice(0, index).concat(ofOwned(put)).concat(slice(index, size()));
  }

  /** Without the item at {@code index}; O(log n). */
  public ListTree<E> remove(int index) {
    checkItem(index);
    int h = head.length;
    if (index < h) {
      return new ListTree<>(Slots.remove(head, index), root, tail, tailStart - 1);
    }
    if (index >= tailStart) {
      return new ListTree<>(head, root, Slots.remove(tail, index - tailStart), tailStart);
    }
    Node less = Rebalance.root(Update.remove(root, index - h));
    return new ListTree<>(head, less, tail, tailStart - 1);
  }

  /** The items from {@code from} to before {@code to}; O(log n). */
  public ListTree<E> slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    if (from == 0 && to == size()) {
      return this;
    }
    int h = head.length;
    int middle = tailStart - h;
    Object[] newHead = clip(head, from, to);
    Object[] newTail = clip(tail, from - tailStart, to - tailStart);
    int low = Math.max(0, Math.min(from - h, middle));
    int high = Math.max(low, Math.min(to - h, middle));
    Node newRoot = low == high ? Node.EMPTY_LIST : Update.drop(Update.take(root, high), low);
    return new ListTree<>(newHead, newRoot, newTail);
  }

  private static Object[] clip(Object[] items, int from, int to) {
    int low = Math.max(0, from);
    int high = Math.min(items.length, to);
    if (low >= high) {
      return Slots.NONE;
    }
    return high - low == items.length ? items : Slots.range(items, low, high);
  }

  /** Without the items from {@code from} to before {@code to}; O(log n). */
  public ListTree<E> removeRange(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    if (from == to) {
      return this;
    }
    if (from == 0 || to == size()) {
      return from == 0 ? slice(to, size()) : slice(0, from);
    }
    return slice(0, from).concat(slice(to, size()));
  }

  /** All items of this, then all of the other; O(log n). */
  public ListTree<E> concat(ListTree<? extends E> other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      @SuppressWarnings("unchecked") // immutable, so covariant
      ListTree<E> same = (ListTree<E>) other;
      return same;
    }
    int m = other.size();
    if (tail.length + m <= FULL) {
      return new ListTree<>(head, root, Slots.concat(tail, other.toArray()), tailStart);
    }
    Node left = Rebalance.join(root, Node.leaf(tail, Node.NO_KEYS));
    Node right = Rebalance.join(Node.leaf(other.head, Node.NO_KEYS), other.root);
    return new ListTree<>(head, Rebalance.join(left, right), other.tail);
  }

  /** With {@code item} before all others; amortised O(1). */
  public ListTree<E> pushFirst(E item) {
    Objects.requireNonNull(item, "item");
    Object[] h = head;
    return h.length < FULL
        ? new ListTree<>(Slots.insert(h, 0, item), root, tail, tailStart + 1)
        : spillHead().pushFirst(item);
  }

  /** With {@code item} after all others; amortised O(1). */
  public ListTree<E> pushLast(E item) {
    Objects.requireNonNull(item, "item");
    Object[] t = tail;
    return t.length < FULL
        ? new ListTree<>(head, root, Slots.insert(t, t.length, item), tailStart)
        : spillTail().pushLast(item);
  }

  private ListTree<E> spillHead() {
    int keep = head.length - SPILL;
    Node leaf = Node.leaf(Slots.range(head, keep, head.length), Node.NO_KEYS);
    Object[] kept = Slots.range(head, 0, keep);
    return new ListTree<>(kept, Rebalance.join(leaf, root), tail, tailStart);
  }

  private ListTree<E> spillTail() {
    Node leaf = Node.leaf(Slots.range(tail, 0, SPILL), Node.NO_KEYS);
    Object[] kept = Slots.range(tail, SPILL, tail.length);
    return new ListTree<>(head, Rebalance.join(root, leaf), kept, tailStart + SPILL);
  }

  /** The first item; throws {@link NoSuchElementException} if there is none. */
  public E first() {
    requireSome();
    return get(0);
  }

  /** The last item; throws {@link NoSuchElementException} if there is none. */
  public E last() {
    requireSome();
    return get(size() - 1);
  }

  /** Without the first item; amortised O(1). Throws {@link NoSuchElementException} on none. */
  public ListTree<E> withoutFirst() {
    Object[] h = head;
    if (h.length > 0) {
      return new ListTree<>(Slots.remove(h, 0), root, tail, tailStart - 1);
    }
    requireSome();
    if (tailStart == 0) {
      return new ListTree<>(h, root, Slots.remove(tail, 0), 0);
    }
    Object[] refill = Slots.remove(Update.edgeLeaf(root, true).slots, 0);
    Node rest = Rebalance.root(Update.withoutEdgeLeaf(root, true));
    return new ListTree<>(refill, rest, tail, tailStart - 1);
  }

  /** Without the last item; amortised O(1). Throws {@link NoSuchElementException} on none. */
  public ListTree<E> withoutLast() {
    Object[] t = tail;
    if (t.length > 0) {
      return new ListTree<>(head, root, Slots.remove(t, t.length - 1), tailStart);
    }
    requireSome();
    if (root.count() == 0) {
      return new ListTree<>(Slots.remove(head, head.length - 1), root, t, tailStart - 1);
    }
    Object[] last = Update.edgeLeaf(root, false).slots;
    Node rest = Rebalance.root(Update.withoutEdgeLeaf(root, false));
    Object[] refill = Slots.remove(last, last.length - 1);
    return new ListTree<>(head, rest, refill, tailStart - last.length);
  }

  /** The first index of an item equal to {@code item}, or -1; O(n). */
  public int indexOf(@Nullable Object item) {
    ListCursor<E> cursor = iterator(0);
    while (cursor.hasNext()) {
      if (cursor.next().equals(item)) {
        return cursor.nextIndex() - 1;
      }
    }
    return -1;
  }

  /** The last index of an item equal to {@code item}, or -1; O(n). */
  public int lastIndexOf(@Nullable Object item) {
    ListCursor<E> cursor = iterator(size());
    while (cursor.hasPrevious()) {
      if (cursor.previous().equals(item)) {
        return cursor.nextIndex();
      }
    }
    return -1;
  }

  /** All items in a new array. */
  public Object[] toArray() {
    return copyRange(0, size());
  }

  /** The items from {@code from} to before {@code to} in a new array; O(m + log n). */
  public Object[] copyRange(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    Object[] out = new Object[to - from];
    int h = head.length;
    int at = 0;
    if (from < h) {
      at = Math.min(to, h) - from;
      System.arraycopy(head, from, out, 0, at);
    }
    int low = Math.max(from, h);
    int high = Math.min(to, tailStart);
    if (low < high) {
      Walk.copy(root, low - h, high - h, out, at);
      at += high - low;
    }
    int start = Math.max(from, tailStart);
    if (start < to) {
      System.arraycopy(tail, start - tailStart, out, at, to - start);
    }
    return out;
  }

  /** Calls {@code action} with each item in order. */
  public void forEach(Consumer<? super E> action) {
    Walk.forEach(head, action);
    Walk.forEach(root, action);
    Walk.forEach(tail, action);
  }

  /** A cursor before the item at {@code from}, or after all at the size. */
  public ListCursor<E> iterator(int from) {
    checkGap(from);
    return new ListCursor<>(this, from);
  }

  /** Without the items that satisfy {@code drop}; this very instance if none does. O(n). */
  public ListTree<E> removeIf(Predicate<? super E> drop) {
    Object[] kept = new Object[size()];
    int n = 0;
    for (ListCursor<E> cursor = iterator(0); cursor.hasNext(); ) {
      E item = cursor.next();
      if (!drop.test(item)) {
        kept[n++] = item;
      }
    }
    return n == size() ? this : ofOwned(Slots.range(kept, 0, n));
  }

  /** With what {@code operator} makes of each item in its place; O(n). */
  public ListTree<E> replaceAll(UnaryOperator<E> operator) {
    Object[] newHead = Walk.map(head, operator);
    Node newRoot = Walk.map(root, operator);
    return new ListTree<>(newHead, newRoot, Walk.map(tail, operator), tailStart);
  }

  /** Throws an {@link AssertionError} that says which invariant does not hold. O(n), for tests. */
  public void checkInvariants() {
    Invariants.check(root, (Comparator<Object>) null);
    int middle = root.size();
    Invariants.require(head.length <= Node.LEAF_MAX, "head of %d", head.length);
    Invariants.require(tail.length <= Node.LEAF_MAX, "tail of %d", tail.length);
    Invariants.require(tailStart == head.length + middle, "tail starts at %d", tailStart);
    forEach(item -> Invariants.require(item != null, "null item"));
  }

  private void requireSome() {
    if (isEmpty()) {
      throw new NoSuchElementException("the list is empty");
    }
  }

  private void checkItem(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("index " + index + ", size " + size());
    }
  }

  private void checkGap(int index) {
    if (index < 0 || index > size()) {
      throw new IndexOutOfBoundsException("index " + index + ", size " + size());
    }
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private E item(Object stored) {
    return (E) stored;
  }
}
