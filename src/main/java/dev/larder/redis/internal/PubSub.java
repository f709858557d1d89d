package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.channel.ChannelBus;
import dev.larder.internal.channel.Tap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is subscribed to what on one endpoint. A channel of the store and one of Redis clients of the
 * same name are the same; shard channels are the clients' alone.
 */
public final class PubSub implements AutoCloseable {
  /*
   * Shared: three maps of the JDK's skip list, from a name to an array of sessions that is never
   * changed, only replaced, by the map's atomic compute. A name without a session has no entry. A
   * session's own entries are added and removed by its own thread only.
   *
   * A publish reads the arrays and hands each session the message; one that has left meanwhile is
   * found out by its own thread (Push.isFor). What one thread publishes reaches a session in that
   * order, since handing over is a queue, or appending on the session's own thread.
   *
   * The tap is told after each first subscription and last unsubscription of a name; ChannelBus has
   * the argument for why none is missed.
   */
  private final NavigableMap<Name, Session[]> channels = new ConcurrentSkipListMap<>();
  private final NavigableMap<Name, Session[]> shards = new ConcurrentSkipListMap<>();
  private final NavigableMap<Name, Pattern> patterns = new ConcurrentSkipListMap<>();
  private final Tap tap;

  /** Those of a pattern. */
  private static final class Pattern {
    final Glob glob;
    final Session[] sessions;

    Pattern(Glob glob, Session[] sessions) {
      this.glob = glob;
      this.sessions = sessions;
    }
  }

  PubSub(ChannelBus bus) {
    this.tap = bus.tap(new Outside());
  }

  /** What the store's own subscribers publish. */
  private final class Outside implements Tap.Outlet {
    @Override
    public boolean wants(String channel) {
      if (channels.isEmpty() && patterns.isEmpty()) {
        return false;
      }
      Name name = name(channel);
      return name != null && (channels.containsKey(name) || matching(name.bytes()));
    }

    @Override
    public int deliver(String channel, byte[] message) {
      Name name = name(channel);
      return name == null ? 0 : toClients(name, message);
    }
  }

  private static @Nullable Name name(String channel) {
    try {
      return Name.of(channel);
    } catch (IllegalArgumentException e) {
      return null; // no bytes are this name
    }
  }

  private static @Nullable String text(Name name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name.bytes())).toString();
    } catch (CharacterCodingException e) {
      return null; // no channel of the store has this name
    }
  }

  private boolean matching(byte[] channel) {
    return patterns.values().stream().anyMatch(pattern -> pattern.glob.matches(channel));
  }

  // ---- publishing -------------------------------------------------------------------------------

  /** Publishes to clients and to the store's subscribers; returns how many were handed it. */
  public int publish(byte[] channel, byte[] message) {
    Name name = Name.of(channel);
    int received = toClients(name, message);
    if (tap.isQuiet()) {
      return received;
    }
    String text = text(name);
    return text == null ? received : received + tap.publish(text, message);
  }

  /** Publishes to this endpoint's clients only. */
  int toClients(Name channel, byte[] message) {
    int received = 0;
    Session[] subscribed = channels.get(channel);
    if (subscribed != null) {
      received += send(subscribed, Push.message(Topic.CHANNEL, channel, channel.bytes(), message));
    }
    if (!patterns.isEmpty()) {
      for (var entry : patterns.entrySet()) {
        Pattern pattern = entry.getValue();
        if (pattern.glob.matches(channel.bytes())) {
          Push push = Push.message(Topic.PATTERN, entry.getKey(), channel.bytes(), message);
          received += send(pattern.sessions, push);
        }
      }
    }
    return received;
  }

  /** Publishes on a shard channel. */
  public int publishShard(byte[] channel, byte[] message) {
    Name name = Name.of(channel);
    Session[] subscribed = shards.get(name);
    return subscribed == null
        ? 0
        : send(subscribed, Push.message(Topic.SHARD, name, channel, message));
  }

  /** How many would be handed a message that was published now. */
  public int receivers(byte[] channel) {
    Name name = Name.of(channel);
    int receivers = subscribers(Topic.CHANNEL, name);
    for (Pattern pattern : patterns.values()) {
      receivers += pattern.glob.matches(channel) ? pattern.sessions.length : 0;
    }
    String text = text(name);
    return text == null ? receivers : receivers + tap.receivers(text);
  }

  private static int send(Session[] sessions, Push push) {
    for (Session session : sessions) {
      session.connection().push(push);
    }
    return sessions.length;
  }

  // ---- subscribing ------------------------------------------------------------------------------

  void add(Topic topic, Name name, Session session) {
    boolean first;
    if (topic == Topic.PATTERN) {
      Pattern now =
          patterns.compute(
              name,
              (n, old) ->
                  old == null
                      ? new Pattern(new Glob(n.bytes()), new Session[] {session})
                      : new Pattern(old.glob, with(old.sessions, session)));
      first = now.sessions.length == 1;
    } else {
      first = map(topic).compute(name, (n, old) -> with(old, session)).length == 1;
    }
    if (first) {
      tell(topic, name);
    }
  }

  void remove(Topic topic, Name name, Session session) {
    boolean last;
    if (topic == Topic.PATTERN) {
      last =
          patterns.computeIfPresent(
                  name,
                  (n, old) -> {
                    Session[] left = without(old.sessions, session);
                    return left == null ? null : new Pattern(old.glob, left);
                  })
              == null;
    } else {
      last = map(topic).computeIfPresent(name, (n, old) -> without(old, session)) == null;
    }
    if (last) {
      tell(topic, name);
    }
  }

  private void tell(Topic topic, Name name) {
    if (topic == Topic.PATTERN) {
      tap.wishesChanged();
    } else if (topic == Topic.CHANNEL) {
      String text = text(name);
      if (text != null) {
        tap.wishChanged(text);
      }
    }
  }

  private NavigableMap<Name, Session[]> map(Topic topic) {
    return topic == Topic.SHARD ? shards : channels;
  }

  private static Session[] with(Session @Nullable [] before, Session added) {
    if (before == null) {
      return new Session[] {added};
    }
    Session[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = added;
    return after;
  }

  private static Session @Nullable [] without(Session[] before, Session removed) {
    Session[] after =
        Arrays.stream(before).filter(session -> session != removed).toArray(Session[]::new);
    return after.length == 0 ? null : after;
  }

  // ---- PUBSUB -----------------------------------------------------------------------------------

  /** The channels with at least one client that is subscribed to them. */
  public Collection<Name> active(Topic topic, Predicate<byte[]> wanted) {
    return map(topic).keySet().stream().filter(name -> wanted.test(name.bytes())).toList();
  }

  /** How many clients are subscribed to a name. */
  public int subscribers(Topic topic, Name name) {
    Session[] subscribed = map(topic).get(name);
    return subscribed == null ? 0 : subscribed.length;
  }

  /** How many patterns there are. */
  public int patterns() {
    return patterns.size();
  }

  /** Whether nobody is subscribed to any channel or pattern, here or in the store. */
  boolean isQuiet() {
    return channels.isEmpty() && patterns.isEmpty() && tap.isQuiet();
  }

  /** Parts from the store's channels. */
  @Override
  public void close() {
    tap.close();
  }
}
