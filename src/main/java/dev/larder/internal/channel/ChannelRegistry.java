package dev.larder.internal.channel;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Names to channels. Holds a channel weakly, and strongly while it has direct subscribers. */
final class ChannelRegistry {
  /*
   * Shared: `entries`, the JDK's skip list, which is lock-free, keeps O(log n) whatever the hash
   * codes of names are, and gives a pattern with a literal beginning its range of names. A
   * channel has at most one live entry for its name: a new one comes in by putIfAbsent, or by
   * replace of an entry whose channel was collected. It is not on the path of a publish.
   *
   * A walk meets every entry that was in before it began; see ChannelBus for what hangs on that.
   */
  private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();

  private final ReferenceQueue<LocalChannel<?>> collected = new ReferenceQueue<>();

  Entry newEntry(LocalChannel<?> channel, String name) {
    return new Entry(channel, name, collected);
  }

  /** The channel of a name, or null. */
  @Nullable LocalChannel<?> find(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.get();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Puts a channel in unless there is one of that name; returns the one that is in. */
  LocalChannel<?> putIfAbsent(LocalChannel<?> channel) {
    removeCollected();
    Entry entry = channel.entry();
    while (true) {
      Entry present = entries.putIfAbsent(entry.name, entry);
      if (present == null) {
        return channel;
      }
      LocalChannel<?> found = present.get();
      if (found != null) {
        return found;
      }
      if (entries.replace(entry.name, present, entry)) {
        return channel;
      }
    }
  }

  /** Calls an action with every channel whose name begins with a prefix, in order of names. */
  void forEach(String prefix, Consumer<LocalChannel<?>> action) {
    removeCollected();
    for (Map.Entry<String, Entry> next : entries.tailMap(prefix).entrySet()) {
      if (!next.getKey().startsWith(prefix)) {
        return;
      }
      LocalChannel<?> channel = next.getValue().get();
      if (channel != null) {
        action.accept(channel);
      }
    }
  }

  private void removeCollected() {
    Object reference = collected.poll();
    while (reference != null) {
      Entry entry = (Entry) reference;
      entries.remove(entry.name, entry);
      reference = collected.poll();
    }
  }

  /** A name's entry. */
  static final class Entry extends WeakReference<LocalChannel<?>> {
    final String name;

    /** Keeps the channel from being collected; written only by the channel, never read. */
    @SuppressWarnings("unused")
    private volatile @Nullable LocalChannel<?> held;

    private Entry(LocalChannel<?> channel, String name, ReferenceQueue<LocalChannel<?>> collected) {
      super(channel, collected);
      this.name = name;
    }

    void hold(@Nullable LocalChannel<?> channel) {
      held = channel;
    }
  }
}
