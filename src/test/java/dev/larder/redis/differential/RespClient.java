package dev.larder.redis.differential;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A blocking client that adds nothing and hides nothing. For one thread. */
final class RespClient implements AutoCloseable {
  /** So long a server may say nothing; only one that hangs needs it. */
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final RespReader reader;
  private final RespWriter writer;
  private final List<Value.Push> pushes = new ArrayList<>();

  RespClient(InetSocketAddress address) throws IOException {
    try {
      socket.connect(address, TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      reader = new RespReader(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      writer = new RespWriter(out);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** A client that speaks RESP 2 or 3. */
  static RespClient open(InetSocketAddress address, int resp) throws IOException {
    RespClient client = new RespClient(address);
    if (resp != 2) {
      Value hello = client.call("HELLO", Integer.toString(resp));
      if (hello.isError()) {
        client.close();
        throw new IOException("HELLO " + resp + " is answered by " + hello);
      }
    }
    return client;
  }

  Value call(String... args) throws IOException {
    return call(Arrays.stream(args).map(Bytes::of).toArray(byte[][]::new));
  }

  Value call(byte[]... args) throws IOException {
    send(Arrays.asList(args));
    flush();
    return read();
  }

  /** Writes a request into the buffer; {@link #flush} brings it on its way. */
  void send(List<byte[]> args) throws IOException {
    writer.request(args);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The next reply; what is pushed before it goes to {@link #pushes}. */
  Value read() throws IOException {
    while (true) {
      Value value = reader.read();
      if (!(value instanceof Value.Push push)) {
        return value;
      }
      pushes.add(push);
    }
  }

  /** What was pushed between the replies read so far. */
  List<Value.Push> pushes() {
    return List.copyOf(pushes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
