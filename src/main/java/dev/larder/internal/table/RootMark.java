package dev.larder.internal.table;

/**
 * What stands in the only bucket of an array that is no generation but a state of the root.
 *
 * <p>A root that carries a state is an array of length two, so that a look-up finds the mark where
 * it looks for an entry, and the ordinary path pays nothing for the distinction.
 */
public final class RootMark extends Node {
  /** The table has ended; its name may be anything by now. */
  static final Node[] DEAD_ROOT = new Node[] {new RootMark(new Node[0]), null};

  private static final int HASH = -5;

  /** The generation behind a veil, empty when the table has ended. */
  private final Node[] veiled;

  private RootMark(Node[] veiled) {
    super(HASH);
    this.veiled = veiled;
  }

  /**
   * A root that says: look at the keyspace before you use the generation behind.
   *
   * @param generation a bucket array
   * @return the root to install
   */
  static Node[] veil(Node[] generation) {
    return new Node[] {new RootMark(generation), null};
  }

  /** Whether the table has ended. */
  public boolean isDead() {
    return veiled.length == 0;
  }

  Node[] veiled() {
    return veiled;
  }
}
