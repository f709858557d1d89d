package dev.larder.redis.differential;

import java.io.IOException;

/** Drops steps from a program while it still fails: halves first, single steps in the end. */
final class Shrinker {
  /** Enough for some hundred steps; a difference of chance must not keep it for ever. */
  private static final int TRIES = 2_000;

  /** Whether a program still fails. */
  interface Test {
    boolean fails(Program program) throws IOException;
  }

  private final Test test;
  private int tries;

  private Shrinker(Test test) {
    this.test = test;
  }

  static Program shrink(Program failing, Test test) throws IOException {
    return new Shrinker(test).shrink(failing);
  }

  private Program shrink(Program failing) throws IOException {
    Program least = failing;
    int size = Math.max(1, least.steps().size() / 2);
    while (tries < TRIES) {
      Program smaller = pass(least, size);
      boolean done = size == 1 && smaller.steps().size() == least.steps().size();
      least = smaller;
      if (done) {
        break;
      }
      size = Math.max(1, Math.min(size, least.steps().size()) / 2);
    }
    return least;
  }

  private Program pass(Program failing, int size) throws IOException {
    Program least = failing;
    int from = 0;
    while (from + size <= least.steps().size() && tries++ < TRIES) {
      Program candidate = least.without(from, size);
      if (test.fails(candidate)) {
        least = candidate;
      } else {
        from += size;
      }
    }
    return least;
  }
}
