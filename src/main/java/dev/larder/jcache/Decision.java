package dev.larder.jcache;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the value of a key and says what becomes of the entry. It is asked again when somebody
 * who is not a cache of this API changed the entry meanwhile.
 *
 * @param <V> the type of the values, as they are stored
 */
@FunctionalInterface
interface Decision<V> {
  /** Decides; the value is null when there is none. */
  Outcome<V> decide(@Nullable V current);

  /** What is done with an entry. */
  enum Action {
    /** Nothing. */
    NONE,
    /** It was read. */
    READ,
    /** A value is put that was put into the cache. */
    PUT,
    /** A value is put that was loaded. */
    LOAD,
    /** The entry is removed, if there is one. */
    REMOVE
  }

  /** An action, and for some a value. */
  record Outcome<V>(Action action, @Nullable V value) {
    static <V> Outcome<V> none() {
      return new Outcome<>(Action.NONE, null);
    }

    static <V> Outcome<V> read() {
      return new Outcome<>(Action.READ, null);
    }

    static <V> Outcome<V> remove() {
      return new Outcome<>(Action.REMOVE, null);
    }

    static <V> Outcome<V> put(V value) {
      return new Outcome<>(Action.PUT, value);
    }

    static <V> Outcome<V> load(V value) {
      return new Outcome<>(Action.LOAD, value);
    }
  }
}
