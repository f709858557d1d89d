package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.config.EventClasses;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keyspace notifications, as notify-keyspace-events asks for them: messages on the channels {@code
 * __keyspace@0__:key} and {@code __keyevent@0__:event}. They tell of what clients do, and of keys
 * that expire; what embedded callers change is told to them by their own means.
 */
public final class Notifications {
  private final Config config;
  private final PubSub pubSub;

  Notifications(Config config, PubSub pubSub) {
    this.config = config;
    this.pubSub = pubSub;
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
