package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import dev.larder.redis.RedisOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/redis.md}. */
class RedisGuideTest {
  @Test
  void listens() throws IOException {
    String answered;
    // [listen]
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0)) { // a free port of the loopback address
      larder.map("stock", String.class, String.class).put("jam", "3");
      answered = ask(redis.port(), "HGET stock jam");
    }
    // []
    assertEquals("$1 3", answered);
  }

  @Test
  void takesOptions() throws Exception {
    String secret = "secret";
    SSLContext sslContext = SSLContext.getDefault();
    // [options]
    RedisOptions options =
        RedisOptions.builder()
            .bind("0.0.0.0") // another than loopback needs a password
            .port(6379)
            .password(secret)
            .tls(sslContext) // the port speaks TLS then
            .unixSocket(Path.of("/run/larder.sock")) // besides the port, without TLS
            .threads(2)
            .build();
    // []
    assertFalse(options.toString().contains(secret));
  }

  private static String ask(int port, String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return in.readLine() + " " + in.readLine();
    }
  }
}
