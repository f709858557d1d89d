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

  private static final Object MARK = "mark";

  final int hash;
  final Object key;
  final Object value;
  final @Nullable Node next;

  Node(int hash, Object key, Object value, @Nullable Node next) {
    this.hash = hash;
    this.key = key;
    this.value = value;
    this.next = next;
  }

  /** A mark: not an entry. */
  Node(int markHash) {
    this(markHash, MARK, MARK, null);
  }

  static Node of(int hash, Object key, Object value, long expiresAt, @Nullable Node next) {
    return expiresAt == NEVER
        ? new Node(hash, key, value, next)
        : new ExpiringNode(hash, key, value, expiresAt, next);
  }

  /**
   * Makes an entry that stands alone, for a slot that no other entry shares.
   *
   * @param key its key
   * @param value its value
   * @return the entry
   */
  public static Node single(Object key, Object value) {
    return new Node(0, key, value, null);
  }

  /** This entry with another successor. */
  Node withNext(@Nullable Node successor) {
    return new Node(hash, key, value, successor);
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

  /** Whether the hash and the key are those given. */
  final boolean matches(Object otherKey, int otherHash) {
    return hash == otherHash && (key == otherKey || otherKey.equals(key));
  }
}
