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

  /** In RESP2; empty when nothing is sent there. */
  private final byte[] two;

  /** In RESP3. */
  private final byte[] three;

  private final boolean isLate;
  private final @Nullable Topic topic;
  private final @Nullable Name name;

  private Push(
      byte[] two, byte[] three, boolean isLate, @Nullable Topic topic, @Nullable Name name) {
    this.two = two;
    this.three = three;
    this.isLate = isLate;
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
    byte[] bytes = out.toByteArray();
    return new Push(bytes, bytes, false, topic, subscribed);
  }

  /** A reply of one line, the same in both protocols, that waits for the end of a command. */
  static Push late(byte[] bytes) {
    return new Push(bytes, bytes, true, null, null);
  }

  /** A push of replies in bytes, not sent in RESP2, that waits for the end of a command. */
  static Push onlyResp3(byte[]... replies) {
    return new Push(new byte[0], array(replies), true, null, null);
  }

  /** The same in RESP3, and an array of other replies in RESP2, to a client that has subscribed. */
  Push orInResp2(byte[]... replies) {
    return new Push(array(replies), three, isLate, null, null);
  }

  private static byte[] array(byte[]... replies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header(out, '*', replies.length);
    for (byte[] reply : replies) {
      out.writeBytes(reply);
    }
    return out.toByteArray();
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

  /** The bytes, not to be changed; in RESP3 the first is a {@code >} where it is a star. */
  public byte[] bytes(boolean isResp3) {
    return isResp3 ? three : two;
  }

  /** How many there are at most. */
  public int size() {
    return Math.max(two.length, three.length);
  }

  /** Whether it has to wait for the end of a command that is being run. */
  public boolean isLate() {
    return isLate;
  }

  /** Whether a session still waits for such; for the thread that serves it. */
  public boolean isFor(Session session) {
    Topic of = topic;
    Name what = name;
    return of == null || what == null || session.subscriptions().has(of, what);
  }
}
