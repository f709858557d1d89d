package dev.larder.redis.differential;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that keeps replies as readable trees: a text that begins with the type's character, or a
 * list whose first element says which aggregate it is. Bytes are texts of Latin-1.
 */
final class RespClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RespClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  Object call(String... command) throws IOException {
    send(List.of(command));
    flush();
    return read();
  }

  void send(List<String> command) throws IOException {
    write("*" + command.size() + "\r\n");
    for (String word : command) {
      write("$" + word.length() + "\r\n" + word + "\r\n");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void flush() throws IOException {
    out.flush();
  }

  Object read() throws IOException {
    String line = line();
    char type = line.charAt(0);
    switch (type) {
      case '$', '=' -> {
        int length = Integer.parseInt(line.substring(1));
        return length < 0 ? line : type + bytes(length);
      }
      case '*', '~', '>', '%' -> {
        int size = Integer.parseInt(line.substring(1)) * (type == '%' ? 2 : 1);
        List<Object> all = new ArrayList<>();
        all.add(size < 0 ? line : String.valueOf(type));
        for (int i = 0; i < size; i++) {
          all.add(read());
        }
        return all;
      }
      default -> {
        return line;
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended after " + line);
      }
      line.append((char) b);
    }
    in.read();
    return line.toString();
  }

  private String bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    in.readNBytes(2);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
