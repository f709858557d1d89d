package dev.larder;

/** Why an entry left a cache. */
public enum RemovalCause {
  /** Somebody removed it, or the whole map. */
  EXPLICIT,
  /** Its value was replaced by another one. */
  REPLACED,
  /** The cache was over its maximum. */
  SIZE,
  /** Its time had run out. */
  EXPIRED;

  /** {@return whether nobody asked for it} */
  public boolean wasEvicted() {
    return this == SIZE || this == EXPIRED;
  }
}
