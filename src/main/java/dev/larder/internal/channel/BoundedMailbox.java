package dev.larder.internal.channel;

import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * An array for any number of publishers and one consumer at a time.
 *
 * @param <T> the type of the messages
 */
final class BoundedMailbox<T> implements Mailbox<T> {
  private final MpscVarHandleArrayQueue<T> queue;

  BoundedMailbox(int capacity) {
    queue = new MpscVarHandleArrayQueue<>(capacity);
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
}
