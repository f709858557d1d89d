package dev.larder.internal.channel;

import dev.larder.Codec;
import dev.larder.Request;
import java.util.function.Consumer;

/**
 * The way of an endpoint's messages in and of the channels' messages out, as bytes. It counts as
 * one subscriber of each channel that its outlet wants, and costs the others nothing.
 */
public final class Tap extends PatternSubscription<Object> {
  final Outlet outlet;

  /** Where messages go out; called from any thread. */
  public interface Outlet {
    /** Whether somebody is there for a channel's messages. */
    boolean wants(String channel);

    /**
     * Takes a message.
     *
     * @return how many get it
     */
    int deliver(String channel, byte[] message);
  }

  Tap(ChannelBus bus, Outlet outlet) {
    super(bus, GlobPattern.of("*"), Object.class, (channel, message) -> {});
    this.outlet = outlet;
  }

  /**
   * Hands a message from outside to the subscribers of this JVM, and to the other taps' outlets.
   *
   * @return how many got it
   * @throws dev.larder.LarderClosedException if the store is closed
   */
  public int publish(String channel, byte[] message) {
    return bus.deliver(this, channel, message);
  }

  /** How many of this JVM would be handed a message now; of patterns those on channels in use. */
  public int receivers(String channel) {
    return bus.receivers(channel);
  }

  /** Whether there is no channel and no pattern that a message could reach. */
  public boolean isQuiet() {
    return bus.isQuiet(this);
  }

  /** Says that what the outlet wants of one channel may have changed. */
  public void wishChanged(String channel) {
    bus.settle(this, channel);
  }

  /** Says that what the outlet wants of any channel may have changed. */
  public void wishesChanged() {
    bus.settleAll(this);
  }

  @Override
  boolean matches(LocalChannel<?> channel) {
    return inForce()
        && channel.messageType() != Request.class // its future does not go through bytes
        && outlet.wants(channel.channelName());
  }

  @Override
  <M> Subscriber<M> bind(LocalChannel<M> channel) {
    Consumer<M> bound =
        message -> {
          if (!inForce()) {
            throw NotDelivered.INSTANCE;
          }
          Codec<M> codec = channel.codec();
          outlet.deliver(channel.channelName(), codec.encode(message));
        };
    return new Subscriber<>(this, bound);
  }

  @Override
  public String toString() {
    return "an endpoint's tap";
  }
}
