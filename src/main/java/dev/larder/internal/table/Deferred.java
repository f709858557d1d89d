package dev.larder.internal.table;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the root of a table that goes on from another one, until somebody looks into it:
 * whoever does takes the other's entries over first, as one who meets a claim helps. So a store of
 * many collections goes on as another at the cost of those that are used.
 */
final class Deferred extends Claim {
  /*
   * Shared: `from`. Whoever skips tables that nobody has looked into comes to the same end: one
   * that has been handed on stays so, and one that has been looked into is never handed on.
   */
  private final Table table;
  private final @Nullable Succession succession;
  private volatile From from;
  private final Node[] root = {this, null};

  /**
   * For a table that is being made.
   *
   * @param origin whose entries it takes over
   * @param copy whether the origin has another that goes on from it
   * @param succession carries the values over, or null if they stay
   */
  Deferred(Table table, Table origin, boolean copy, @Nullable Succession succession) {
    this.table = table;
    this.from = new From(origin, copy);
    this.succession = succession;
  }

  /**
   * What is to be taken over.
   *
   * @param origin whose entries
   * @param copy whether another goes on from them besides
   */
  record From(Table origin, boolean copy) {}

  /** The root that this stands in. */
  Node[] root() {
    return root;
  }

  /**
   * Ends the tables before this one that nobody has looked into, and goes back to the first that
   * somebody has. To be called when the world of the one before has ended, and not earlier.
   */
  From skip() {
    From seen = from;
    for (Deferred unborn = seen.origin.handOn(); unborn != null; unborn = seen.origin.handOn()) {
      From further = unborn.from;
      seen = new From(further.origin, seen.copy || further.copy);
    }
    from = seen;
    return seen;
  }

  /**
   * What the values become when they are taken over, or null if they stay.
   *
   * @param copy whether another table goes on from the same entries
   */
  @Nullable UnaryOperator<Object> mapping(boolean copy) {
    return succession == null ? null : value -> succession.carry(value, table.world(), copy);
  }

  @Override
  public void help() {
    table.takeOver(this);
  }
}
