package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * One immutable entry of a bucket, linked to the next of its chain.
 *
 * <p>Identity is the version: a change always puts a new node at the head of a bucket, and no node
 * ever comes back to the head of a bucket that it has left, so a compare-and-set of a head can rely
 * on reference equality without counters.
 *
 * <p>Nodes of entries have a hash of zero or more. Subclasses with a negative hash are marks; they
 * share the type so that a look-up needs no type check before it compares hashes.
 */
public class Node {
  /** The expiry of an entry that stays until it is removed. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Of an entry that no policy of a bounded map knows. */
  public static final int NO_SLOT = 0;

  private static final Object MARK = "mark";

  final int hash;
  final Object key;
  final Object value;
  final @Nullable Node next;

  /**
   * Fills what the layout leaves free: a node is no larger with it. It is set again only where no
   * policy looks at it, see {@link #use}; plain, since any of two times will do.
   */
  private int slot;

  Node(int hash, Object key, Object value, int slot, @Nullable Node next) {
    this.hash = hash;
    this.key = key;
    this.value = value;
    this.slot = slot;
    this.next = next;
  }

  /** A mark: not an entry. */
  Node(int markHash) {
    this(markHash, MARK, MARK, NO_SLOT, null);
  }

  static Node of(
      int hash, Object key, Object value, long expiresAt, int slot, @Nullable Node next) {
    return expiresAt == NEVER
        ? new Node(hash, key, value, slot, next)
        : new ExpiringNode(hash, key, value, expiresAt, slot, next);
  }

  /**
   * Makes an entry that stands alone, for a slot that no other entry shares.
   *
   * @param key its key
   * @param value its value
   * @return the entry
   */
  public static Node single(Object key, Object value) {
    return new Node(0, key, value, NO_SLOT, null);
  }

  /** This entry with another successor. */
  final Node withNext(@Nullable Node successor) {
    return copy(slot, successor);
  }

  /** This entry as one that a bounded map's policy knows by a number. */
  final Node withSlot(int number) {
    return copy(number, next);
  }

  Node copy(int otherSlot, @Nullable Node successor) {
    return new Node(hash, key, value, otherSlot, successor);
  }

  /**
   * Notes in an entry of a keyspace when what it stands for was used last. What replaces the entry
   * begins with that; one who replaces it at the same moment may miss it.
   *
   * @param second some second, not {@link #NO_SLOT}
   */
  public final void use(int second) {
    if (slot != second) {
      slot = second;
    }
  }

  /** When an entry of a keyspace was used last, or {@link #NO_SLOT} if nobody has noted it. */
  public final int lastUse() {
    return slot;
  }

  /** The number by which the policy of a bounded map knows the entry, or {@link #NO_SLOT}. */
  public final int slot() {
    return slot;
  }

  /** Whether this is a mark and not an entry. */
  public final boolean isMark() {
    return hash < 0;
  }

  /** The spread hash of the key, as {@link Table#spread}. */
  public final int hash() {
    return hash;
  }

  /** The entry's key. */
  public final Object key() {
    return key;
  }

  /** The entry's value. */
  public Object value() {
    return value;
  }

  /** The successor in the chain. */
  public final @Nullable Node next() {
    return next;
  }

  /** When the entry runs out, in milliseconds of the epoch, or {@link #NEVER}. */
  public long expiresAt() {
    return NEVER;
  }

  /** Whether this is the other entry, or a copy of it for a change of its neighbours or form. */
  final boolean isOf(Node other) {
    return value == other.value && key == other.key;
  }

  /** Whether the hash and the key are those given. */
  final boolean matches(Object otherKey, int otherHash) {
    return hash == otherHash && (key == otherKey || otherKey.equals(key));
  }
}
