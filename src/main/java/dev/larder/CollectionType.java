package dev.larder;

import java.util.Locale;

/** What a name of the keyspace can stand for. */
public enum CollectionType {
  /** A {@link LarderValue}. */
  VALUE,
  /** A {@link LarderCounter}. */
  COUNTER,
  /** A {@link LarderMap}. */
  MAP,
  /** A {@link LarderList}. */
  LIST,
  /** A {@link LarderSet}. */
  SET,
  /** A {@link LarderSortedSet}. */
  SORTED_SET,
  /** A stream, which clients of the Redis endpoint have. */
  STREAM;

  /** The type as texts name it, such as {@code sorted set}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
