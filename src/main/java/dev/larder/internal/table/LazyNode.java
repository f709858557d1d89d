package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An entry whose value is made when it is first asked for, by a source that many entries share. A
 * class of its own, so that the value of any other entry is a plain field, read without a look at
 * what it is.
 */
public final class LazyNode extends Node {
  /*
   * Shared: `lazy`, null until the value is asked for, or this node copied, which must not part
   * what is one value; then set once, by compare-and-set. Acquire, since a source may give
   * objects with fields that are not final.
   */
  private static final VarHandle LAZY;

  static {
    try {
      LAZY = MethodHandles.lookup().findVarHandle(LazyNode.class, "lazy", Lazy.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long expiresAt;
  private final int place;

  @SuppressWarnings("unused") // through LAZY
  private @Nullable Lazy lazy;

  /** Makes a value; it may be asked again, and then answers the same. */
  @FunctionalInterface
  public interface Lazy {
    /** The value. */
    Object get();
  }

  /** Knows the values of many entries, each by a number. */
  public interface Source {
    /** What makes the value of an entry; a new one each time. */
    Lazy lazy(int place);
  }

  private LazyNode(
      int hash,
      Object key,
      Object source,
      int place,
      @Nullable Lazy lazy,
      long expiresAt,
      int slot,
      @Nullable Node next) {
    super(hash, key, source, slot, next);
    this.place = place;
    this.lazy = lazy;
    this.expiresAt = expiresAt;
  }

  /** An entry whose value nobody has asked for. */
  static LazyNode of(
      int hash, Object key, Source source, int place, long expiresAt, @Nullable Node next) {
    return new LazyNode(hash, key, source, place, null, expiresAt, NO_SLOT, next);
  }

  /** Where the value comes from; {@link #place} says which it is. */
  public Source source() {
    return (Source) value;
  }

  /** What the source knows the value by. */
  public int place() {
    return place;
  }

  private Lazy lazyAcquire() {
    Lazy known = (Lazy) LAZY.getAcquire(this);
    if (known != null) {
      return known;
    }
    Lazy made = source().lazy(place);
    Lazy earlier = (Lazy) LAZY.compareAndExchange(this, null, made);
    return earlier == null ? made : earlier;
  }

  @Override
  Node copy(int otherSlot, @Nullable Node successor) {
    return new LazyNode(hash, key, value, place, lazyAcquire(), expiresAt, otherSlot, successor);
  }

  @Override
  public Object value() {
    return lazyAcquire().get();
  }

  @Override
  public long expiresAt() {
    return expiresAt;
  }
}
