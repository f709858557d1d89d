package dev.larder.internal.table;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The places inside a change where a test can stop a thread, to show that all others go on. In
 * production the probe is null and a step costs one load of a field that never changes.
 */
public final class Steps {
  private static @Nullable Consumer<Step> probe;

  private Steps() {}

  /** A place between two atomic accesses. */
  public enum Step {
    /**
     * A writer has read its cell, or all of its cells, and decided, and has changed nothing yet.
     */
    DECIDED,
    /** A writer has changed its cell, and has not yet counted or announced it. */
    CHANGED,
    /** A new generation is the root, and none of its buckets has been pulled. */
    GENERATION_BEGUN,
    /** A bucket of the old generation is frozen, and the new one does not have its content yet. */
    FROZEN,
    /** A multi-cell change holds some of its cells. */
    CLAIMED,
    /** A multi-cell change holds all of its cells, and is undecided. */
    ALL_CLAIMED,
    /** A multi-cell change is decided, and its cells still hold the claims. */
    COMMITTED
  }

  /** Reports that the calling thread is at this step. */
  public static void reached(Step step) {
    Consumer<Step> current = probe;
    if (current != null) {
      current.accept(step);
    }
  }

  /**
   * Installs what is called at each step, in tests alone; set it before the threads start.
   *
   * @param consumer the probe, or null for none
   */
  public static void probe(@Nullable Consumer<Step> consumer) {
    probe = consumer;
  }
}
