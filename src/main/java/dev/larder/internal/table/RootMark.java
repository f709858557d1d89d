package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the only bucket of an array that is no generation but a state of the root.
 *
 * <p>A root that carries a state is an array of length two, so that a look-up finds the mark where
 * it looks for an entry, and the ordinary path pays nothing for the distinction.
 */
public final class RootMark extends Node {
  /** The table has ended; its name may be anything by now. */
  static final Node[] DEAD_ROOT =
      new Node[] {new RootMark(State.ENDED, new Node[0], 0, null), null};

  private static final int HASH = -5;

  /** What the mark says of its table. */
  private enum State {
    /** Look at the keyspace before you use the generation behind. */
    VEILED,
    /** The table has ended. */
    ENDED,
    /** The table has ended, and others go on from the generation with which it did. */
    SUCCEEDED,
    /** The same, of a table that was veiled. */
    VEILED_SUCCEEDED,
    /** The table has ended before anybody looked into it: others go on from what it stood for. */
    HANDED_ON
  }

  private final State state;
  private final Node[] generation;
  private final long count;
  private final @Nullable Deferred unborn;

  private RootMark(State state, Node[] generation, long count, @Nullable Deferred unborn) {
    super(HASH);
    this.state = state;
    this.generation = generation;
    this.count = count;
    this.unborn = unborn;
  }

  /**
   * A root that says: look at the keyspace before you use the generation behind.
   *
   * @param generation a bucket array
   * @return the root to install
   */
  public static Node[] veil(Node[] generation) {
    return new Node[] {new RootMark(State.VEILED, generation, 0, null), null};
  }

  /**
   * A root that says: the table has ended, and others go on from its generation.
   *
   * @param count about how many entries there are
   */
  static Node[] succeeded(Node[] generation, boolean veiled, long count) {
    State state = veiled ? State.VEILED_SUCCEEDED : State.SUCCEEDED;
    return new Node[] {new RootMark(state, generation, count, null), null};
  }

  /** A root that says: the table has ended, and was not looked into before. */
  static Node[] handedOn(Deferred unborn) {
    return new Node[] {new RootMark(State.HANDED_ON, new Node[0], 0, unborn), null};
  }

  /** Whether the table has ended. */
  public boolean isDead() {
    return state != State.VEILED;
  }

  /** Whether others go on from the generation with which the table ended. */
  boolean isSucceeded() {
    return state == State.SUCCEEDED || state == State.VEILED_SUCCEEDED;
  }

  /** Whether the table was veiled when it ended. */
  boolean wasVeiled() {
    return state == State.VEILED_SUCCEEDED;
  }

  /** The generation behind the veil, or with which the table ended. */
  Node[] generation() {
    return generation;
  }

  /** About how many entries a table had that others go on from. */
  long count() {
    return count;
  }

  /** What a table stood for that ended before anybody looked into it, or null. */
  @Nullable Deferred unborn() {
    return unborn;
  }
}
