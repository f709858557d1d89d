package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one session has subscribed to. For the thread that serves the session.
 *
 * <p>Inside MULTI the commands may be run again: {@link #begin} remembers where they began, and
 * {@link #rewind} takes back what an attempt did.
 */
public final class Subscriptions {
  private final PubSub pubSub;
  private final Session session;
  private final Map<Topic, Set<Name>> names = new EnumMap<>(Topic.class);
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private boolean undoable;

  /** Read by other threads for CLIENT LIST. */
  private volatile int channelsAndPatterns;

  Subscriptions(PubSub pubSub, Session session) {
    this.pubSub = pubSub;
    this.session = session;
  }

  private Set<Name> of(Topic topic) {
    return names.computeIfAbsent(topic, t -> new LinkedHashSet<>());
  }

  /** Whether it stands to be told of a name. */
  public boolean has(Topic topic, Name name) {
    Set<Name> set = names.get(topic);
    return set != null && set.contains(name);
  }

  /** Whether there are any. */
  public boolean any() {
    return channelsAndPatterns > 0;
  }

  /** How many of a kind; for any thread, which may see a number that was true just before. */
  public int count(Topic topic) {
    Set<Name> set = names.get(topic);
    return set == null ? 0 : set.size();
  }

  /** What replies count: channels and patterns together, shard channels by themselves. */
  public int counted(Topic topic) {
    return topic == Topic.SHARD ? count(topic) : count(Topic.CHANNEL) + count(Topic.PATTERN);
  }

  /** The names of a kind, in the order of subscribing. */
  public Collection<Name> names(Topic topic) {
    return List.copyOf(of(topic));
  }

  /** Subscribes, unless it is so already. */
  public void add(Topic topic, Name name) {
    if (of(topic).add(name)) {
      changed();
      pubSub.add(topic, name, session);
      if (undoable) {
        undo.push(() -> remove(topic, name));
      }
    }
  }

  /** Unsubscribes, if it was. */
  public void remove(Topic topic, Name name) {
    if (of(topic).remove(name)) {
      changed();
      pubSub.remove(topic, name, session);
      if (undoable) {
        undo.push(() -> add(topic, name));
      }
    }
  }

  private void changed() {
    int all = 0;
    for (Set<Name> set : names.values()) {
      all += set.size();
    }
    channelsAndPatterns = all;
  }

  /** From here on changes can be taken back. */
  void begin() {
    undoable = true;
    undo.clear();
  }

  /** Takes back what was done since {@link #begin}. */
  void rewind() {
    undoable = false;
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
    undoable = true;
  }

  void end() {
    undoable = false;
    undo.clear();
  }

  /** Unsubscribes from all. */
  void clear() {
    end();
    for (Topic topic : Topic.values()) {
      for (Name name : names(topic)) {
        remove(topic, name);
      }
    }
  }
}
