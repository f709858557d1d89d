package dev.larder.internal.channel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Room for one message, which the next one puts out.
 *
 * @param <T> the type of the messages
 */
final class LatestMailbox<T> implements Mailbox<T> {
  /*
   * Shared: the place, and a count of those put out. An offer linearises at its exchange of the
   * place, a poll likewise: so each message is either polled or counted.
   */
  private final AtomicReference<@Nullable T> place = new AtomicReference<>();
  private final AtomicLong replaced = new AtomicLong();

  @Override
  public boolean offer(T message) {
    if (place.getAndSet(message) != null) {
      replaced.incrementAndGet();
    }
    return true;
  }

  @Override
  public @Nullable T poll() {
    return place.get() == null ? null : place.getAndSet(null);
  }

  @Override
  public boolean isEmpty() {
    return place.get() == null;
  }

  @Override
  public int size() {
    return isEmpty() ? 0 : 1;
  }

  @Override
  public long replaced() {
    return replaced.get();
  }
}
