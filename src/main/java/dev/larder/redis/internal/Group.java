package dev.larder.redis.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The families of commands, as COMMAND DOCS names them. */
public enum Group {
  GENERIC(Category.KEYSPACE),
  STRING(Category.STRING),
  LIST(Category.LIST),
  SET(Category.SET),
  SORTED_SET(Category.SORTEDSET),
  HASH(Category.HASH),
  PUBSUB(null), // their flag says it
  TRANSACTIONS(Category.TRANSACTION),
  CONNECTION(Category.CONNECTION),
  SERVER(null),
  HYPERLOGLOG(Category.HYPERLOGLOG),
  GEO(Category.GEO),
  STREAM(Category.STREAM),
  BITMAP(Category.BITMAP);

  private final @Nullable Category category;

  Group(@Nullable Category category) {
    this.category = category;
  }

  /** Which category its commands are of, if none is given. */
  @Nullable Category category() {
    return category;
  }

  /** As COMMAND DOCS says it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
