package dev.larder.jcache;

/**
 * Copies the keys and values of a cache that stores by value, when they are put and when they are
 * handed out. It is never asked for what can't change: strings, boxed primitives, enums, numbers,
 * UUIDs and the values of {@code java.time}.
 *
 * <p>Without one of the user's, what has a built-in {@link dev.larder.Codec} is copied by it, and
 * anything else by Java serialisation, from memory to memory: the bytes are written, read and
 * dropped by one call, and none but the classes that were written are read.
 */
@FunctionalInterface
public interface Copier {
  /**
   * Copies.
   *
   * @param <T> the type of the object
   * @param original a key or a value
   * @return an equal object that shares with it nothing that can change
   */
  <T> T copy(T original);
}
