package dev.larder.internal.channel;

import dev.larder.Channel;
import dev.larder.WhenFull;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Publishing, consuming and closing in all interleavings: no message stays behind in a lane for
 * which no consumer has been called, and each is delivered once or dropped once, also by who comes
 * after the end. (Operations answer nothing: what holds is said at the end.)
 */
@Tag("lincheck")
public class LaneLincheckTest {
  /** What is done in any order. */
  public abstract static class LaneOperations {
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger called = new AtomicInteger();
    private final Lane<Object> lane;

    LaneOperations(int width, Mailbox<Object> mailbox) {
      ChannelBus bus = new ChannelBus();
      Channel<Integer> channel = bus.channel("c", Integer.class);
      Registration owner = (Registration) channel.subscribe(message -> {});
      lane =
          new Lane<>(
              owner,
              mailbox,
              WhenFull.DROP_NEWEST,
              message -> handled.incrementAndGet(),
              width,
              one -> called.incrementAndGet());
    }

    @Operation
    public void publish() {
      published.incrementAndGet();
      lane.accept("message");
    }

    @Operation
    public void consume() {
      int calls;
      do {
        calls = called.get();
        if (calls == 0) {
          return;
        }
      } while (!called.compareAndSet(calls, calls - 1));
      boolean more;
      do {
        more = lane.deliver(4);
      } while (more || !lane.leave());
    }

    @Operation(runOnce = true)
    public void drain() {
      lane.drain();
    }

    @Operation(runOnce = true)
    public void stop() {
      lane.stop();
    }

    @Validate
    public void nothingStaysBehind() {
      while (called.get() > 0) {
        consume();
      }
      long gone = lane.delivered() + lane.dropped();
      if (gone != published.get() || handled.get() != lane.delivered() || lane.queued() != 0) {
        throw new IllegalStateException(
            published + " published, " + gone + " gone, " + handled + " handled");
      }
      if (lane.calls() != 0) {
        throw new IllegalStateException("a consumer is counted that is none");
      }
    }
  }

  /** One consumer at a time. */
  public static class OneConsumer extends LaneOperations {
    public OneConsumer() {
      super(1, new BoundedMailbox<>(8));
    }
  }

  /** Two consumers at once. */
  public static class TwoConsumers extends LaneOperations {
    public TwoConsumers() {
      super(2, new SharedMailbox<>(8));
    }
  }

  private static void check(Class<?> tested) {
    new ModelCheckingOptions()
        .iterations(15)
        .invocationsPerIteration(300)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(0)
        .check(tested);
  }

  @Test
  void oneConsumer() {
    check(OneConsumer.class);
  }

  @Test
  void twoConsumers() {
    check(TwoConsumers.class);
  }
}
