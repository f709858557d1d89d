package dev.larder.internal.table;

/** What a table began with when it went on from another one: how many entries, and how long. */
final class Base {
  /*
   * Shared: `source`, which goes from the table, maybe by its generation, to the facts; volatile.
   * What is behind a generation that others go on from changes no more once it is frozen, so
   * whoever finds the facts finds the same.
   */
  private volatile Object source;

  /** About how many entries there are, until it is known; a hint for the size of arrays. */
  private volatile long about;

  /** Whether the first deadline has not been asked for yet. */
  private volatile boolean isNews = true;

  /**
   * What is true of all entries of a frozen generation.
   *
   * @param count how many there are, those that have run out included
   * @param nextDue when the first of them runs out, or {@link Node#NEVER}
   */
  record Facts(long count, long nextDue) {}

  /** The entries of a table that has ended, or ends when it is asked. */
  Base(Table origin) {
    source = origin;
  }

  /** Looks further back, since nobody has ever looked into the table between. */
  void goesBackTo(Table origin) {
    if (source instanceof Table) {
      source = origin; // or what another thread has just found is found once more
    }
  }

  /** Lets go of the table, since its generation is known. */
  void foundAt(Node[] generation, long count) {
    if (source instanceof Table) {
      about = count;
      source = generation; // or facts that another thread has just found are found once more
    }
  }

  /** O(entries) the first time that it is asked of a generation. */
  Facts facts() {
    Object from = source;
    if (from instanceof Facts known) {
      return known;
    }
    Node[] tab = from instanceof Table table ? table.succeed().generation() : (Node[]) from;
    Facts found = Buckets.header(tab).facts(tab);
    source = found;
    return found;
  }

  /** About how many entries; O(1). */
  long estimate() {
    return source instanceof Facts known ? known.count : about;
  }

  /** Whether the first deadline has not been asked for yet. */
  boolean isNews() {
    return isNews;
  }

  /** The first deadline has been noted. */
  void told() {
    isNews = false;
  }
}
