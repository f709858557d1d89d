package dev.larder.internal.channel;

import dev.larder.Subscription;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Making a channel against subscribing and closing patterns, in all interleavings: afterwards the
 * channel has exactly the subscribers that are open. (A publish is not atomic against two changes,
 * on purpose, and so is no operation here.)
 */
@Tag("lincheck")
public class ChannelBusLincheckTest {
  private final ChannelBus bus = new ChannelBus();
  private final Subscription early = bus.subscribe("*", Integer.class, (name, message) -> {});
  private volatile boolean closed;
  private volatile boolean late;
  private volatile boolean direct;

  @Operation
  public void make() {
    bus.channel("c", Integer.class);
  }

  @Operation(runOnce = true)
  public void subscribe() {
    bus.channel("c", Integer.class).subscribe(message -> {});
    direct = true;
  }

  @Operation(runOnce = true)
  public void subscribeByPattern() {
    bus.subscribe("?", Integer.class, (name, message) -> {});
    late = true;
  }

  @Operation(runOnce = true)
  public void close() {
    early.close();
    closed = true;
  }

  @Validate
  public void whoIsOpenIsIn() {
    LocalChannel<Integer> channel = (LocalChannel<Integer>) bus.channel("c", Integer.class);
    int expected = (closed ? 0 : 1) + (late ? 1 : 0) + (direct ? 1 : 0);
    int inside = channel.size();
    if (inside != expected || channel.publish(1) != expected) {
      throw new IllegalStateException(inside + " subscribers instead of " + expected);
    }
  }

  @Test
  void modelChecking() {
    new ModelCheckingOptions()
        .iterations(15)
        .invocationsPerIteration(300)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .check(ChannelBusLincheckTest.class);
  }
}
