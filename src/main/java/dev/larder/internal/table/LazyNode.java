package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * An entry whose value is made when it is first asked for. A class of its own, so that the value of
 * any other entry is a plain field, read without a look at what it is.
 */
public final class LazyNode extends Node {
  private final long expiresAt;

  /** Makes a value; it may be asked again, and then answers the same. */
  @FunctionalInterface
  public interface Lazy {
    /** The value. */
    Object get();
  }

  private LazyNode(int hash, Object key, Object lazy, long expiresAt, @Nullable Node next) {
    super(hash, key, lazy, next);
    this.expiresAt = expiresAt;
  }

  /** An entry that stands alone. */
  static LazyNode of(int hash, Object key, Lazy value, long expiresAt) {
    return new LazyNode(hash, key, value, expiresAt, null);
  }

  /** What makes the value. */
  public Lazy lazy() {
    return (Lazy) value;
  }

  @Override
  Node withNext(@Nullable Node successor) {
    return new LazyNode(hash, key, value, expiresAt, successor);
  }

  @Override
  public Object value() {
    return lazy().get();
  }

  @Override
  public long expiresAt() {
    return expiresAt;
  }
}
