package dev.larder.linearizability;

/** A key whose hash is that of half of the others. */
record CollidingKey(int id) implements Comparable<CollidingKey> {
  @Override
  public int hashCode() {
    return id % 2;
  }

  @Override
  public int compareTo(CollidingKey other) {
    return Integer.compare(id, other.id);
  }
}
