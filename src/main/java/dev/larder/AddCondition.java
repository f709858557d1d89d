package dev.larder;

/** When adding a member to a sorted set takes effect. */
public enum AddCondition {
  /** Only when the set does not have the member. */
  ONLY_IF_NEW,
  /** Only when the set has the member. */
  ONLY_IF_PRESENT,
  /** A member that is there gets the score only if it is greater than its own. */
  ONLY_IF_GREATER,
  /** A member that is there gets the score only if it is less than its own. */
  ONLY_IF_LESS
}
