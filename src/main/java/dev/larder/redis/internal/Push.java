package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a client is sent without having asked just then, in bytes that are made once for all who get
 * it. What RESP3 calls a push is an array in RESP2, and only its first byte differs.
 */
public final class Push {
  private static final byte[] CRLF = {'\r', '\n'};

  private final byte[] bytes;
  private final byte first3;
  private final @Nullable Topic topic;
  private final @Nullable Name name;

  private Push(byte[] bytes, char first3, @Nullable Topic topic, @Nullable Name name) {
    this.bytes = bytes;
    this.first3 = (byte) first3;
    this.topic = topic;
    this.name = name;
  }

  /** A message: of what kind of subscription, to which, on which channel. */
  static Push message(Topic topic, Name subscribed, byte[] channel, byte[] message) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(64 + subscribed.bytes().length + channel.length + message.length);
    boolean pattern = topic == Topic.PATTERN;
    header(out, '*', pattern ? 4 : 3);
    bulk(out, topic.message().getBytes(StandardCharsets.ISO_8859_1));
    if (pattern) {
      bulk(out, subscribed.bytes());
    }
    bulk(out, channel);
    bulk(out, message);
    return new Push(out.toByteArray(), '>', topic, subscribed);
  }

  /** Bytes that are the same in both protocols. */
  public static Push plain(byte[] bytes) {
    return new Push(bytes, (char) bytes[0], null, null);
  }

  /** An array, which is a push in RESP3, made of replies in bytes. */
  public static Push array(byte[]... replies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header(out, '*', replies.length);
    for (byte[] reply : replies) {
      out.writeBytes(reply);
    }
    return new Push(out.toByteArray(), '>', null, null);
  }

  /** A bulk string as it is sent. */
  public static byte[] bulk(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 + content.length);
    bulk(out, content);
    return out.toByteArray();
  }

  /** An array of bulk strings as it is sent. */
  public static byte[] bulks(byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header(out, '*', contents.length);
    for (byte[] content : contents) {
      bulk(out, content);
    }
    return out.toByteArray();
  }

  private static void bulk(ByteArrayOutputStream out, byte[] content) {
    header(out, '$', content.length);
    out.writeBytes(content);
    out.writeBytes(CRLF);
  }

  private static void header(ByteArrayOutputStream out, char type, int count) {
    out.write(type);
    out.writeBytes(Integer.toString(count).getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(CRLF);
  }

  /** The bytes in RESP2; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The first byte in RESP3. */
  public byte first3() {
    return first3;
  }

  /** Whether a session still waits for such; for the thread that serves it. */
  public boolean isFor(Session session) {
    Topic of = topic;
    Name what = name;
    return of == null || what == null || session.subscriptions().has(of, what);
  }
}
