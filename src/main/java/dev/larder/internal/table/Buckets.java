package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a bucket array: {@code capacity} buckets, a power of two, and the {@link Header}.
 *
 * <p>An entry is published by the release part of the compare-and-set that makes it reachable and
 * read by an acquire load; its fields are final besides.
 */
public final class Buckets {
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Node[].class);

  private Buckets() {}

  static Node[] allocate(int capacity, Node @Nullable [] source) {
    return allocate(capacity, source, null);
  }

  /**
   * As above.
   *
   * @param mapping what values become when they are pulled, or null if they stay
   */
  static Node[] allocate(
      int capacity, Node @Nullable [] source, @Nullable UnaryOperator<Object> mapping) {
    Node[] tab = new Node[capacity + 1];
    tab[capacity] = new Header(source, mapping);
    return tab;
  }

  /** Where a hash belongs; for a marked root always 0. */
  public static int index(Node[] tab, int hash) {
    return hash & (tab.length - 2);
  }

  /** How many buckets there are. */
  public static int capacity(Node[] tab) {
    return tab.length - 1;
  }

  /** Whether this array is a state of the root and no generation. */
  static boolean isMarked(Node[] tab) {
    return tab.length == 2;
  }

  static Header header(Node[] tab) {
    return (Header) tab[tab.length - 1];
  }

  /** Orders arrays among the cells of a multi-cell change. */
  public static long id(Node[] tab) {
    return header(tab).id;
  }

  /**
   * A single slot that multi-cell changes can include.
   *
   * @return an array whose slot 0 is free to use
   */
  public static Node[] slot() {
    return allocate(2, null); // two, since one bucket would look like a marked root
  }

  /** The content of a slot. */
  public static @Nullable Node acquire(Node[] tab, int index) {
    return (Node) SLOTS.getAcquire(tab, index);
  }

  /** Replaces the content of a slot if it is the one expected; full fence, as the JDK's. */
  public static boolean cas(
      Node[] tab, int index, @Nullable Node expected, @Nullable Node replacement) {
    return SLOTS.compareAndSet(tab, index, expected, replacement);
  }

  /** Sets a slot of an array that nobody else can see. */
  static void fill(Node[] tab, int index, Node content) {
    tab[index] = content;
  }

  /**
   * Whether a bucket holds no entry and may be claimed only by way of {@link #vacate}: the shared
   * mark of emptiness comes back, so it proves nothing.
   */
  public static boolean isEmpty(@Nullable Node head) {
    return head instanceof Mark.Empty || head instanceof Mark.Vacant;
  }

  /** Whether the mark of an empty bucket is one that was used for no other moment. */
  public static boolean isVacant(@Nullable Node head) {
    return head instanceof Mark.Vacant;
  }

  /** A fresh mark of an empty bucket, to be put where the shared one stands before a claim. */
  public static Node vacate() {
    return new Mark.Vacant();
  }

  /** The shared mark of an empty bucket. */
  public static Node empty() {
    return Mark.Empty.INSTANCE;
  }

  /** The mark that closes an empty bucket for good. */
  public static Node closed() {
    return Mark.Frozen.EMPTY;
  }

  /** Whether the bucket has moved or was closed: its table's root has to be read again. */
  public static boolean isFrozen(@Nullable Node head) {
    return head instanceof Mark.Frozen;
  }
}
