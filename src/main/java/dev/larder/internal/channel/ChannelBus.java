package dev.larder.internal.channel;

import dev.larder.Channel;
import dev.larder.Codec;
import dev.larder.DeadMessage;
import dev.larder.LarderClosedException;
import dev.larder.Request;
import dev.larder.RequestChannel;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.WrongTypeException;
import dev.larder.internal.codec.WireText;
import dev.larder.internal.time.Alarms;
import dev.larder.internal.time.Ticker;
import dev.larder.internal.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All channels of one store. */
public final class ChannelBus implements AutoCloseable {
  /*
   * Shared:
   *   registry      names to channels
   *   patterns      an array of the pattern subscriptions, never changed, replaced by
   *                 compare-and-set; CLOSED once the bus is closed, and then for good
   *   lastSequence  the number of the latest subscription
   *
   * No channel misses a pattern. Who subscribes by pattern (1) puts it into `patterns`, (2) walks
   * the registry and attaches it. Who asks for a channel (1) puts it into the registry or finds it
   * there, (2) reads `patterns` and attaches all that match, (3) sets patternsKnown and hands it
   * out. Full fences between (1) and (2) on both sides: at least one sees the other, and
   * attaching twice is the same as once. Who finds a channel whose creator is not yet through does
   * (2) and (3) as well instead of waiting. A channel with patternsKnown was in the registry before
   * `patterns` was read, so a later pattern's walk meets it. (Dekker's argument.)
   *
   * No pattern outlives its close. Who closes (1) takes the handler away, which ends it everywhere
   * at once, (2) walks the registry and takes its subscribers out. Who attaches (1) puts the
   * subscriber in, (2) looks whether the handler is still there, and takes the subscriber out if
   * not. The same argument, for garbage only: no message can reach the handler after (1).
   *
   * No channel outlives the bus. Closing (1) sets `patterns` to CLOSED, (2) walks the registry and
   * closes each channel. A new channel (1) goes into the registry, (2) reads `patterns`, and is
   * closed by its creator when that is CLOSED.
   *
   * Linearisation: a pattern's subscribing is, for a channel, its attaching; close of the bus at
   * (1) for new channels and subscriptions, and for an existing channel when it is closed itself.
   */
  private static final VarHandle PATTERNS;
  private static final VarHandle LAST_SEQUENCE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PATTERNS = lookup.findVarHandle(ChannelBus.class, "patterns", PatternSubscription[].class);
      LAST_SEQUENCE = lookup.findVarHandle(ChannelBus.class, "lastSequence", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final Logger LOGGER = LoggerFactory.getLogger(Channel.class);
  private static final PatternSubscription<?>[] NONE = {};
  private static final PatternSubscription<?>[] CLOSED = {};

  private final ChannelRegistry registry = new ChannelRegistry();
  private final LongAdder failures = new LongAdder();

  @SuppressWarnings("unused") // through PATTERNS
  private PatternSubscription<?>[] patterns = NONE;

  @SuppressWarnings("unused") // through LAST_SEQUENCE
  private long lastSequence;

  private final Ticker ticker;
  private final Alarms alarms;
  private final LocalChannel<DeadMessage> deadMessages;

  /** A bus without channels, on the system's clock. */
  public ChannelBus() {
    this(new TimeSource(TimeSource.system()), Ticker.system());
  }

  /**
   * A bus without channels.
   *
   * @param time what delayed messages and subscriptions for a time go by
   * @param ticker what tells how long something takes
   */
  public ChannelBus(TimeSource time, Ticker ticker) {
    this.ticker = ticker;
    this.alarms = new Alarms(time);
    this.deadMessages =
        new LocalChannel<>(this, registry, "larder.dead-messages", DeadMessage.class);
  }

  /** Where messages go that nobody was there for. */
  public Channel<DeadMessage> deadMessages() {
    requireOpen();
    return deadMessages;
  }

  void dead(LocalChannel<?> channel, Object message) {
    if (channel != deadMessages && deadMessages.size() > 0) {
      deadMessages.publish(new DeadMessage(channel.channelName(), message));
    }
  }

  /** Whether a channel is one of this bus. */
  public boolean owns(Channel<?> channel) {
    return channel instanceof LocalChannel<?> local && local.isOf(this);
  }

  /**
   * A channel for questions and answers.
   *
   * @param <Q> the type of the questions
   * @param <R> the type of the answers
   * @throws WrongTypeException if it is there with other classes
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // one class stands for all requests
  public <Q, R> RequestChannel<Q, R> requests(String name, Class<Q> questions, Class<R> answers) {
    requireReference(questions);
    requireReference(answers);
    Channel<Request> channel = channel(name, Request.class);
    List<Class<?>> spoken = ((LocalChannel<Request>) channel).speaks(questions, answers);
    if (!spoken.equals(List.of(questions, answers))) {
      throw new WrongTypeException(
          name, "requests of " + List.of(questions, answers), "requests of " + spoken);
    }
    return new Requests<>((Channel) channel, name, alarms, questions, answers);
  }

  /** Subscribes an object's marked methods. */
  public Subscription subscribeMethods(MethodHandles.Lookup lookup, Object listener) {
    requireOpen();
    return AnnotatedMethods.subscribe(this, lookup, listener);
  }

  /** The subscriptions that are in force, each once. O(channels). */
  public List<Subscription> subscriptions() {
    Set<Subscription> found = new LinkedHashSet<>();
    deadMessages.addOwnersTo(found);
    registry.forEach("", channel -> channel.addOwnersTo(found));
    for (PatternSubscription<?> pattern : patternsVolatile()) {
      if (!(pattern instanceof Tap)) {
        found.add(pattern);
      }
    }
    return List.copyOf(found);
  }

  /** Closes subscriptions, all within one time; returns how many messages were not delivered. */
  long closeAll(List<Subscription> all, Duration patience) {
    long begin = nanos();
    long left = 0;
    for (Subscription subscription : all) {
      Duration rest = patience.minusNanos(nanos() - begin);
      left += subscription.close(rest.isNegative() ? Duration.ZERO : rest);
    }
    return left;
  }

  /** Closes all subscriptions within a time; returns how many messages were not delivered. */
  public long drain(Duration patience) {
    return closeAll(subscriptions(), patience);
  }

  long nanos() {
    return ticker.nanos();
  }

  Alarms alarms() {
    return alarms;
  }

  /** How many times a subscriber of any channel has thrown. */
  public long failures() {
    return failures.sum();
  }

  void countFailure() {
    failures.increment();
  }

  /**
   * The channel of a name, the same object for everybody as long as it is in use. O(log channels),
   * and for a new one O(patterns).
   *
   * @param <T> the type of the messages
   * @param name its name
   * @param type the class of the messages
   * @throws IllegalArgumentException if the type is a primitive one
   * @throws WrongTypeException if the channel is there with another class
   * @throws LarderClosedException if the bus is closed
   */
  public <T> Channel<T> channel(String name, Class<T> type) {
    Objects.requireNonNull(name, "name");
    requireReference(type);
    requireOpen();
    LocalChannel<?> channel = registry.find(name);
    if (channel == null) {
      channel = registry.putIfAbsent(new LocalChannel<>(this, registry, name, type));
    }
    if (!channel.patternsKnownAcquire()) {
      VarHandle.fullFence();
      attachAll(channel);
    }
    if (channel.messageType() != type) {
      throw new WrongTypeException(name, describe(type), describe(channel.messageType()));
    }
    @SuppressWarnings("unchecked") // the classes are the same
    Channel<T> typed = (Channel<T>) channel;
    return typed;
  }

  /**
   * The channel of a name, with what turns its messages into bytes, should it have nothing yet.
   *
   * @param <T> the type of the messages
   * @param name its name
   * @param codec for where bytes are needed
   */
  public <T> Channel<T> codedChannel(String name, Codec<T> codec) {
    Channel<T> channel = channel(name, codec.type());
    ((LocalChannel<T>) channel).encodeBy(codec);
    return channel;
  }

  private void attachAll(LocalChannel<?> channel) {
    PatternSubscription<?>[] all = patternsVolatile();
    if (all == CLOSED) {
      channel.close();
      throw closedException();
    }
    for (PatternSubscription<?> pattern : all) {
      if (pattern.matches(channel)) {
        channel.attach(pattern);
      }
    }
    channel.patternsKnownRelease();
  }

  /**
   * Subscribes to all channels, present and future, whose names match and whose messages are of the
   * type or a subtype. The messages of a channel of another type are not delivered, whatever they
   * are. O(channels), or those that begin as the pattern does when that is literal.
   *
   * @param <T> the type of the messages
   * @param pattern a pattern as {@link GlobPattern} has it
   * @param type the class of the messages
   * @param handler gets the channel's name and the message, on the publisher's thread
   * @throws IllegalArgumentException if the type is a primitive one
   * @throws LarderClosedException if the bus is closed
   */
  public <T> Subscription subscribe(
      String pattern, Class<T> type, BiConsumer<? super String, ? super T> handler) {
    Objects.requireNonNull(pattern, "pattern");
    requireReference(type);
    Objects.requireNonNull(handler, "handler");
    PatternSubscription<T> added =
        new PatternSubscription<>(this, GlobPattern.of(pattern), type, handler);
    addPattern(added);
    return added;
  }

  /**
   * Begins a subscription to all channels, present and future, whose names match. Messages of the
   * type are taken out of channels of a wider type, too.
   *
   * @param <T> the type of the messages
   * @param pattern a pattern as {@link GlobPattern} has it
   * @param type the class of the messages
   */
  public <T> SubscriptionBuilder<T> subscriber(String pattern, Class<T> type) {
    Objects.requireNonNull(pattern, "pattern");
    requireReference(type);
    GlobPattern glob = GlobPattern.of(pattern);
    return new PipelineBuilder<>(
        (setup, wiring) -> {
          requireOpen();
          PatternSubscription<T> added = new PatternSubscription<>(this, glob, type, setup, wiring);
          addPattern(added);
          return added;
        });
  }

  private void addPattern(PatternSubscription<?> added) {
    PatternSubscription<?>[] all;
    PatternSubscription<?>[] next;
    do {
      all = patternsVolatile();
      if (all == CLOSED) {
        throw closedException();
      }
      next = Arrays.copyOf(all, all.length + 1);
      next[all.length] = added;
    } while (!casPatterns(all, next));
    VarHandle.fullFence();
    registry.forEach(
        added.pattern.literalPrefix(),
        channel -> {
          if (added.matches(channel)) {
            channel.attach(added);
          }
        });
  }

  // ---- the way to and from an endpoint ----------------------------------------------------------

  /** Lets the channels' messages out to an endpoint, in bytes, and its messages in. */
  public Tap tap(Tap.Outlet outlet) {
    Tap added = new Tap(this, outlet);
    addPattern(added);
    return added;
  }

  /** To be told after an outlet's wish for one channel has changed. O(log channels). */
  void settle(Tap tap, String name) {
    VarHandle.fullFence();
    LocalChannel<?> channel = registry.find(name);
    if (channel != null) {
      settle(tap, channel);
    }
  }

  /** To be told after an outlet's wish for many channels has changed. O(channels). */
  void settleAll(Tap tap) {
    VarHandle.fullFence();
    registry.forEach("", channel -> settle(tap, channel));
  }

  /** Does what is wished, until the wish has not changed while it was done. */
  private static void settle(Tap tap, LocalChannel<?> channel) {
    boolean wanted;
    do {
      wanted = tap.matches(channel);
      if (wanted) {
        channel.attach(tap);
      } else {
        channel.detach(tap);
      }
      VarHandle.fullFence();
    } while (wanted != tap.matches(channel));
  }

  /** Hands out a message that came as bytes through one tap: to all but that tap's outlet. */
  int deliver(Tap source, String name, byte[] message) {
    PatternSubscription<?>[] all = patternsVolatile();
    if (all == CLOSED) {
      throw closedException();
    }
    int received = 0;
    LocalChannel<?> channel = registry.find(name);
    if (channel != null) {
      received += channel.publishBytes(message);
    }
    for (PatternSubscription<?> pattern : all) {
      if (pattern instanceof Tap tap) {
        received += tap == source ? 0 : tap.outlet.deliver(name, message);
      } else if (channel == null && pattern.pattern.matches(name)) {
        received += deliverUntyped(pattern, name, message);
      }
    }
    return received;
  }

  /** How many of this JVM a message from outside would be handed to. */
  int receivers(String name) {
    LocalChannel<?> channel = registry.find(name);
    int receivers = channel == null ? 0 : channel.receivers();
    for (PatternSubscription<?> pattern : patternsVolatile()) {
      if (channel == null && !(pattern instanceof Tap) && pattern.pattern.matches(name)) {
        receivers++;
      }
    }
    return receivers;
  }

  /** Whether there is neither a channel nor a pattern, nor a tap but one. */
  boolean isQuiet(Tap source) {
    if (!registry.isEmpty()) {
      return false;
    }
    for (PatternSubscription<?> pattern : patternsVolatile()) {
      if (pattern != source) {
        return false;
      }
    }
    return true;
  }

  /** To a pattern's handler, on a channel that nobody has given a message class yet. */
  private <T> int deliverUntyped(PatternSubscription<T> pattern, String name, byte[] bytes) {
    try {
      Object message = pattern.type == Object.class ? bytes : read(pattern.type, bytes);
      if (message == null) {
        return 0;
      }
      pattern.deliver(name, pattern.type.cast(message));
      return 1;
    } catch (NotDelivered e) {
      return 0;
    } catch (RuntimeException e) {
      pattern.countFailure();
      failures.increment();
      LOGGER.error("A message on '{}' can't be read, or {} threw at it", name, pattern, e);
      return 0;
    }
  }

  private static @Nullable Object read(Class<?> type, byte[] bytes) {
    Codec<?> codec = WireText.find(type);
    return codec == null ? null : codec.decode(bytes);
  }

  /** Forgets a pattern whose handler is already gone. */
  void remove(PatternSubscription<?> ended) {
    PatternSubscription<?>[] all;
    PatternSubscription<?>[] next;
    do {
      all = patternsVolatile();
      if (all == CLOSED) {
        return;
      }
      next =
          Arrays.stream(all)
              .filter(pattern -> pattern != ended)
              .toArray(PatternSubscription<?>[]::new);
    } while (!casPatterns(all, next));
    VarHandle.fullFence();
    registry.forEach(ended.pattern.literalPrefix(), channel -> channel.detach(ended));
  }

  /**
   * The names of the channels with at least one subscriber, direct or by pattern, as of some moment
   * for each, in their natural order. O(channels).
   *
   * @throws LarderClosedException if the bus is closed
   */
  public Set<String> names() {
    requireOpen();
    TreeSet<String> names = new TreeSet<>();
    registry.forEach(
        "",
        channel -> {
          if (channel.subscribers() > 0) {
            names.add(channel.channelName());
          }
        });
    return Collections.unmodifiableSet(names);
  }

  /**
   * How many subscribers the channel of a name has, direct or by pattern; 0 when there is no such
   * channel, and none is made.
   *
   * @param name the channel's name
   * @throws LarderClosedException if the bus is closed
   */
  public int subscribers(String name) {
    requireOpen();
    LocalChannel<?> channel = registry.find(Objects.requireNonNull(name, "name"));
    return channel == null ? 0 : channel.subscribers();
  }

  /**
   * Ends all subscriptions; every later call on the bus, its channels and subscriptions throws
   * {@link LarderClosedException}, but {@link Subscription#close}. Handlers under way may finish.
   * Calling it again does nothing.
   */
  @Override
  public void close() {
    PatternSubscription<?>[] all = (PatternSubscription<?>[]) PATTERNS.getAndSet(this, CLOSED);
    VarHandle.fullFence();
    for (PatternSubscription<?> pattern : all) {
      pattern.end();
      pattern.stop();
    }
    alarms.close();
    deadMessages.close();
    registry.forEach("", LocalChannel::close);
  }

  /** The place of the next subscription in the order of delivery. */
  long nextSequence() {
    return (long) LAST_SEQUENCE.getAndAdd(this, 1L) + 1;
  }

  void requireOpen() {
    if (patternsVolatile() == CLOSED) {
      throw closedException();
    }
  }

  static LarderClosedException closedException() {
    return new LarderClosedException("the store is closed");
  }

  private static void requireReference(Class<?> type) {
    if (Objects.requireNonNull(type, "type").isPrimitive()) {
      throw new IllegalArgumentException(
          "messages are objects: " + type + " was given, allowed is a class that is not primitive");
    }
  }

  private static String describe(Class<?> type) {
    return "channel<" + type.getTypeName() + ">";
  }

  private PatternSubscription<?>[] patternsVolatile() {
    return (PatternSubscription<?>[]) PATTERNS.getVolatile(this);
  }

  private boolean casPatterns(PatternSubscription<?>[] expected, PatternSubscription<?>[] next) {
    return PATTERNS.compareAndSet(this, expected, next);
  }
}
