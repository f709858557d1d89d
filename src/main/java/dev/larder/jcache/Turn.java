package dev.larder.jcache;

import dev.larder.internal.kind.Computations;

/** A key that one thread has to itself while it changes the entry and tells of it. */
final class Turn extends Computations.Computation {
  /** Of its thread alone: the entry is changed, and who listens may change it again. */
  private boolean settled;

  void settled() {
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }
}
