package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A redis-server 7.0 of this machine, the reference, on a free port; it ends with {@link #close}.
 */
public final class RealRedis implements Ours {
  private static final String VERSION = "v=7.0.";
  private static final int ATTEMPTS = 5;

  private final Process process;
  private final int port;
  private final Thread atExit;

  private RealRedis(Process process, int port) {
    this.process = process;
    this.port = port;
    this.atExit = new Thread(process::destroyForcibly);
  }

  public static boolean isInstalled() {
    return version().contains(VERSION);
  }

  /** Skips the test that calls it where the reference is missing, and says so loudly. */
  public static void assumeInstalled() {
    if (!isInstalled()) {
      System.err.println(
          "!!! NOT TESTED AGAINST THE REFERENCE: redis-server 7.0 is not installed (found: "
              + (version().isEmpty() ? "none" : version())
              + "). Debian: apt-get install redis-server");
    }
    Assumptions.assumeTrue(isInstalled(), "redis-server 7.0 is not installed");
  }

  private static String version() {
    try {
      Process process =
          new ProcessBuilder("redis-server", "--version").redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(output, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return ""; // no such program
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts one and waits until it answers. */
  public static RealRedis start() throws IOException {
    return start(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Starts one that loads, and saves to, the file {@code dump.rdb} of a directory. */
  static RealRedis start(Path directory, String... options) throws IOException {
    return start(directory, new Value.Simple("PONG"), options);
  }

  /**
   * Starts one that takes five milliseconds for each key of its file, and so is still loading. It
   * answers once for each kilobyte.
   */
  static RealRedis startLoading(Path directory) throws IOException {
    return start(
        directory,
        new Value.Error("LOADING Redis is loading the dataset in memory"),
        "--key-load-delay",
        "5000",
        "--loading-process-events-interval-bytes",
        "1024");
  }

  private static RealRedis start(Path directory, Value answer, String... options)
      throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      RealRedis redis = launch(freePort(), directory, options);
      if (redis.answers(answer)) {
        Runtime.getRuntime().addShutdownHook(redis.atExit);
        return redis;
      }
      redis.process.destroyForcibly(); // someone else took the port in between
    }
    throw new IOException("redis-server did not start in " + ATTEMPTS + " attempts");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RealRedis launch(int port, Path directory, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("redis-server", "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    command.addAll(List.of("--enable-debug-command", "yes", "--dir", directory.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C"); // SORT ALPHA goes by it
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new RealRedis(builder.start(), port);
  }

  private boolean answers(Value answer) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !process.isAlive() || answersPing(answer));
    return process.isAlive();
  }

  private boolean answersPing(Value answer) {
    try (RespClient client = new RespClient(address())) {
      return client.call("PING").equals(answer);
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  @Override
  public int port() {
    return port;
  }

  /** Kills it: nothing is to be saved. */
  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
