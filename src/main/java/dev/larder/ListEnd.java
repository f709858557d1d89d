package dev.larder;

/** One of the two ends of a list. */
public enum ListEnd {
  /** Where the element with index 0 is. */
  FIRST,
  /** Where the element with the highest index is. */
  LAST
}
