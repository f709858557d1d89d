package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * Is told of what happens to the entries of one table, by the thread that does it: so that a
 * bounded map knows what it holds, whoever changes it. It must not throw.
 */
public interface TableObserver {
  /** An entry was found by somebody who reads it. */
  void read(Node entry);

  /**
   * When a value that is about to be put runs out.
   *
   * @param current the entry before, or null when there is none
   * @param decided what the change says by itself
   * @return milliseconds of the epoch, or {@link Node#NEVER}
   */
  long expiresAt(Object key, @Nullable Node current, Object value, long decided);

  /**
   * A change of an entry is about to be tried: after the entry was read, before it can be seen.
   *
   * @return what {@link #changed} or {@link #failed} is to be given, or null for nothing
   */
  @Nullable Object changing(Object key, int hash);

  /**
   * Whether this goes on for one that observed the table before: then it is given what that one
   * answered to {@link #changing}.
   */
  default boolean goesOnFor(TableObserver before) {
    return false;
  }

  /** A change that was announced did not come about. */
  void failed(Object announced);

  /**
   * A change has been made and can be seen.
   *
   * @param announced what {@link #changing} answered; null also if it was not asked
   * @param before the entry before, which may have run out, or null
   * @param after the value now, or null when the entry was removed
   */
  void changed(
      @Nullable Object announced,
      Object key,
      int hash,
      @Nullable Node before,
      @Nullable Object after);

  /**
   * Something was to be removed that is not there, which is no change: what began before to fetch a
   * value for it elsewhere must not put that in any more.
   *
   * @param key of an entry, or in a keyspace the name that stands for nothing
   * @return whether there was such a thing: it may have put a value in, which is to be removed then
   */
  boolean removedNothing(Object key);

  /**
   * Who observes a table that is made for a name of this keyspace, until it can be seen: then this
   * is told of the name's change. Null for nobody.
   */
  @Nullable TableObserver ofNewTable(Object name);

  /** Whether a table that is made for a name of this keyspace is to be recorded. */
  boolean keepsNewTable(Object name);

  /**
   * All that is in the table is about to go, at once: what began before to fetch values elsewhere
   * must not put them in any more.
   */
  default void ending() {}

  /**
   * The table has ended with all that was in it.
   *
   * @param last its entries, as a generation of buckets that nobody changes any more
   */
  void ended(Node[] last);

  /** Removes all that has run out. */
  void sweepAll();

  /**
   * Removes some of what has run out.
   *
   * @return when to be asked again, in milliseconds of the epoch, or {@link Node#NEVER}
   */
  long sweep();
}
