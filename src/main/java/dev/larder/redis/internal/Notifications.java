package dev.larder.redis.internal;

import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.redis.internal.config.EventClasses;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keyspace notifications, as notify-keyspace-events asks for them: messages on the channels {@code
 * __keyspace@0__:key} and {@code __keyevent@0__:event}. They tell of what clients do, and of keys
 * that expire; what embedded callers change is told to them by their own means.
 */
public final class Notifications {
  private final Server server;
  private final Config config;
  private final PubSub pubSub;
  private final List<Expired> expired = new ArrayList<>();

  Notifications(Server server, Config config, PubSub pubSub) {
    this.server = server;
    this.config = config;
    this.pubSub = pubSub;
    for (int i = 0; i < Server.DATABASES; i++) {
      expired.add(new Expired(i));
    }
  }

  /** Hears of the names of one database that have run out and are taken away. */
  private final class Expired implements ChangeListener {
    private final int database;

    Expired(int database) {
      this.database = database;
    }

    @Override
    public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {
      if (after == null
          && before != null
          && table.isKeyspace()
          && before.expiresAt() != Node.NEVER
          && before.expiresAt() <= server.now()
          && key instanceof Name name) {
        Notifications.this.notify('x', "expired", name, database);
      }
    }
  }

  /** Says that what is asked for may have changed: expiry is listened to only while it is. */
  public void refresh() {
    if (wants('x')) {
      expired.forEach(each -> server.database(each.database).engine().listen(each));
    } else {
      close();
    }
  }

  /** Parts from the store: from what is there of it, so that none is made for that. */
  void close() {
    for (Engine engine : server.store().engines()) {
      expired.forEach(engine::unlisten);
    }
  }

  /** Whether events of a class are told to anybody. */
  public boolean wants(char kind) {
    EventClasses classes = config.events();
    return !classes.isEmpty() && classes.has(kind);
  }

  /** Tells those who listen. */
  public void notify(char kind, String event, Name key, int database) {
    EventClasses classes = config.events();
    if (!classes.has(kind)) {
      return;
    }
    byte[] name = event.getBytes(StandardCharsets.ISO_8859_1);
    if (classes.has('K')) {
      pubSub.publish(channel("__keyspace@", database, key.bytes()), name);
    }
    if (classes.has('E')) {
      pubSub.publish(channel("__keyevent@", database, name), key.bytes());
    }
  }

  private static byte[] channel(String prefix, int database, byte[] end) {
    byte[] begin = (prefix + database + "__:").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(begin.length + end.length);
    out.writeBytes(begin);
    out.writeBytes(end);
    return out.toByteArray();
  }
}
