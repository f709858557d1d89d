package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RdbFile;
import dev.larder.redis.RdbReport;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real redis-server has saved, loaded by us, is what it loads itself. */
class RdbFileTest {
  /** Settings by which it stores more in its large forms, or less. */
  private static final List<List<String>> FORMS =
      List.of(
          List.of(),
          List.of("hash-max-listpack-entries", "0", "zset-max-listpack-entries", "0"),
          List.of("set-max-intset-entries", "0", "list-max-listpack-size", "3"),
          List.of("rdbcompression", "no", "list-max-listpack-size", "-1"),
          List.of("hash-max-listpack-value", "100000", "zset-max-listpack-value", "100000"));

  private static final int KEYS = 48;

  private RealRedis real;
  private RespClient client;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    RealRedis.assumeInstalled();
    real = RealRedis.start(directory);
    client = new RespClient(real.address());
  }

  @AfterEach
  void stop() throws IOException {
    if (real != null) {
      client.close();
      real.close();
    }
  }

  private static RespClient connect(RedisEndpoint endpoint) throws IOException {
    return new RespClient(new InetSocketAddress("127.0.0.1", endpoint.port()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void isWhatRedisLoads(int form) throws IOException {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    List<String> settings = FORMS.get(form);
    for (int i = 0; i < settings.size(); i += 2) {
      client.call("CONFIG", "SET", settings.get(i), settings.get(i + 1));
    }
    new RdbData(client, new Random(seed)).fill(KEYS);
    assertEquals("OK", text(client.call("DEBUG", "RELOAD"))); // so that both have loaded it
    Keyspace expected = Keyspace.of(client);
    TreeMap<String, String> streams = streams(client);
    client.call("SELECT", "0");
    assertEquals("OK", text(client.call("SAVE")));
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0);
        RespClient ours = connect(endpoint)) {
      for (int i = 0; i < settings.size(); i += 2) {
        ours.call("CONFIG", "SET", settings.get(i), settings.get(i + 1));
      }
      RdbReport report = RdbFile.load(directory.resolve("dump.rdb"), larder);
      assertEquals(KEYS, report.keys(), "seed " + seed);
      assertEquals(1, report.functions());
      assertTrue(report.about().get("redis-ver").startsWith("7.0."), report::toString);
      assertEquals(
          "Optional.empty", Keyspace.of(ours).differenceTo(expected, 0) + "", "seed " + seed);
      assertEquals(streams, streams(ours), "seed " + seed);
    }
  }

  private static String text(Value value) {
    return value instanceof Value.Simple simple ? simple.text() : value.toString();
  }

  /** All that is said of each stream, with groups, consumers and what is pending. */
  private static TreeMap<String, String> streams(RespClient client) throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    for (int db = 0; db < 16; db++) {
      client.call("SELECT", Integer.toString(db));
      for (int i = 5; i < KEYS; i += 6) {
        Value info = client.call("XINFO", "STREAM", "k" + i, "FULL", "COUNT", "0");
        if (!info.isError()) {
          String shown = info.toString();
          all.put(db + " k" + i, shown.substring(shown.indexOf("last-generated-id")));
        }
      }
    }
    return all;
  }
}
