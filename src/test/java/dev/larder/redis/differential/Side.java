package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One of the two servers in one run of a program: a closed connection is an answer, too. */
final class Side implements AutoCloseable {
  final RespClient client;
  private Value.Closed closed;

  /** Does not end it: what the server said before it closed can still be read. */
  private IOException sendFailure;

  Side(InetSocketAddress address, int resp) throws IOException {
    client = RespClient.open(address, resp);
  }

  void send(Step step) {
    if (closed == null) {
      try {
        client.send(step.args());
      } catch (IOException e) {
        sendFailure = e;
      }
    }
  }

  void flush() {
    try {
      client.flush();
    } catch (IOException e) {
      sendFailure = e;
    }
  }

  Value read() {
    if (closed == null) {
      try {
        return client.read();
      } catch (IOException e) {
        closed = new Value.Closed(e + (sendFailure == null ? "" : ", after " + sendFailure));
      }
    }
    return closed;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
