package dev.larder.benchmarks;

import com.github.fppt.jedismock.RedisServer;
import dev.larder.junit.LarderKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What a fresh server for each test costs: start, one PONG, close; in a warm JVM. */
public final class KitStart {
  private static final int BEFORE = 300;
  private static final int COUNTED = 300;

  private KitStart() {}

  /** One server from its start to its end. */
  private interface Life {
    void live() throws IOException, InterruptedException;
  }

  /** Prints the median and the spread of each. */
  public static void main(String[] args) throws Exception {
    // As the extension: something holds the shared thread from one test to the next.
    try (LarderKit held = LarderKit.start()) {
      report("Larder's test kit", BEFORE, COUNTED, KitStart::kit);
    }
    report("the same, nothing held", BEFORE, COUNTED, KitStart::kit);
    report("jedis-mock", BEFORE, COUNTED, KitStart::mock);
    if (Files.isExecutable(Path.of("/usr/bin/redis-server"))) {
      report("redis-server, spawned", 3, 30, KitStart::spawned);
    }
  }

  private static void report(String what, int before, int counted, Life life) throws Exception {
    long[] nanos = new long[counted];
    for (int i = -before; i < counted; i++) {
      long begin = System.nanoTime();
      life.live();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - begin;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-28s %6.2f ms (%.2f to %.2f, nine of ten below %.2f)%n",
        what,
        nanos[counted / 2] / 1e6,
        nanos[0] / 1e6,
        nanos[counted - 1] / 1e6,
        nanos[counted * 9 / 10] / 1e6);
  }

  private static void kit() throws IOException {
    try (LarderKit kit = LarderKit.start()) {
      ping(kit.redis().port());
    }
  }

  private static void mock() throws IOException {
    RedisServer server = RedisServer.newRedisServer();
    server.start();
    ping(server.getBindPort());
    server.stop();
  }

  private static void spawned() throws IOException, InterruptedException {
    int port = 6412;
    Process process =
        new ProcessBuilder(
                "/usr/bin/redis-server", "--port", "" + port, "--save", "", "--dir", "/tmp")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean answers = false;
    while (!answers) {
      try {
        ping(port);
        answers = true;
      } catch (IOException e) {
        TimeUnit.MICROSECONDS.sleep(500);
      }
    }
    process.destroy();
    process.waitFor();
  }

  private static void ping(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("*1\r\n$4\r\nPING\r\n".getBytes());
      if (socket.getInputStream().readNBytes(7).length < 7) {
        throw new IOException("no PONG");
      }
    }
  }
}
