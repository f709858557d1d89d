package dev.larder.internal.channel;

import dev.larder.LarderList;
import dev.larder.MessageContext;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.Waiting;
import dev.larder.WhenFull;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Collects what a subscription is to be, and has it made.
 *
 * @param <T> the type of the messages that the handler gets
 */
final class PipelineBuilder<T> implements SubscriptionBuilder<T> {
  /** Subscribes to a channel, or to all of a pattern. */
  interface Source {
    Registration add(Setup setup, Registration.Wiring<Object> wiring);
  }

  private final Source source;
  private final Setup setup = new Setup();
  private UnaryOperator<Consumer<Object>> stages = UnaryOperator.identity();

  PipelineBuilder(Source source) {
    this.source = source;
  }

  /** Puts a stage in front of what is behind those that are there. */
  private void stage(UnaryOperator<Consumer<Object>> next) {
    UnaryOperator<Consumer<Object>> before = stages;
    stages = target -> before.apply(next.apply(target));
  }

  @SuppressWarnings("unchecked") // as the stages leave it
  private <R> SubscriptionBuilder<R> retyped() {
    if (setup.isTyped()) {
      throw new IllegalStateException(
          "say map and ofType first: what was given before is for messages of another type");
    }
    return (SubscriptionBuilder<R>) this;
  }

  private static <A> A given(A argument, String name) {
    return Objects.requireNonNull(argument, name);
  }

  @SuppressWarnings("unchecked") // it is called with messages of that type only
  private static <A, R> Function<Object, R> untyped(Function<? super A, ? extends R> function) {
    return (Function<Object, R>) function;
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public SubscriptionBuilder<T> filter(Predicate<? super T> wanted) {
    Predicate<Object> test = (Predicate<Object>) given(wanted, "wanted");
    stage(
        target ->
            message -> {
              if (test.test(message)) {
                target.accept(message);
              }
            });
    return this;
  }

  @Override
  public <R> SubscriptionBuilder<R> map(Function<? super T, ? extends R> change) {
    Function<Object, R> changing = untyped(given(change, "change"));
    SubscriptionBuilder<R> changed = retyped();
    stage(
        target ->
            message ->
                target.accept(
                    Objects.requireNonNull(changing.apply(message), "a message was mapped to")));
    return changed;
  }

  @Override
  public <S> SubscriptionBuilder<S> ofType(Class<S> type) {
    given(type, "type");
    SubscriptionBuilder<S> changed = retyped();
    stage(
        target ->
            message -> {
              if (type.isInstance(message)) {
                target.accept(message);
              }
            });
    return changed;
  }

  @Override
  public SubscriptionBuilder<T> priority(int priority) {
    setup.priority = priority;
    return this;
  }

  @Override
  public SubscriptionBuilder<T> once() {
    setup.once = true;
    return this;
  }

  @Override
  public SubscriptionBuilder<T> during(Duration time) {
    setup.duringMillis = time.toMillis();
    if (setup.duringMillis < 1) {
      throw new IllegalArgumentException("at least one millisecond, but this is " + time);
    }
    return this;
  }

  @Override
  public SubscriptionBuilder<T> weak() {
    setup.weak = true;
    return this;
  }

  @Override
  public SubscriptionBuilder<T> named(String name) {
    setup.name = given(name, "name");
    return this;
  }

  @Override
  public SubscriptionBuilder<T> onWorker(Waiting waiting) {
    given(waiting, "waiting");
    requireNobody();
    setup.worker = waiting;
    return this;
  }

  @Override
  public SubscriptionBuilder<T> on(Executor executor, int concurrency) {
    given(executor, "executor");
    requireNobody();
    setup.executor = executor;
    setup.width = positive(concurrency, "concurrency");
    return this;
  }

  @Override
  public SubscriptionBuilder<T> onByKey(Executor executor, int lanes, Function<? super T, ?> key) {
    given(executor, "executor");
    given(key, "key");
    requireNobody();
    setup.executor = executor;
    setup.lanes = positive(lanes, "lanes");
    setup.key = untyped(key);
    return this;
  }

  private void requireNobody() {
    if (setup.isQueued()) {
      throw new IllegalStateException("who calls the handler has been said already");
    }
  }

  private static int positive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but is " + number);
    }
    return number;
  }

  @Override
  public SubscriptionBuilder<T> queue(int capacity, WhenFull whenFull) {
    requireDefaultQueue();
    setup.capacity = positive(capacity, "capacity");
    setup.whenFull = given(whenFull, "whenFull");
    setup.queueGiven = true;
    return this;
  }

  @Override
  public SubscriptionBuilder<T> latestOnly() {
    requireDefaultQueue();
    setup.latestOnly = true;
    setup.queueGiven = true;
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with messages of that type only
  public SubscriptionBuilder<T> growing(
      long bytes, ToLongFunction<? super T> size, WhenFull whenFull) {
    requireDefaultQueue();
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be at least 1, but are " + bytes);
    }
    if (whenFull == WhenFull.DROP_OLDEST) {
      throw new IllegalArgumentException("a queue that grows can't drop the oldest");
    }
    setup.bytes = bytes;
    setup.measure = (ToLongFunction<Object>) given(size, "size");
    setup.whenFull = given(whenFull, "whenFull");
    setup.queueGiven = true;
    return this;
  }

  private void requireDefaultQueue() {
    if (setup.queueGiven) {
      throw new IllegalStateException("the queue has been said already");
    }
  }

  @Override
  public SubscriptionBuilder<T> retry(int times, Duration backOff) {
    setup.retries = positive(times, "times");
    if (backOff.isNegative()) {
      throw new IllegalArgumentException("the back-off must not be negative, but is " + backOff);
    }
    setup.backOffMillis = backOff.plusNanos(999_999).toMillis();
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with messages of that type only
  public SubscriptionBuilder<T> onError(BiConsumer<? super T, ? super Throwable> handler) {
    setup.onError = (BiConsumer<Object, ? super Throwable>) given(handler, "handler");
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // it gets messages of that type only
  public SubscriptionBuilder<T> deadLetters(LarderList<? super T> list) {
    setup.deadLetters = (LarderList<Object>) given(list, "list");
    return this;
  }

  @Override
  public SubscriptionBuilder<T> carrying(MessageContext context) {
    setup.context = given(context, "context");
    return this;
  }

  @Override
  public SubscriptionBuilder<T> measured(Duration warnAfter) {
    setup.warnNanos = warnAfter.toNanos();
    if (setup.warnNanos < 0) {
      throw new IllegalArgumentException("the time must not be negative, but is " + warnAfter);
    }
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with messages of that type only
  public Subscription subscribe(Consumer<? super T> handler) {
    Consumer<Object> called = (Consumer<Object>) given(handler, "handler");
    setup.check();
    return source.add(
        setup.copy(), registration -> HandlerWiring.wire(registration, stages, called));
  }

  @Override
  public Flow.Publisher<T> publisher() {
    if (setup.lanes > 1 || setup.width > 1) {
      throw new IllegalStateException("a publisher's messages come one after the other");
    }
    return subscriber -> Demand.subscribe(this, given(subscriber, "subscriber"));
  }

  /** Subscribes somebody who gets a message when it has asked for one. */
  Registration subscribe(Demand<?> demand) {
    Setup own = setup.copy();
    if (!own.isQueued()) {
      own.worker = Waiting.PARK;
    }
    own.demand = demand;
    own.check();
    return source.add(
        own,
        registration -> {
          registration.onEnd = demand::end;
          return HandlerWiring.wire(registration, stages, demand::next);
        });
  }
}
