package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.junit.LarderKit;
import dev.larder.junit.RedisError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The errors that the test kit answers on demand: a real server, really in that trouble, answers
 * the same commands with the same words, and lets the same commands pass.
 */
class TroubleTest {
  /** All but what clients send by themselves, which the kit spares. */
  private static final List<String> COMMANDS =
      List.of(
          "GET a",
          "SET a 1",
          "SETEX a 100 1",
          "DEL a",
          "UNLINK a",
          "INCR n",
          "EXISTS a",
          "EXPIRE a 100",
          "TTL a",
          "TYPE a",
          "LPUSH l x",
          "LPOP l",
          "LRANGE l 0 -1",
          "HSET h f v",
          "HGET h f",
          "HDEL h f",
          "SADD s x",
          "SMEMBERS s",
          "ZADD z 1 x",
          "ZRANGE z 0 -1",
          "XADD x * f v",
          "XLEN x",
          "PFADD p a",
          "PFCOUNT p",
          "SORT l",
          "SORT l STORE {l}k",
          "OBJECT ENCODING a",
          "MEMORY USAGE a",
          "PING",
          "ECHO a",
          "TIME",
          "DBSIZE",
          "KEYS *",
          "SCAN 0",
          "RANDOMKEY",
          "PUBLISH c m",
          "SUBSCRIBE c",
          "PUBSUB CHANNELS",
          "MULTI",
          "EXEC",
          "DISCARD",
          "WATCH a",
          "UNWATCH",
          "INFO server",
          "CONFIG GET maxmemory",
          "SLOWLOG LEN",
          "LASTSAVE",
          "ROLE");

  @TempDir private Path directory;

  @BeforeAll
  static void reference() {
    RealRedis.assumeInstalled();
  }

  @Test
  void replica() throws IOException {
    try (RealRedis real = RealRedis.start(directory)) {
      call(real, "REPLICAOF", "127.0.0.1", "1");
      compare(RedisError.READONLY, real);
    }
  }

  @Test
  void outOfMemory() throws IOException {
    try (RealRedis real = RealRedis.start(directory)) {
      call(real, "CONFIG", "SET", "maxmemory", "1");
      compare(RedisError.OOM, real);
    }
  }

  @Test
  void clusterDown() throws IOException {
    try (RealRedis real = RealRedis.start(directory, "--cluster-enabled", "yes")) {
      call(real, "CLUSTER", "ADDSLOTSRANGE", "0", "16382"); // all but one
      compare(RedisError.CLUSTERDOWN, real);
    }
  }

  @Test
  void busy() throws IOException {
    try (RealRedis real = RealRedis.start(directory, "--busy-reply-threshold", "1");
        RespClient script = new RespClient(real.address())) {
      script.send(List.of("EVAL", "while true do end", "0").stream().map(Bytes::of).toList());
      script.flush();
      org.awaitility.Awaitility.await().until(() -> call(real, "PING").isError());
      compare(RedisError.BUSY, real);
    }
  }

  @Test
  void loading() throws IOException {
    try (RealRedis filled = RealRedis.start(directory, "--rdbcompression", "no")) {
      call(filled, "DEBUG", "POPULATE", "4000", "key", "1100");
      assertFalse(call(filled, "SAVE").isError());
    }
    try (RealRedis real = RealRedis.startLoading(directory)) {
      compare(RedisError.LOADING, real);
    }
  }

  private static Value call(RealRedis real, String... command) throws IOException {
    try (RespClient client = new RespClient(real.address())) {
      return client.call(command);
    }
  }

  private static void compare(RedisError error, RealRedis real) throws IOException {
    Map<String, String> expected = met(error, real.address());
    assertTrue(expected.values().contains(error.text()), () -> error + " is nowhere: " + expected);
    try (LarderKit kit = LarderKit.start()) {
      kit.redis().faults().on().answer(error);
      InetSocketAddress address =
          new InetSocketAddress(kit.redis().address().host(), kit.redis().port());
      assertEquals(lines(expected), lines(met(error, address)));
    }
  }

  /** What each command is answered on a connection of its own: that error, or something else. */
  private static Map<String, String> met(RedisError error, InetSocketAddress address)
      throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (String command : COMMANDS) {
      try (RespClient client = new RespClient(address)) {
        Value answer = client.call(command.split(" "));
        boolean isIt = answer instanceof Value.Error is && is.text().contains(error.name() + " ");
        answers.put(command, isIt ? ((Value.Error) answer).text() : "passes");
      }
    }
    return answers;
  }

  private static String lines(Map<String, String> answers) {
    StringBuilder text = new StringBuilder();
    answers.forEach((command, answer) -> text.append(command + ": " + answer + "\n"));
    return text.toString();
  }
}
