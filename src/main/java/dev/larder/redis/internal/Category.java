package dev.larder.redis.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The categories of commands, in the order in which COMMAND INFO names them. */
public enum Category {
  KEYSPACE,
  READ,
  WRITE,
  SET,
  SORTEDSET,
  LIST,
  HASH,
  STRING,
  BITMAP,
  HYPERLOGLOG,
  GEO,
  STREAM,
  PUBSUB,
  ADMIN,
  FAST,
  SLOW,
  BLOCKING,
  DANGEROUS,
  CONNECTION,
  TRANSACTION,
  SCRIPTING;

  /** As COMMAND INFO says it, without the at sign. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The category of a name in any case, or null. */
  public static @Nullable Category find(String name) {
    for (Category category : values()) {
      if (category.text().equals(name.toLowerCase(Locale.ROOT))) {
        return category;
      }
    }
    return null;
  }
}
