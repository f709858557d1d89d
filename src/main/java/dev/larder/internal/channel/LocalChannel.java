package dev.larder.internal.channel;

import dev.larder.Channel;
import dev.larder.Subscription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Consumer;
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
   *   subscribers    an array that is never changed, replaced by compare-and-set. Elements are
   *                  in the order of their sequence; those by pattern stand among the direct ones,
   *                  so that a publish is one loop.
   *   patternsKnown  false until all patterns that were there at creation have their subscriber.
   *   failures       a count, see Registration.
   *
   * Invariants:
   *   1. Once `subscribers` is CLOSED it stays so. Its one element throws, so that a publish needs
   *      no check of its own for the store being closed.
   *   2. A handle is given out only when patternsKnown is true (see ChannelBus for why no pattern
   *      is missed).
   *   3. A pattern has at most one element in an array.
   *   4. While an element is direct, the registry's entry holds this channel strongly.
   *
   * Linearisation: subscribe at the compare-and-set that adds the element; close of a subscription
   * when its handler is taken away, which comes before the element's removal; publish, as to who is
   * called, at the read of `subscribers`, less those whose handler is gone when their turn comes.
   *
   * Modes: compare-and-set releases the new array and what it holds; a publish acquires it. Nothing
   * else is read in a publish. The re-check in `holdWhileSubscribed` and the steps in ChannelBus
   * need writes ordered before later reads, so those are volatile.
   */
  private static final VarHandle SUBSCRIBERS;
  private static final VarHandle PATTERNS_KNOWN;
  private static final VarHandle FAILURES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SUBSCRIBERS =
          lookup.findVarHandle(LocalChannel.class, "subscribers", Subscriber[].class);
      PATTERNS_KNOWN = lookup.findVarHandle(LocalChannel.class, "patternsKnown", boolean.class);
      FAILURES = lookup.findVarHandle(LocalChannel.class, "failures", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Named as the public type, which is what users configure. */
  private static final Logger LOGGER = LoggerFactory.getLogger(Channel.class);

  private static final Subscriber<?>[] NONE = {};

  private static final Subscriber<?>[] CLOSED = {
    new Subscriber<Object>(
        null,
        message -> {
          throw NotDelivered.INSTANCE;
        })
  };

  private final ChannelBus bus;
  private final String name;
  private final Class<T> type;
  private final ChannelRegistry.Entry entry;

  private Subscriber<?>[] subscribers = NONE;

  @SuppressWarnings("unused") // through PATTERNS_KNOWN
  private boolean patternsKnown;

  @SuppressWarnings("unused") // through FAILURES
  private long failures;

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
    openSubscribers();
    return name;
  }

  @Override
  public Class<T> type() {
    openSubscribers();
    return type;
  }

  @Override
  public int publish(T message) {
    Objects.requireNonNull(message, "message");
    Subscriber<T>[] all = subscribersAcquire();
    int at = 0;
    int received = 0;
    try {
      for (; at < all.length; at++) {
        Consumer<? super T> handler = all[at].handlerOpaque();
        if (handler != null) {
          handler.accept(message);
          received++;
        }
      }
      return received;
    } catch (Throwable thrown) {
      return publishRest(all, at, received, message, thrown);
    }
  }

  /** Goes on behind the subscriber that threw; apart, to keep the loop above small. */
  private int publishRest(
      Subscriber<T>[] all, int failedAt, int receivedBefore, T message, Throwable firstThrown) {
    if (all == (Object) CLOSED) {
      throw ChannelBus.closedException();
    }
    int received = receivedBefore;
    VirtualMachineError fatal = null;
    Throwable thrown = firstThrown;
    int at = failedAt;
    while (at < all.length) {
      if (thrown != NotDelivered.INSTANCE) {
        received++;
        fatal = failed(all[at], thrown, fatal);
      }
      try {
        for (at++; at < all.length; at++) {
          Consumer<? super T> handler = all[at].handlerOpaque();
          if (handler != null) {
            handler.accept(message);
            received++;
          }
        }
      } catch (Throwable next) {
        thrown = next;
      }
    }
    if (fatal != null) {
      throw fatal;
    }
    return received;
  }

  /** Counts and logs; returns what the publisher is to get in the end. */
  private @Nullable VirtualMachineError failed(
      Subscriber<T> subscriber, Throwable thrown, @Nullable VirtualMachineError fatal) {
    FAILURES.getAndAdd(this, 1L);
    Registration owner = subscriber.owner;
    if (owner != null) {
      owner.countFailure();
    }
    if (thrown instanceof VirtualMachineError error) {
      // Not logged: there may be neither stack nor heap left for it, and it is thrown anyway.
      return fatal == null ? error : fatal;
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
    DirectSubscription<T> subscription = new DirectSubscription<>(bus, this, handler);
    if (!add(subscription.subscriber())) {
      throw ChannelBus.closedException();
    }
    holdWhileSubscribed();
    return subscription;
  }

  @Override
  public int subscribers() {
    int active = 0;
    for (Subscriber<T> subscriber : openSubscribers()) {
      if (subscriber.handlerOpaque() != null) {
        active++;
      }
    }
    return active;
  }

  @Override
  public long failures() {
    openSubscribers();
    return (long) FAILURES.getOpaque(this);
  }

  /** Takes an ended subscriber out; does nothing when it is not there. */
  void remove(Subscriber<T> subscriber) {
    while (true) {
      Subscriber<T>[] all = subscribersAcquire();
      int at = 0;
      while (at < all.length && all[at] != subscriber) {
        at++;
      }
      if (at == all.length) {
        return;
      }
      if (casSubscribers(all, Subscribers.without(all, at))) {
        holdWhileSubscribed();
        return;
      }
    }
  }

  /**
   * Gives a matching pattern its subscriber, if it has none and is still in force.
   *
   * <p>The pattern may be closed meanwhile, and its walk over the channels may be past this one:
   * so it is looked at again after the element is in.
   */
  void attach(PatternSubscription<?> pattern) {
    Subscriber<T> subscriber = pattern.bind(name);
    while (pattern.inForce()) {
      Subscriber<T>[] all = subscribersAcquire();
      if (all == (Object) CLOSED || Subscribers.indexOf(all, pattern) >= 0) {
        return;
      }
      if (casSubscribers(all, Subscribers.with(all, subscriber))) {
        VarHandle.fullFence();
        if (!pattern.inForce()) {
          detach(pattern);
        }
        return;
      }
    }
  }

  /** Takes a pattern's subscriber out. */
  void detach(PatternSubscription<?> pattern) {
    Subscriber<T>[] all = subscribersAcquire();
    int at = Subscribers.indexOf(all, pattern);
    if (at >= 0) {
      all[at].end();
      remove(all[at]);
    }
  }

  /** Ends all subscriptions and lets every later call fail. */
  @SuppressWarnings("unchecked")
  void close() {
    Subscriber<T>[] all = (Subscriber<T>[]) SUBSCRIBERS.getAndSet(this, CLOSED);
    if (all != (Object) CLOSED) {
      for (Subscriber<T> subscriber : all) {
        subscriber.end();
      }
      entry.hold(null);
    }
  }

  boolean patternsKnownAcquire() {
    return (boolean) PATTERNS_KNOWN.getAcquire(this);
  }

  void patternsKnownRelease() {
    PATTERNS_KNOWN.setRelease(this, true);
  }

  private boolean add(Subscriber<T> subscriber) {
    while (true) {
      Subscriber<T>[] all = subscribersAcquire();
      if (all == (Object) CLOSED) {
        return false;
      }
      if (casSubscribers(all, Subscribers.with(all, subscriber))) {
        return true;
      }
    }
  }

  /**
   * Lets the registry hold this channel as long as it has direct subscribers. Whoever wrote last
   * has looked again after its write, so that the last write fits the last array.
   */
  private void holdWhileSubscribed() {
    Subscriber<?>[] seen;
    do {
      seen = subscribersVolatile();
      entry.hold(Subscribers.anyDirect(seen) ? this : null);
    } while (seen != subscribersVolatile());
  }

  private Subscriber<T>[] openSubscribers() {
    Subscriber<T>[] all = subscribersAcquire();
    if (all == (Object) CLOSED) {
      throw ChannelBus.closedException();
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private Subscriber<T>[] subscribersAcquire() {
    return (Subscriber<T>[]) SUBSCRIBERS.getAcquire(this);
  }

  private Subscriber<?>[] subscribersVolatile() {
    return (Subscriber<?>[]) SUBSCRIBERS.getVolatile(this);
  }

  private boolean casSubscribers(Subscriber<T>[] expected, Subscriber<T>[] next) {
    return SUBSCRIBERS.compareAndSet(this, expected, next);
  }

  @Override
  public String toString() {
    return "channel " + name + " of " + type.getName();
  }
}
