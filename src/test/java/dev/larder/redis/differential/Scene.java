package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** Several clients of one server, and all that they were told, in order. */
final class Scene implements AutoCloseable {
  private final InetSocketAddress address;
  private final int resp;
  private final RespClient observer;
  private final List<RespClient> clients = new ArrayList<>();
  private final StringBuilder told = new StringBuilder();

  /** What happens. */
  interface Plot {
    void play(Scene scene) throws IOException;
  }

  private Scene(InetSocketAddress address, int resp) throws IOException {
    this.address = address;
    this.resp = resp;
    this.observer = new RespClient(address);
    observer.call("FLUSHALL");
  }

  /** What clients are told when it happens on a server. */
  static String play(InetSocketAddress address, int resp, Plot plot) throws IOException {
    try (Scene scene = new Scene(address, resp)) {
      plot.play(scene);
      scene.told.append("in the end ").append(Keyspace.of(scene.observer));
      return scene.told.toString();
    }
  }

  /** Another client. */
  Client client() throws IOException {
    RespClient client = RespClient.open(address, resp);
    clients.add(client);
    return new Client(client, clients.size());
  }

  /** Waits until so many clients wait in a command. */
  void awaitBlocked(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> blocked() == count);
  }

  private int blocked() throws IOException {
    String info =
        new String(((Value.Bulk) observer.call("INFO", "clients")).bytes(), StandardCharsets.UTF_8);
    String from = info.substring(info.indexOf("blocked_clients:") + "blocked_clients:".length());
    return Integer.parseInt(from.substring(0, from.indexOf('\r')));
  }

  @Override
  public void close() throws IOException {
    for (RespClient client : clients) {
      client.close();
    }
    observer.close();
  }

  /** One client. */
  final class Client {
    private final RespClient client;
    private final int number;

    private Client(RespClient client, int number) {
      this.client = client;
      this.number = number;
    }

    /** Sends a command, of words, and reads nothing. */
    Client send(String command) throws IOException {
      client.send(Arrays.stream(command.split(" ")).map(Bytes::of).toList());
      client.flush();
      return this;
    }

    /** Reads a reply. */
    Client hear() throws IOException {
      told.append(number).append(" hears ").append(client.read()).append('\n');
      return this;
    }

    /** Sends and reads. */
    Client ask(String command) throws IOException {
      return send(command).hear();
    }

    /** Sends a command that waits, and waits until it does. */
    Client block(String command, int blockedThen) throws IOException {
      send(command);
      awaitBlocked(blockedThen);
      return this;
    }

    void leave() throws IOException {
      client.close();
    }
  }
}
