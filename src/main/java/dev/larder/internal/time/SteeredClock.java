package dev.larder.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A clock that a test stops and moves. Unlike any other {@link InstantSource} it tells those who
 * wait on it when it was moved, so that they follow at once. It runs with the system's at first.
 */
public final class SteeredClock implements InstantSource {
  /*
   * Shared: `state`, immutable and replaced by compare-and-set, which is where a change takes
   * effect; and `waiting`. Who begins to wait enters first and then reads the time, who moves the
   * clock changes the time first and then looks who waits: one of the two sees the other.
   */

  /** By how many milliseconds it is ahead of the system's clock, or where it stands. */
  private record State(long aheadMillis, @Nullable Instant stoppedAt) {
    Instant now() {
      return stoppedAt != null
          ? stoppedAt
          : InstantSource.system().instant().plusMillis(aheadMillis);
    }
  }

  /** One who waits. */
  private static final class Sleeper implements Comparable<Sleeper> {
    private static final Comparator<Sleeper> ORDER =
        Comparator.comparingLong((Sleeper s) -> s.deadlineMillis).thenComparingLong(s -> s.number);

    private final long deadlineMillis;
    private final long number;
    private final Runnable look;

    Sleeper(long deadlineMillis, long number, Runnable look) {
      this.deadlineMillis = deadlineMillis;
      this.number = number;
      this.look = look;
    }

    @Override
    public int compareTo(Sleeper other) {
      return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  private final AtomicReference<State> state = new AtomicReference<>(new State(0, null));
  private final ConcurrentSkipListSet<Sleeper> waiting = new ConcurrentSkipListSet<>();
  private final AtomicLong numbers = new AtomicLong();

  private State state() {
    return Objects.requireNonNull(state.get());
  }

  @Override
  public Instant instant() {
    return state().now();
  }

  @Override
  public long millis() {
    State now = state();
    Instant stoppedAt = now.stoppedAt;
    return stoppedAt != null
        ? stoppedAt.toEpochMilli()
        : System.currentTimeMillis() + now.aheadMillis;
  }

  /** Whether it stands still. */
  public boolean isStopped() {
    return state().stoppedAt != null;
  }

  /** Lets it stand still from now on, at a whole millisecond. */
  public void stop() {
    change(old -> new State(0, Instant.ofEpochMilli(old.now().toEpochMilli())));
  }

  /** Lets it run on from where it stands. */
  public void resume() {
    change(old -> at(old.now()));
  }

  private static State at(Instant time) {
    return new State(time.toEpochMilli() - System.currentTimeMillis(), null);
  }

  /** Lets it run with the system's, as at first. */
  public void reset() {
    change(old -> new State(0, null));
  }

  /** Sets it to a moment, which may be an earlier one; it stands or runs as before. */
  public void set(Instant time) {
    change(old -> old.stoppedAt == null ? at(time) : new State(0, time));
  }

  /** Moves it on. */
  public void advance(Duration by) {
    change(
        old ->
            old.stoppedAt == null
                ? new State(Math.addExact(old.aheadMillis, by.toMillis()), null)
                : new State(0, old.stoppedAt.plus(by)));
  }

  private void change(UnaryOperator<State> to) {
    state.updateAndGet(to);
    for (Sleeper sleeper : waiting) {
      sleeper.look.run();
    }
    Alarms.hurry();
  }

  /**
   * Has somebody look after each change of this clock; those who wait for an earlier moment look
   * first.
   *
   * @param deadlineMillis the moment that is waited for
   * @param look looks at the clock; on the thread that has changed it
   * @return what ends it
   */
  Runnable onChange(long deadlineMillis, Runnable look) {
    Sleeper sleeper = new Sleeper(deadlineMillis, numbers.getAndIncrement(), look);
    waiting.add(sleeper);
    return () -> waiting.remove(sleeper);
  }
}
