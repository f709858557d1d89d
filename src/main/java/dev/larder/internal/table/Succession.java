package dev.larder.internal.table;

/** How what names stand for is carried over into a world that goes on from another one. */
@FunctionalInterface
public interface Succession {
  /**
   * What a value becomes; it is asked when somebody looks, maybe by several threads, of whose
   * answers one counts.
   *
   * @param value what a name stood for
   * @param world the world that goes on
   * @param copy whether the other world has another that goes on from it
   * @return the value, or another one that stands for the same in the new world
   */
  Object carry(Object value, World world, boolean copy);
}
