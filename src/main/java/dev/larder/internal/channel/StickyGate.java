package dev.larder.internal.channel;

import dev.larder.ChannelFullException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a subscriber of a sticky channel, so that it gets the message it finds before those
 * that come meanwhile, and one after the other.
 *
 * @param <T> the type of the messages
 */
final class StickyGate<T> implements Consumer<T> {
  /*
   * Shared: the queue, and `waiting`, how many wait for whoever is at it. It is 1 at first: who
   * subscribes is at it until it has handed over what it found. Who raises it from 0 takes messages
   * out until it has come back to 0; all others leave theirs to that one.
   */
  private final Registration owner;
  private final Consumer<? super T> target;
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger(1);

  StickyGate(Registration owner, Consumer<? super T> target) {
    this.owner = owner;
    this.target = target;
  }

  @Override
  public void accept(T message) {
    queue.add(message);
    if (waiting.getAndIncrement() == 0) {
      takeOut(1);
    }
  }

  /** Hands over what was found, if anything was; to be called once, by who subscribes. */
  void open(@Nullable T found) {
    if (found != null) {
      hand(found);
    }
    takeOut(1);
  }

  private void takeOut(int first) {
    int seen = first;
    ChannelFullException full = null;
    do {
      for (T message = queue.poll(); message != null; message = queue.poll()) {
        ChannelFullException refusal = hand(message);
        full = refusal == null ? full : refusal;
      }
      seen = waiting.addAndGet(-seen);
    } while (seen != 0);
    if (full != null) {
      throw full;
    }
  }

  private @Nullable ChannelFullException hand(T message) {
    try {
      if (owner.inForce()) {
        target.accept(message);
      }
    } catch (NotDelivered e) {
      return null;
    } catch (ChannelFullException e) {
      return e;
    } catch (Throwable t) {
      owner.failed(t);
    }
    return null;
  }
}
