package dev.larder.internal.channel;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts and times calls of a handler. */
final class CallMeter {
  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  long calls() {
    return calls.sum();
  }

  long nanos() {
    return nanos.sum();
  }

  /** A handler whose calls are counted here. */
  Consumer<Object> around(Registration owner, Consumer<Object> handler) {
    long warnNanos = owner.setup.warnNanos;
    return message -> {
      long begin = owner.bus.nanos();
      try {
        handler.accept(message);
      } finally {
        long took = owner.bus.nanos() - begin;
        calls.increment();
        nanos.add(took);
        if (took > warnNanos) {
          owner.warnSlow(took);
        }
      }
    };
  }
}
