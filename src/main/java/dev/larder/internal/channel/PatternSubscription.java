package dev.larder.internal.channel;

import dev.larder.Request;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on all channels whose names match and whose messages fit.
 *
 * @param <T> the type of the messages
 */
sealed class PatternSubscription<T> extends Registration permits Tap {
  /*
   * Shared: `handler`, set by the constructor and once to null. Taking it away is the one moment
   * at which the subscription ends on all channels: every bound subscriber reads it before it
   * calls, whichever delivery it still stands in. The null carries no data, and the handler's own
   * fields came with the delivery: an opaque read is enough there.
   */
  private static final VarHandle HANDLER;

  static {
    try {
      HANDLER =
          MethodHandles.lookup()
              .findVarHandle(PatternSubscription.class, "handler", BiConsumer.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final GlobPattern pattern;
  final Class<T> type;

  @SuppressWarnings("unused") // through HANDLER
  private @Nullable BiConsumer<? super String, ? super T> handler;

  /** Whether it takes the messages that fit out of channels of a wider type. */
  private final boolean narrows;

  PatternSubscription(
      ChannelBus bus,
      GlobPattern pattern,
      Class<T> type,
      BiConsumer<? super String, ? super T> handler) {
    super(bus, Setup.PLAIN);
    this.pattern = pattern;
    this.type = type;
    this.handler = handler;
    this.narrows = false;
  }

  PatternSubscription(
      ChannelBus bus, GlobPattern pattern, Class<T> type, Setup setup, Wiring<? super T> wiring) {
    super(bus, setup);
    this.pattern = pattern;
    this.type = type;
    this.narrows = true;
    Consumer<? super T> target = wiring.apply(this);
    this.handler = (name, message) -> target.accept(message);
  }

  /** Whether the messages of a channel are for this subscription. */
  boolean matches(LocalChannel<?> channel) {
    Class<?> published = channel.messageType();
    if (published == Request.class && type != Request.class) {
      return false; // whoever hears everything does not answer
    }
    boolean fits = type.isAssignableFrom(published) || narrows && published.isAssignableFrom(type);
    return fits && pattern.matches(channel.channelName());
  }

  /**
   * A subscriber for one matching channel, with the channel's name bound.
   *
   * @param <M> the type of that channel's messages, a subtype of T as {@link #matches} has checked
   */
  <M> Subscriber<M> bind(LocalChannel<M> channel) {
    @SuppressWarnings("unchecked")
    PatternSubscription<M> checked = (PatternSubscription<M>) this;
    String name = channel.channelName();
    Consumer<M> bound = message -> checked.deliver(name, message);
    if (!type.isAssignableFrom(channel.messageType())) {
      Consumer<M> fitting = bound;
      bound =
          message -> {
            if (type.isInstance(message)) {
              fitting.accept(message);
            }
          };
    }
    return new Subscriber<>(this, bound);
  }

  final void deliver(String name, T message) {
    BiConsumer<? super String, ? super T> current = handlerOpaque();
    if (current == null) {
      throw NotDelivered.INSTANCE;
    }
    current.accept(name, message);
  }

  @SuppressWarnings("unchecked")
  private @Nullable BiConsumer<? super String, ? super T> handlerOpaque() {
    return (BiConsumer<? super String, ? super T>) HANDLER.getOpaque(this);
  }

  /** Whether the handler is still there, read so that it is ordered with changes of deliveries. */
  @Override
  final boolean inForce() {
    return HANDLER.getVolatile(this) != null;
  }

  /** Takes the handler away; returns whether it was there. */
  final boolean end() {
    return HANDLER.getAndSet(this, null) != null;
  }

  @Override
  final String source() {
    return pattern.toString();
  }

  @Override
  final void cut() {
    if (end()) {
      bus.remove(this);
    }
  }

  @Override
  public String toString() {
    return "subscription of channels " + pattern + " of " + type.getName();
  }
}
