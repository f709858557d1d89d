package dev.larder.internal.channel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that come and go, up to a number of bytes, for one consumer at a time.
 *
 * @param <T> the type of the messages
 */
final class GrowingMailbox<T> implements Mailbox<T> {
  /*
   * Shared: `bytes`, of all messages for which an offer has found room and which have not been
   * polled. Room is taken before the message goes in, and given back after it came out: never more
   * than the limit are in, but for one that is larger, when it is alone.
   */
  private static final int CHUNK = 256;

  private final MpscUnboundedVarHandleArrayQueue<T> queue =
      new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
  private final AtomicLong bytes = new AtomicLong();
  private final long limit;
  private final ToLongFunction<? super T> measure;

  GrowingMailbox(long limit, ToLongFunction<? super T> measure) {
    this.limit = limit;
    this.measure = measure;
  }

  private long sizeOf(T message) {
    return Math.max(0, measure.applyAsLong(message));
  }

  @Override
  public boolean offer(T message) {
    long size = sizeOf(message);
    long before;
    do {
      before = bytes.get();
      if (before > 0 && size > limit - before) {
        return false;
      }
    } while (!bytes.compareAndSet(before, before + size));
    return queue.offer(message);
  }

  @Override
  public @Nullable T poll() {
    T message = queue.poll();
    if (message != null) {
      bytes.addAndGet(-sizeOf(message));
    }
    return message;
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
