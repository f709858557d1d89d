package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/** An entry that runs out. A class of its own, so that the other entries don't carry the field. */
final class ExpiringNode extends Node {
  private final long expiresAt;

  ExpiringNode(int hash, Object key, Object value, long expiresAt, @Nullable Node next) {
    super(hash, key, value, next);
    this.expiresAt = expiresAt;
  }

  @Override
  Node withNext(@Nullable Node successor) {
    return new ExpiringNode(hash, key, value, expiresAt, successor);
  }

  @Override
  public long expiresAt() {
    return expiresAt;
  }
}
