package dev.larder.internal.table;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the root of a table that goes on from another one, until somebody looks into it:
 * whoever does takes the other's entries over first, as one who meets a claim helps. So a store of
 * many collections goes on as another at the cost of those that are used.
 */
final class Deferred extends Claim {
  private final Table table;
  private final Table origin;
  private final boolean copy;
  private final @Nullable Succession succession;
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
    this.origin = origin;
    this.copy = copy;
    this.succession = succession;
  }

  /** The root that this stands in. */
  Node[] root() {
    return root;
  }

  Table origin() {
    return origin;
  }

  boolean isCopy() {
    return copy;
  }

  /** What the values become when they are taken over, or null if they stay. */
  @Nullable UnaryOperator<Object> mapping() {
    return succession == null ? null : value -> succession.carry(value, table.world(), copy);
  }

  @Override
  public void help() {
    table.takeOver(this);
  }
}
