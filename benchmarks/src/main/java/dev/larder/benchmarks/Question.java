package dev.larder.benchmarks;

import java.util.List;

/**
 * One question, and what is wanted.
 *
 * @param text the question
 * @param ours whose figure is ours, as {@link Figures} names it
 * @param peers whose figures it stands beside
 * @param mark what is wanted
 */
record Question(String text, String ours, List<String> peers, Mark mark) {
  /** What is wanted of a figure. */
  sealed interface Mark {
    /** At least this part of the best peer's throughput. */
    record AtLeast(double ratio) implements Mark {}

    /** Less than this many microseconds. */
    record Below(double micros) implements Mark {}

    /** No byte allocated an operation. */
    record NoAllocation() implements Mark {}

    /** Nothing: for information. */
    record None() implements Mark {}
  }
}
