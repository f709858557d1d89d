package dev.larder.internal.channel;

import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * An array for any number of publishers and consumers; publishers that drop the oldest message are
 * consumers, too.
 *
 * @param <T> the type of the messages
 */
final class SharedMailbox<T> implements Mailbox<T> {
  private final MpmcVarHandleArrayQueue<T> queue;

  SharedMailbox(int capacity) {
    queue = new MpmcVarHandleArrayQueue<>(Math.max(2, capacity));
  }

  @Override
  public boolean offer(T message) {
    return queue.offer(message);
  }

  @Override
  public @Nullable T poll() {
    return queue.poll();
  }

  @Override
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Override
  public int size() {
    return queue.size();
  }

  @Override
  public int dropOldest() {
    return queue.poll() == null ? 0 : 1;
  }
}
