package dev.larder.redis.internal.rdb;

import dev.larder.internal.cell.Name;
import dev.larder.internal.stream.Stream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a key stands for in a file. */
public sealed interface RdbValue {
  /** Whether there is nothing in it, so that the key is left out. */
  boolean isEmpty();

  /** A string; an empty one is one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfString(byte[] bytes) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  /** A list. */
  record OfList(List<byte[]> items) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return items.isEmpty();
    }
  }

  /** A set. */
  record OfSet(Set<Name> members) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return members.isEmpty();
    }
  }

  /** A sorted set. */
  record OfSortedSet(Map<Name, Double> scores) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return scores.isEmpty();
    }
  }

  /** A hash. */
  record OfHash(Map<Name, byte[]> fields) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return fields.isEmpty();
    }
  }

  /** A stream; one without entries is one. */
  record OfStream(Stream stream) implements RdbValue {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
