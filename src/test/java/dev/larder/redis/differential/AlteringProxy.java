package dev.larder.redis.differential;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** A server that is the real one but for a planted fault. Knows requests as arrays only. */
final class AlteringProxy implements Ours {
  /** The fault: may tell the server something else, and may say something else than it does. */
  interface Fault {
    default Step request(Step step) {
      return step;
    }

    default Value reply(Step step, Value reply) {
      return reply;
    }
  }

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Fault fault;

  AlteringProxy(InetSocketAddress server, Fault fault) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.fault = fault;
    daemon(this::accept);
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "altering-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket client = socket;
        RespClient upstream = new RespClient(server)) {
      RespReader requests = new RespReader(new BufferedInputStream(client.getInputStream()));
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      RespWriter replies = new RespWriter(out);
      while (true) {
        Step step = step(requests.read());
        Value reply = upstream.call(fault.request(step).args().toArray(byte[][]::new));
        replies.reply(fault.reply(step, reply));
        out.flush();
      }
    } catch (IOException e) {
      // The client went away: so it ends each time.
      assert socket.isClosed() : e;
    }
  }

  private static Step step(Value request) {
    List<Value> words = request.children();
    return new Step(words.stream().map(word -> ((Value.Bulk) word).bytes()).toList());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
