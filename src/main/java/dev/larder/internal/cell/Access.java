package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * How operations reach the entries of tables. The keyspace is a table like the others.
 *
 * <p>All answers leave out what has run out.
 */
public interface Access {
  /** The world to look in. */
  World world();

  /**
   * Finds an entry.
   *
   * @return it, null when there is none, or a mark when the table has ended or is veiled
   */
  @Nullable Node find(Table table, Object key, int hash);

  /**
   * Runs an operation on an entry, atomically.
   *
   * @return the entry before, null when there was none, or a mark when the table has ended or is
   *     veiled and nothing was done
   */
  @Nullable Node change(
      Table table, Object key, int hash, Operation operation, @Nullable Object argument);

  /**
   * As {@link #change}, of a name, by an operation whose outcome belongs to the world of the given
   * names alone.
   *
   * @return the entry before, null when there was none, or a mark when that world has ended and
   *     nothing was done
   */
  default @Nullable Node changeIn(
      Table names, Object key, int hash, Operation operation, @Nullable Object argument) {
    return change(names, key, hash, operation, argument);
  }

  /**
   * The entries of a table: weakly consistent when direct, of one moment in a transaction. A table
   * that has ended has none.
   */
  Iterator<Node> entries(Table table);

  /** The number of entries: exact in a transaction, and when nobody writes. */
  long count(Table table);

  /**
   * Finds what a name stands for. A transaction does not record the look where the collection has a
   * table of its own, whose root it checks instead.
   *
   * @return the entry of the keyspace, or null when there is none
   */
  @Nullable Node locate(Name name);

  /** Runs an action when what was done is committed: at once when direct. */
  void afterCommit(Runnable action);

  /** This access for a table whose veil has been lifted by a look at the keyspace. */
  Access unveiled();
}
