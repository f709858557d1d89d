package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The values that are being made by {@code computeIfAbsent}, so that each is made once.
 *
 * <p>Who asks for a value that another thread is making waits for it; nobody else does. Each
 * waiting thread is entered before it looks whether its wait would close a circle, so of the
 * threads of a circle at least one finds it.
 */
public final class Computations {
  private static final Operation ENTER =
      (current, argument) -> current == null && argument != null ? argument : Operation.KEEP;
  private static final Operation LEAVE = (current, argument) -> Operation.REMOVE;

  private final Access direct;
  private final Table running = new Table(new World(), "running");
  private final Table waiting = new Table(new World(), "waiting");

  Computations(Access direct) {
    this.direct = direct;
  }

  /** A key of a map. */
  public record Place(Name map, Object key) {}

  /** A value that is being made, by the thread that made this. */
  public static class Computation {
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);

    /** Of this thread. */
    public Computation() {}

    /** Whether it is this thread's. */
    public final boolean isMine() {
      return owner == Thread.currentThread();
    }
  }

  /** Begins to make a value; answers null, or who is at it already. */
  public @Nullable Computation begin(Place place, Computation mine) {
    Node other = direct.change(running, place, hash(place), ENTER, mine);
    return other == null ? null : (Computation) other.value();
  }

  /** Ends what this thread has begun. */
  public void end(Place place, Computation mine) {
    direct.change(running, place, hash(place), LEAVE, null);
    mine.done.countDown();
  }

  /**
   * Waits until another thread has made a value.
   *
   * @throws IllegalStateException if that thread waits, by way of others perhaps, for this one
   */
  public void await(Place place, Computation other) {
    Thread self = Thread.currentThread();
    direct.change(waiting, self, hash(self), ENTER, other);
    try {
      for (Computation next = other; next != null; next = awaitedBy(next.owner)) {
        if (next.owner == self) {
          throw new IllegalStateException(
              "recursive computation: making the value of "
                  + place.key
                  + " in map '"
                  + place.map
                  + "' asks for that very value");
        }
      }
      awaitUninterruptibly(other.done);
    } finally {
      direct.change(waiting, self, hash(self), LEAVE, null);
    }
  }

  private @Nullable Computation awaitedBy(Thread thread) {
    Node found = direct.find(waiting, thread, hash(thread));
    return found == null ? null : (Computation) found.value();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    for (; ; ) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static int hash(Object key) {
    return Table.spread(key.hashCode());
  }
}
