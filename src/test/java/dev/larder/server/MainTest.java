package dev.larder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, and the server as a process. */
class MainTest {
  private static final long TIMEOUT_SECONDS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "--unknown",
        "--dir",
        "--sync always",
        "--dir x --sync sometimes",
        "--redis",
        "--redis x",
        "--redis 65536",
        "--kafka -1",
        "--bind 127.0.0.1",
        "salvage",
        "verify a b"
      })
  void whatCantBeFollowedIsExplained(String line) {
    ToolRun run = ToolRun.of((Object[]) line.split(" "));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("usage:"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void theKafkaEndpointIsForLater() {
    ToolRun kafka = ToolRun.of("--kafka", "9092", "--bind", "0.0.0.0");
    assertEquals(2, kafka.status());
    assertTrue(kafka.err().contains("this version has no Kafka endpoint"), kafka.err());
  }

  @Test
  void whatAnybodyCouldReachIsRefused() {
    ToolRun redis = ToolRun.of("--redis", "0", "--bind", "0.0.0.0");
    assertEquals(2, redis.status());
    assertTrue(redis.err().contains("anybody could reach 0.0.0.0"), redis.err());
  }

  @Test
  void helpIsNoFailure() {
    ToolRun run = ToolRun.of("--help");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("salvage DIR TO"), run.out());
  }

  @Test
  void aDirectoryInUseIsLeftAlone() {
    try (Larder larder = Larder.open(directory)) {
      ToolRun run = ToolRun.of("--dir", directory);
      assertEquals(2, run.status());
      assertTrue(run.err().contains("in use"), run.err());
      larder.sync();
    }
  }

  @Test
  void theServerEndsWellOnTheSignal() throws Exception {
    try (Larder larder = Larder.open(directory)) {
      larder.counter("c").add(3);
    }
    Path errors = directory.resolveSibling(directory.getFileName() + ".err");
    Process server =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "--dir",
                    directory.toString(),
                    "--sync",
                    "always",
                    "--redis",
                    "0"))
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = server.inputReader()) {
      assertEquals("ready dir " + directory, output.readLine(), () -> read(errors));
      String ready = output.readLine();
      assertTrue(ready.startsWith("ready redis 127.0.0.1:"), ready);
      int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
      assertEquals(":4", ask(port, "INCR c"));
      assertEquals(2, ToolRun.of("--dir", directory).status());
      server.destroy();
      assertTrue(server.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      assertEquals(0, server.exitValue(), () -> read(errors));
      assertFalse(read(errors).toLowerCase(Locale.ROOT).contains("warning"));
    } finally {
      server.destroyForcibly();
      Files.deleteIfExists(errors);
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals("", larder.recovery().get().cut());
      assertEquals(4, larder.counter("c").get());
    }
  }

  private static String ask(int port, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader replies =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return replies.readLine();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
