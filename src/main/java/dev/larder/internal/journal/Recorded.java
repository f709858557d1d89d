package dev.larder.internal.journal;

import org.jspecify.annotations.Nullable;

/** A content of the keyspace that can say how it came about from another. */
public interface Recorded {
  /** Whether it is recorded; where it is not, the name is free in the record. */
  default boolean isKept() {
    return true;
  }

  /**
   * Describes this content.
   *
   * @param before what the name stood for, or null when it was free
   * @param out takes the description
   */
  void describe(@Nullable Object before, ChangeWriter out);

  /**
   * Describes all of this content, but for the entries of a table.
   *
   * @param out takes the description, with {@link ChangeWriter#boundary} where it may be cut
   * @return how many elements there are
   */
  long describeAll(ChangeWriter out);
}
