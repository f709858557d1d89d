package dev.larder.junit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kit's own client: what it asks is not recorded, and no fault meets it. For one thread. */
final class KitClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  /** An error as a reply. */
  record ErrorReply(String text) {}

  KitClient(Recorder recorder, RedisAddress address) {
    try {
      socket.bind(new InetSocketAddress(address.host(), 0));
      recorder.ignore(socket.getLocalPort()); // before the server can see it
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(
          "the kit can't reach its own endpoint at " + address + "; are connections refused?", e);
    }
  }

  @Nullable Object ask(String... words) {
    return ask(Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** A reply: a long, bytes, a list, null, or an {@link ErrorReply}; a simple string is bytes. */
  @Nullable Object ask(List<byte[]> words) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(latin("*" + words.size() + "\r\n"));
    for (byte[] word : words) {
      request.writeBytes(latin("$" + word.length + "\r\n"));
      request.writeBytes(word);
      request.writeBytes(latin("\r\n"));
    }
    try {
      socket.getOutputStream().write(request.toByteArray());
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException("the endpoint did not answer " + Words.line(words), e);
    }
  }

  /** The same where only bytes can be the reply. */
  byte[] bytes(List<byte[]> words) {
    Object reply = ask(words);
    if (reply instanceof byte[] bytes) {
      return bytes;
    }
    throw new IllegalStateException(Words.line(words) + " was answered with " + reply);
  }

  /** The same where only an array can be the reply. */
  List<?> list(List<byte[]> words) {
    Object reply = ask(words);
    if (reply instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException(Words.line(words) + " was answered with " + reply);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private @Nullable Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> latin(rest);
      case '-' -> new ErrorReply(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("no reply: " + line);
    };
  }

  private byte @Nullable [] bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    line();
    return bytes;
  }

  private @Nullable List<@Nullable Object> array(int size) throws IOException {
    if (size < 0) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(reply());
    }
    return list;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
