package dev.larder.internal.channel;

import dev.larder.LarderList;
import dev.larder.MessageContext;
import dev.larder.Waiting;
import dev.larder.WhenFull;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a builder was told: set by it, and not changed once the subscription is there. */
final class Setup implements Cloneable {
  static final Setup PLAIN = new Setup();

  int priority;
  @Nullable String name;
  boolean once;
  boolean weak;
  long duringMillis;

  // Who calls: a thread of its own, an executor, or, when there is neither, the publisher.
  @Nullable Waiting worker;
  @Nullable Executor executor;
  int width = 1;
  int lanes = 1;
  @Nullable Function<Object, ?> key;

  boolean queueGiven;
  int capacity = 1024;
  WhenFull whenFull = WhenFull.WAIT;
  boolean latestOnly;
  long bytes;
  @Nullable ToLongFunction<Object> measure;

  int retries;
  long backOffMillis;
  @Nullable BiConsumer<Object, ? super Throwable> onError;
  @Nullable LarderList<Object> deadLetters;
  @Nullable MessageContext context;

  /** Who must have asked for messages before they are handed over. */
  @Nullable Demand<?> demand;

  /** How long a call may take before there is a warning; -1 when calls are not measured. */
  long warnNanos = -1;

  boolean isQueued() {
    return worker != null || executor != null;
  }

  boolean isCareful() {
    return retries > 0 || onError != null || deadLetters != null;
  }

  /** Whether something was given that is for messages of the type of now. */
  boolean isTyped() {
    return key != null || measure != null || onError != null || deadLetters != null;
  }

  Mailbox<Object> newMailbox() {
    if (latestOnly) {
      return new LatestMailbox<>();
    }
    ToLongFunction<Object> measured = measure;
    if (measured != null) {
      return new GrowingMailbox<>(bytes, message -> measured.applyAsLong(Carried.bare(message)));
    }
    return width > 1 || whenFull == WhenFull.DROP_OLDEST
        ? new SharedMailbox<>(capacity)
        : new BoundedMailbox<>(capacity);
  }

  /** One that the builder does not change any more. */
  Setup copy() {
    try {
      return (Setup) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Refuses what does not go together. */
  void check() {
    if (queueGiven && !isQueued()) {
      throw new IllegalStateException(
          "a queue needs who takes from it: onWorker(), on(executor, …) or onByKey(…)");
    }
    if (measure != null && width > 1) {
      throw new IllegalStateException(
          "a queue that grows has one consumer at a time: a concurrency of 1, or keys");
    }
  }
}
