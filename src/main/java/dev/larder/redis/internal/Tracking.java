package dev.larder.redis.internal;

import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Client-side caching: which clients have read which keys, and are told when these change. As in
 * Redis a key is one name whatever its database.
 */
public final class Tracking implements ChangeListener {
  /*
   * Shared: `readers`, the JDK's skip lists; `tracked`, likewise, the sessions that track; each
   * session's mode, an immutable object in a volatile field of the session.
   *
   * A reader is entered before it reads. So a change that it didn't see comes after that, and who
   * announces a change looks for readers after it was made: no reader keeps what is gone.
   *
   * What clients change is known from their commands, with the client; what others change is heard
   * from the engines. `running` is each thread's own: whose command it is running.
   */
  private static final byte[] INVALIDATE = "invalidate".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] CHANNEL =
      "__redis__:invalidate".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] BROKEN = "tracking-redir-broken".getBytes(StandardCharsets.UTF_8);

  private final Server server;
  private final NavigableMap<Name, Set<Long>> readers = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, Session> tracked = new ConcurrentSkipListMap<>();

  @SuppressWarnings("ThreadLocalUsage") // no static state; it is removed after each command
  private final ThreadLocal<Running> running = new ThreadLocal<>();

  /** A command under way, and the keys that it has changed. */
  private static final class Running {
    final Session session;
    final Set<Name> changed = new LinkedHashSet<>();
    boolean cleared;

    Running(Session session) {
      this.session = session;
    }
  }

  /**
   * How a client tracks.
   *
   * @param redirect whom to tell instead, or 0
   * @param prefixes of which keys, if it is told of all that change
   */
  public record Mode(
      long redirect,
      boolean isBroadcast,
      boolean isOptIn,
      boolean isOptOut,
      boolean isNoLoop,
      boolean isBroken,
      List<Name> prefixes) {
    Mode broken() {
      return new Mode(redirect, isBroadcast, isOptIn, isOptOut, isNoLoop, true, prefixes);
    }
  }

  Tracking(Server server) {
    this.server = server;
  }

  /** Begins, or changes how. */
  public void begin(Session session, Mode mode) {
    session.track(mode);
    tracked.put(session.id(), session);
    for (int i = 0; i < Server.DATABASES; i++) {
      server.database(i).engine().listen(this);
    }
  }

  /** Ends it for a session; what it has read is forgotten when it changes. */
  public void end(Session session) {
    if (session.tracking() != null) {
      session.track(null);
      tracked.remove(session.id());
      if (tracked.isEmpty()) {
        readers.clear();
      }
    }
  }

  /** Parts from the store. */
  void close() {
    server.store().engines().forEach(engine -> engine.unlisten(this));
  }

  boolean isOn() {
    return !tracked.isEmpty();
  }

  int clients() {
    return tracked.size();
  }

  // ---- around a command -------------------------------------------------------------------------

  /** A command of a session begins on this thread. */
  void enter(Session session) {
    running.set(new Running(session));
  }

  /** It has ended: those who have to know are told. */
  void leave() {
    Running ended = running.get();
    running.remove();
    if (ended != null) {
      if (ended.cleared) {
        tellCleared();
      }
      tell(ended.changed, ended.session);
    }
  }

  /** A client is about to read keys. */
  void reads(Session session, Command command, Args args) {
    Mode mode = session.tracking();
    if (mode == null || mode.isBroadcast || !command.is(Flag.READONLY)) {
      return;
    }
    boolean named = session.isCachingNamed();
    if (mode.isOptIn && !named || mode.isOptOut && named) {
      return;
    }
    for (Name key : command.keysIn(args)) {
      readers.computeIfAbsent(key, k -> new ConcurrentSkipListSet<>()).add(session.id());
    }
    while (readers.size() > 2 * server.config().trackedKeys()
        && server.config().trackedKeys() > 0) {
      Map.Entry<Name, Set<Long>> evicted = readers.pollFirstEntry();
      if (evicted != null) {
        evicted.getValue().forEach(id -> tellReader(id, evicted.getKey(), null));
      }
    }
  }

  /** A command has changed a key; at its commit. */
  void changed(Name key) {
    Running now = running.get();
    if (now != null) {
      now.changed.add(key);
    } else {
      tell(Set.of(key), null);
    }
  }

  // ---- what others change -----------------------------------------------------------------------

  @Override
  public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    if (table.isKeyspace() && key instanceof Name name && isOn()) {
      Running now = running.get();
      if (now == null) {
        tell(Set.of(name), null);
      } else if (after == null) {
        now.changed.add(name); // it may have run out, which no command tells
      }
    }
  }

  @Override
  public void cleared(World world) {
    Running now = running.get();
    if (now != null) {
      now.cleared = true;
    } else if (isOn()) {
      tellCleared();
    }
  }

  // ---- telling ----------------------------------------------------------------------------------

  private void tell(Set<Name> keys, @Nullable Session by) {
    if (keys.isEmpty()) {
      return;
    }
    for (Name key : keys) {
      Set<Long> ids = readers.remove(key);
      if (ids != null) {
        ids.forEach(id -> tellReader(id, key, by));
      }
    }
    for (Session session : tracked.values()) {
      Mode mode = session.tracking();
      if (mode != null && mode.isBroadcast && !(mode.isNoLoop && session == by)) {
        byPrefix(mode, keys).values().forEach(some -> send(session, mode, keyList(some)));
      }
    }
  }

  private static Map<Name, List<Name>> byPrefix(Mode mode, Set<Name> keys) {
    Map<Name, List<Name>> found = new LinkedHashMap<>();
    for (Name prefix : mode.prefixes) {
      for (Name key : keys) {
        if (startsWith(key.bytes(), prefix.bytes())) {
          found.computeIfAbsent(prefix, p -> new ArrayList<>()).add(key);
        }
      }
    }
    return found;
  }

  private void tellReader(long id, Name key, @Nullable Session by) {
    Session session = tracked.get(id);
    Mode mode = session == null ? null : session.tracking();
    if (session != null && mode != null && !mode.isBroadcast && !(mode.isNoLoop && session == by)) {
      send(session, mode, keyList(List.of(key)));
    }
  }

  private void tellCleared() {
    readers.clear();
    for (Session session : tracked.values()) {
      Mode mode = session.tracking();
      if (mode != null) {
        send(session, mode, null);
      }
    }
  }

  private static byte[] keyList(List<Name> keys) {
    return Push.bulks(keys.stream().map(Name::bytes).toArray(byte[][]::new));
  }

  /** Sends the keys, or null for all of them. */
  private void send(Session session, Mode mode, byte @Nullable [] keys) {
    Session to = session;
    if (mode.redirect != 0) {
      to = server.sessions().get(mode.redirect);
      if (to == null) {
        if (!mode.isBroken) {
          session.track(mode.broken());
        }
        byte[] id = (":" + mode.redirect + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        session.connection().push(Push.onlyResp3(Push.bulk(BROKEN), id));
        return;
      }
    }
    byte[] old = keys == null ? "*-1\r\n".getBytes(StandardCharsets.ISO_8859_1) : keys;
    byte[] all = keys == null ? "_\r\n".getBytes(StandardCharsets.ISO_8859_1) : keys;
    Push push = Push.onlyResp3(Push.bulk(INVALIDATE), all);
    if (mode.redirect != 0) {
      push = push.orInResp2(Push.bulk(MESSAGE), Push.bulk(CHANNEL), old);
    }
    to.connection().push(push);
  }

  /** Whether one is the beginning of the other. */
  public static boolean startsWith(byte[] whole, byte[] prefix) {
    return whole.length >= prefix.length
        && Arrays.equals(whole, 0, prefix.length, prefix, 0, prefix.length);
  }
}
