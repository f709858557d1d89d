package dev.larder.internal.channel;

import dev.larder.MessageContext;
import dev.larder.Waiting;
import dev.larder.internal.time.Alarms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Puts together what stands between a channel and a handler. From the channel on: the stages of the
 * builder, the end of a time, once, what travels, the queue; then on the thread that delivers: what
 * travels, retries, the measure of calls, the weak reference, the handler.
 */
final class HandlerWiring {
  private final Registration owner;
  private final Setup setup;

  private HandlerWiring(Registration owner) {
    this.owner = owner;
    this.setup = owner.setup;
  }

  static Consumer<Object> wire(
      Registration owner, UnaryOperator<Consumer<Object>> stages, Consumer<Object> handler) {
    HandlerWiring wiring = new HandlerWiring(owner);
    Consumer<Object> target = wiring.called(handler);
    if (owner.setup.isQueued()) {
      target = wiring.queued(target);
    }
    return stages.apply(wiring.bounded(target));
  }

  private Consumer<Object> called(Consumer<Object> handler) {
    Consumer<Object> called = setup.weak ? new WeakHandler(owner, handler) : handler;
    if (setup.warnNanos >= 0) {
      CallMeter meter = new CallMeter();
      owner.meter = meter;
      called = meter.around(owner, called);
    }
    return setup.isCareful() ? new CarefulHandler(owner, called) : called;
  }

  private Consumer<Object> queued(Consumer<Object> called) {
    MessageContext context = setup.context;
    Consumer<Object> target = context == null ? called : restoring(context, called);
    List<Lane<Object>> lanes = new ArrayList<>();
    for (int i = 0; i < setup.lanes; i++) {
      lanes.add(lane(target));
    }
    Intake intake = new Intake(owner, lanes);
    owner.intake = intake;
    Consumer<Object> entrance = intake.entrance();
    return context == null
        ? entrance
        : message -> entrance.accept(new Carried(message, context.capture()));
  }

  private Lane<Object> lane(Consumer<Object> target) {
    Executor executor = setup.executor;
    if (executor != null) {
      return newLane(target, new ExecutorCrew(executor));
    }
    Waiting waiting = setup.worker == null ? Waiting.PARK : setup.worker;
    WorkerCrew worker = new WorkerCrew(waiting, task -> daemon("larder-" + owner.name(), task));
    Lane<Object> lane = newLane(target, worker);
    worker.start(lane);
    return lane;
  }

  private Lane<Object> newLane(Consumer<Object> target, Lane.Crew crew) {
    return new Lane<>(owner, setup.newMailbox(), setup.whenFull, target, setup.width, crew);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Consumer<Object> restoring(MessageContext context, Consumer<Object> called) {
    return message -> {
      Carried carried = (Carried) message;
      Runnable after = context.restore(carried.context());
      try {
        called.accept(carried.message());
      } finally {
        after.run();
      }
    };
  }

  /** Once, and for a time. */
  private Consumer<Object> bounded(Consumer<Object> target) {
    Consumer<Object> bounded = target;
    if (setup.once) {
      AtomicBoolean taken = new AtomicBoolean();
      Consumer<Object> next = bounded;
      bounded =
          message -> {
            if (!taken.compareAndSet(false, true)) {
              throw NotDelivered.INSTANCE;
            }
            owner.cut();
            next.accept(message);
            owner.finish();
          };
    }
    if (setup.duringMillis > 0) {
      Alarms alarms = bus().alarms();
      long deadline = alarms.millis() + setup.duringMillis;
      alarms.at(deadline, owner::finish);
      Consumer<Object> next = bounded;
      bounded =
          message -> {
            if (alarms.millis() >= deadline) {
              owner.finish();
              throw NotDelivered.INSTANCE;
            }
            next.accept(message);
          };
    }
    return bounded;
  }

  private ChannelBus bus() {
    return owner.bus;
  }
}
