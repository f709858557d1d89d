package dev.larder.internal.channel;

import dev.larder.LarderClosedException;
import dev.larder.Scheduled;
import dev.larder.internal.time.Alarms;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes at a time, and maybe again after each period.
 *
 * @param <T> the type of the messages
 */
final class LaterMessage<T> implements Scheduled, Runnable {
  /*
   * Shared: `cancelled`, set once, and `alarm`, the pending one, written by who makes this and then
   * by the thread of alarms. Who cancels sets the flag first: either it takes the pending alarm
   * away, or the thread of alarms, which sets the next alarm and then looks at the flag, does.
   */
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private final LocalChannel<T> channel;
  private final Supplier<? extends T> message;
  private final Alarms alarms;
  private final long periodMillis;
  private long dueMillis;
  private volatile Alarms.@Nullable Alarm alarm;
  private volatile boolean cancelled;

  private LaterMessage(
      LocalChannel<T> channel, Supplier<? extends T> message, Alarms alarms, long periodMillis) {
    this.channel = channel;
    this.message = message;
    this.alarms = alarms;
    this.periodMillis = periodMillis;
  }

  /** One that is published once. */
  static <T> Scheduled once(LocalChannel<T> channel, T message, Alarms alarms, Duration delay) {
    return new LaterMessage<>(channel, () -> message, alarms, 0).begin(delay);
  }

  /** Some that are published again and again. */
  static <T> Scheduled every(
      LocalChannel<T> channel, Supplier<? extends T> message, Alarms alarms, Duration period) {
    long millis = period.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException("a period is a millisecond at least, but is " + period);
    }
    return new LaterMessage<>(channel, message, alarms, millis).begin(period);
  }

  private LaterMessage<T> begin(Duration delay) {
    dueMillis = alarms.millis() + Math.max(0, delay.toMillis());
    alarm = alarms.at(dueMillis, this);
    return this;
  }

  @Override
  public void run() {
    if (periodMillis > 0) {
      dueMillis += periodMillis;
      Alarms.Alarm next = alarms.at(dueMillis, this);
      alarm = next;
      if (cancelled) {
        next.cancel();
        return;
      }
    }
    try {
      channel.publish(message.get());
    } catch (LarderClosedException e) {
      cancel();
    } catch (RuntimeException e) {
      LOGGER.error("A message for '{}' was due, but not published", channel.channelName(), e);
    }
  }

  @Override
  public boolean cancel() {
    cancelled = true;
    Alarms.Alarm pending = alarm;
    return pending != null && pending.cancel();
  }
}
