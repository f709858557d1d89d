package dev.larder.internal.channel;

import dev.larder.Channel;
import dev.larder.ChannelFullException;
import dev.larder.Codec;
import dev.larder.Scheduled;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.internal.codec.WireText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of this JVM.
 *
 * @param <T> the type of the messages
 */
final class LocalChannel<T> implements Channel<T> {
  /*
   * Shared:
   *   delivery       who gets the messages, an immutable object, replaced by compare-and-set.
   *                  Subscribers by pattern stand in it among the direct ones.
   *   patternsKnown  false until all patterns that were there at creation have their subscriber.
   *   failures       a count, see Registration.
   *   spoken         of requests, the classes; null until somebody names them, which stay.
   *   codec          null until somebody names one or bytes are needed; the first one stays.
   *
   * Invariants:
   *   1. Once `delivery` is CLOSED it stays so. Its one handler throws, so that a publish needs no
   *      check of its own for the store being closed.
   *   2. A handle is given out only when patternsKnown is true (see ChannelBus for why no pattern
   *      is missed).
   *   3. A pattern has at most one subscriber in a delivery.
   *   4. While a subscriber is direct, the registry's entry holds this channel strongly.
   *   5. A subscriber has ended before the compare-and-set that takes it out.
   *
   * A publish calls the handlers of the delivery that it read first. Before each further one it
   * looks whether that is still the channel's delivery: if so nobody has gone; if not, it asks each
   * remaining subscriber whether it has ended. So a close is seen at once, for one load of a line
   * that is in the cache, and off the chain of loads that leads to the handler.
   *
   * Linearisation: subscribe at the compare-and-set that adds; close of a subscription at the one
   * that takes out (for one publish at the write of `ended`, if it is past the fast path); publish,
   * as to who is new, at its first read of `delivery`.
   *
   * Modes: compare-and-set releases the new delivery and what it holds; a publish acquires it. The
   * later looks only compare the reference, so they are opaque; the fence when one of them saw a
   * change orders them before the reads of `ended` (invariant 5). The re-check in
   * `holdWhileSubscribed` needs the write before it ordered before its read, so both are volatile.
   */
  private static final VarHandle DELIVERY;
  private static final VarHandle PATTERNS_KNOWN;
  private static final VarHandle FAILURES;
  private static final VarHandle CODEC;
  private static final VarHandle SPOKEN;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      DELIVERY = lookup.findVarHandle(LocalChannel.class, "delivery", Delivery.class);
      PATTERNS_KNOWN = lookup.findVarHandle(LocalChannel.class, "patternsKnown", boolean.class);
      FAILURES = lookup.findVarHandle(LocalChannel.class, "failures", long.class);
      SPOKEN = lookup.findVarHandle(LocalChannel.class, "spoken", List.class);
      CODEC = lookup.findVarHandle(LocalChannel.class, "codec", Codec.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Named as the public type, which is what users configure. */
  private static final Logger LOGGER = LoggerFactory.getLogger(Channel.class);

  private final ChannelBus bus;
  private final String name;
  private final Class<T> type;
  private final ChannelRegistry.Entry entry;

  @SuppressWarnings("unused") // through DELIVERY
  private Delivery<?> delivery = Delivery.NONE;

  @SuppressWarnings("unused") // through PATTERNS_KNOWN
  private boolean patternsKnown;

  @SuppressWarnings("unused") // through FAILURES
  private long failures;

  @SuppressWarnings("unused") // through CODEC
  private @Nullable Codec<T> codec;

  @SuppressWarnings("unused") // through SPOKEN
  private @Nullable List<Class<?>> spoken;

  LocalChannel(ChannelBus bus, ChannelRegistry registry, String name, Class<T> type) {
    this.bus = bus;
    this.name = name;
    this.type = type;
    this.entry = registry.newEntry(this, name);
  }

  String channelName() {
    return name;
  }

  Class<T> messageType() {
    return type;
  }

  ChannelRegistry.Entry entry() {
    return entry;
  }

  @Override
  public String name() {
    openDelivery();
    return name;
  }

  @Override
  public Class<T> type() {
    openDelivery();
    return type;
  }

  @Override
  public int publish(T message) {
    Objects.requireNonNull(message, "message");
    Delivery<T> current = deliveryAcquire();
    int called = 0;
    Throwable thrown = null;
    try {
      Consumer<? super T> handler = current.first;
      if (handler == null) {
        return publishRarely(current, message);
      }
      handler.accept(message);
      called = 1;
      handler = current.second;
      if (handler == null) {
        return 1;
      }
      if (deliveryOpaque() == current) {
        handler.accept(message);
        called = 2;
        handler = current.third;
        if (handler == null) {
          return 2;
        }
        if (deliveryOpaque() == current) {
          handler.accept(message);
          called = 3;
          Consumer<? super T>[] more = current.more;
          while (called - 3 < more.length && deliveryOpaque() == current) {
            more[called - 3].accept(message);
            called++;
          }
          if (called - 3 == more.length) {
            return called;
          }
        }
      }
    } catch (Throwable t) {
      thrown = t;
    }
    return publishRest(current, called, message, thrown);
  }

  /** Where no handler stands in its place: nobody is there, or the channel is sticky. */
  private int publishRarely(Delivery<T> seen, T message) {
    Delivery<T> current = keep(seen, message);
    if (current == null) {
      bus.dead(this, message);
      return 0;
    }
    return publishRest(current, 0, message, null);
  }

  /** Keeps a message if the channel is sticky: from then on it is the latest; else null. */
  private @Nullable Delivery<T> keep(Delivery<T> seen, T message) {
    Delivery<T> current = seen;
    while (current.kept != null) {
      Delivery<T> next = current.keeping(message);
      if (casDelivery(current, next)) {
        if (current.kept.message() == null) {
          holdWhileSubscribed();
        }
        return next;
      }
      current = deliveryAcquire();
    }
    if (current == Delivery.CLOSED) {
      throw ChannelBus.closedException();
    }
    return null;
  }

  @Override
  public Channel<T> sticky() {
    Delivery<T> current = openDelivery();
    while (current.kept == null && !casDelivery(current, current.keeping(null))) {
      current = openDelivery();
    }
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // keep puts nothing else there
  public Optional<T> latest() {
    Delivery.Kept kept = openDelivery().kept;
    return kept == null ? Optional.empty() : Optional.ofNullable((T) kept.message());
  }

  @Override
  public Scheduled publishAfter(T message, Duration delay) {
    Objects.requireNonNull(message, "message");
    openDelivery();
    return LaterMessage.once(this, message, bus.alarms(), delay);
  }

  @Override
  public Scheduled publishEvery(Supplier<? extends T> message, Duration period) {
    Objects.requireNonNull(message, "message");
    openDelivery();
    return LaterMessage.every(this, message, bus.alarms(), period);
  }

  @Override
  public Flow.Subscriber<T> flowSubscriber() {
    openDelivery();
    return new ChannelSubscriber<>(this);
  }

  /** The classes of questions and answers: the first who names them decides; returns those. */
  @SuppressWarnings("unchecked") // nothing else is put there
  List<Class<?>> speaks(Class<?> questions, Class<?> answers) {
    SPOKEN.compareAndSet(this, null, List.of(questions, answers));
    return (List<Class<?>>) Objects.requireNonNull(SPOKEN.getVolatile(this));
  }

  /**
   * Goes on where the fast path met a change of the delivery, or a handler that threw.
   *
   * @param called how many handlers were called and did not throw: the first ones
   * @param firstThrown what the next one threw; null if it was not called yet
   */
  private int publishRest(
      Delivery<T> current, int called, T message, @Nullable Throwable firstThrown) {
    if (current == Delivery.CLOSED) {
      throw ChannelBus.closedException();
    }
    VarHandle.acquireFence(); // whoever saw a delivery without a subscriber sees that it ended
    Subscriber<T>[] all = current.subscribers;
    int received = called;
    int at = called;
    Throwable fatal = null;
    Throwable thrown = firstThrown;
    while (at < all.length) {
      if (thrown != null) {
        if (thrown != NotDelivered.INSTANCE) {
          received += isRefusal(all[at], thrown) ? 0 : 1;
          fatal = failed(all[at], thrown, fatal);
        }
        thrown = null;
        at++;
      }
      try {
        for (; at < all.length; at++) {
          if (!all[at].hasEnded()) {
            all[at].target.accept(message);
            received++;
          }
        }
      } catch (Throwable t) {
        thrown = t;
      }
    }
    throwUnchecked(fatal);
    return received;
  }

  private static void throwUnchecked(@Nullable Throwable fatal) {
    if (fatal instanceof Error error) {
      throw error;
    }
    if (fatal instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Whether it is not the handler that threw, but its queue, which wants the publisher to know. */
  private static boolean isRefusal(Subscriber<?> subscriber, Throwable thrown) {
    return thrown instanceof ChannelFullException full && full.subscription() == subscriber.owner;
  }

  /** Counts and logs; returns what the publisher is to get in the end. */
  private @Nullable Throwable failed(
      Subscriber<T> subscriber, Throwable thrown, @Nullable Throwable fatal) {
    if (isRefusal(subscriber, thrown)) {
      return fatal == null ? thrown : fatal;
    }
    FAILURES.getAndAdd(this, 1L);
    bus.countFailure();
    Registration owner = subscriber.owner;
    if (owner != null) {
      owner.countFailure();
    }
    if (thrown instanceof VirtualMachineError error) {
      // Not logged: there may be neither stack nor heap left for it, and it is thrown anyway.
      return fatal instanceof Error ? fatal : error;
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOGGER.error("A subscriber of channel '{}' threw; the others get the message", name, thrown);
    return fatal;
  }

  @Override
  public Subscription subscribe(Consumer<? super T> handler) {
    Objects.requireNonNull(handler, "handler");
    return subscribe(Setup.PLAIN, registration -> handler);
  }

  @Override
  public SubscriptionBuilder<T> subscriber() {
    return new PipelineBuilder<>(this::subscribe);
  }

  private DirectSubscription<T> subscribe(Setup setup, Registration.Wiring<? super T> wiring) {
    boolean gated = openDelivery().kept != null;
    DirectSubscription<T> subscription =
        new DirectSubscription<>(
            bus,
            this,
            setup,
            owner -> gated ? new StickyGate<>(owner, wiring.apply(owner)) : wiring.apply(owner));
    Delivery<T> added = add(subscription.subscriber());
    if (added == null) {
      subscription.stop();
      throw ChannelBus.closedException();
    }
    holdWhileSubscribed();
    handOver(added, subscription.subscriber());
    return subscription;
  }

  @Override
  public int subscribers() {
    return openDelivery().active();
  }

  @Override
  public long failures() {
    openDelivery();
    return (long) FAILURES.getOpaque(this);
  }

  void countFailure() {
    FAILURES.getAndAdd(this, 1L);
  }

  /** Names what turns messages into bytes, unless something does so already. */
  void encodeBy(Codec<T> first) {
    CODEC.compareAndSet(this, null, first);
  }

  /**
   * What turns messages into bytes: the one named first, or what is built in for their class.
   *
   * @throws IllegalArgumentException if neither is there
   */
  @SuppressWarnings("unchecked") // nothing else is put there
  Codec<T> codec() {
    Codec<T> found = (Codec<T>) CODEC.getAcquire(this);
    if (found == null) {
      encodeBy(WireText.get(type));
      found = (Codec<T>) CODEC.getAcquire(this);
    }
    return found;
  }

  /**
   * Hands a message that came as bytes to the subscribers of this JVM, not to the taps. One that
   * the codec can't read is logged and counted, and reaches nobody.
   *
   * @return how many subscribers were handed the message
   */
  int publishBytes(byte[] bytes) {
    Delivery<T> current = deliveryAcquire();
    if (current == Delivery.CLOSED) {
      throw ChannelBus.closedException();
    }
    T message = null;
    if (current.kept != null) {
      message = read(bytes);
      Delivery<T> kept = message == null ? null : keep(current, message);
      current = kept == null ? current : kept;
    }
    int received = 0;
    Throwable fatal = null;
    for (Subscriber<T> subscriber : current.subscribers) {
      if (subscriber.owner instanceof Tap || subscriber.hasEnded()) {
        continue;
      }
      if (message == null) {
        message = read(bytes);
        if (message == null) {
          return 0;
        }
      }
      try {
        subscriber.target.accept(message);
        received++;
      } catch (Throwable t) {
        if (t != NotDelivered.INSTANCE) {
          boolean refused = isRefusal(subscriber, t);
          received += refused ? 0 : 1;
          fatal = refused ? fatal : failed(subscriber, t, fatal);
        }
      }
    }
    throwUnchecked(fatal);
    return received;
  }

  /** How many subscribers of this JVM there are. */
  int receivers() {
    int receivers = 0;
    for (Subscriber<T> subscriber : deliveryAcquire().subscribers) {
      if (subscriber.owner != null && !(subscriber.owner instanceof Tap)) {
        receivers += subscriber.owner.inForce() ? 1 : 0;
      }
    }
    return receivers;
  }

  private @Nullable T read(byte[] bytes) {
    try {
      return codec().decode(bytes);
    } catch (RuntimeException e) {
      FAILURES.getAndAdd(this, 1L);
      bus.countFailure();
      LOGGER.error(
          "A message of {} bytes can't be read as {}; subscribers of channel '{}' don't get it",
          bytes.length,
          type.getName(),
          name,
          e);
      return null;
    }
  }

  /** Takes an ended subscriber out; does nothing when it is not there. */
  void remove(Subscriber<T> subscriber) {
    while (true) {
      Delivery<T> current = deliveryAcquire();
      Registration owner = subscriber.owner;
      int at = owner == null ? -1 : current.indexOf(owner);
      if (at < 0 || current.subscribers[at] != subscriber) {
        return;
      }
      if (casDelivery(current, current.without(at))) {
        holdWhileSubscribed();
        return;
      }
    }
  }

  /**
   * Gives a matching pattern its subscriber, if it has none and is still in force.
   *
   * <p>The pattern may be closed meanwhile, and its walk over the channels may be past this one: so
   * it is looked at again after the subscriber is in.
   */
  void attach(PatternSubscription<?> pattern) {
    Subscriber<T> bound = pattern.bind(this);
    boolean gated = !(pattern instanceof Tap) && deliveryAcquire().kept != null;
    Subscriber<T> subscriber =
        gated ? new Subscriber<>(pattern, new StickyGate<>(pattern, bound.target)) : bound;
    while (pattern.inForce()) {
      Delivery<T> current = deliveryAcquire();
      if (current == Delivery.CLOSED || current.indexOf(pattern) >= 0) {
        return;
      }
      Delivery<T> next = current.with(subscriber);
      if (casDelivery(current, next)) {
        VarHandle.fullFence();
        if (!pattern.inForce()) {
          detach(pattern);
        }
        handOver(next, subscriber);
        return;
      }
    }
  }

  /** Takes a pattern's subscriber out. */
  void detach(PatternSubscription<?> pattern) {
    Delivery<T> current = deliveryAcquire();
    int at = current.indexOf(pattern);
    if (at >= 0) {
      current.subscribers[at].end();
      remove(current.subscribers[at]);
    }
  }

  /** Ends all subscriptions and lets every later call fail. */
  void close() {
    Delivery<?> last = (Delivery<?>) DELIVERY.getAndSet(this, Delivery.CLOSED);
    if (last != Delivery.CLOSED) {
      for (Subscriber<?> subscriber : last.subscribers) {
        subscriber.end();
        if (subscriber.owner != null) {
          subscriber.owner.stop();
        }
      }
      entry.hold(null);
    }
  }

  boolean isOf(ChannelBus other) {
    return bus == other;
  }

  /** Adds the owners of the direct subscribers. */
  void addOwnersTo(Set<Subscription> found) {
    for (Subscriber<T> subscriber : deliveryAcquire().subscribers) {
      if (subscriber.owner != null && subscriber.isDirect()) {
        found.add(subscriber.owner);
      }
    }
  }

  /** How many subscribers the delivery has, those about to be taken out among them. */
  int size() {
    return openDelivery().subscribers.length;
  }

  boolean patternsKnownAcquire() {
    return (boolean) PATTERNS_KNOWN.getAcquire(this);
  }

  void patternsKnownRelease() {
    PATTERNS_KNOWN.setRelease(this, true);
  }

  /** Adds a subscriber; returns the delivery that was the first to have it, null when closed. */
  private @Nullable Delivery<T> add(Subscriber<T> subscriber) {
    while (true) {
      Delivery<T> current = deliveryAcquire();
      if (current == Delivery.CLOSED) {
        return null;
      }
      Delivery<T> next = current.with(subscriber);
      if (casDelivery(current, next)) {
        return next;
      }
    }
  }

  /** Hands a new subscriber what a sticky channel had kept when it came in. */
  @SuppressWarnings("unchecked") // keep puts nothing else there
  private void handOver(Delivery<T> added, Subscriber<T> subscriber) {
    if (subscriber.target instanceof StickyGate<?> gate) {
      ((StickyGate<T>) gate).open(added.kept == null ? null : (T) added.kept.message());
    }
  }

  /**
   * Lets the registry hold this channel as long as it has direct subscribers. Whoever wrote last
   * has looked again after its write, so that the last write fits the last delivery.
   */
  private void holdWhileSubscribed() {
    Delivery<?> seen;
    do {
      seen = deliveryVolatile();
      boolean keeps = seen.kept != null && seen.kept.message() != null;
      entry.hold(keeps || seen.anyDirect() ? this : null);
    } while (seen != deliveryVolatile());
  }

  private Delivery<T> openDelivery() {
    Delivery<T> current = deliveryAcquire();
    if (current == Delivery.CLOSED) {
      throw ChannelBus.closedException();
    }
    return current;
  }

  @SuppressWarnings("unchecked")
  private Delivery<T> deliveryAcquire() {
    return (Delivery<T>) DELIVERY.getAcquire(this);
  }

  /** To be compared only: what it refers to may not be seen. */
  private Object deliveryOpaque() {
    return DELIVERY.getOpaque(this);
  }

  private Delivery<?> deliveryVolatile() {
    return (Delivery<?>) DELIVERY.getVolatile(this);
  }

  private boolean casDelivery(Delivery<T> expected, Delivery<T> next) {
    return DELIVERY.compareAndSet(this, expected, next);
  }

  @Override
  public String toString() {
    return "channel " + name + " of " + type.getName();
  }
}
