package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SLOWLOG keeps what Redis keeps, of every command that it keeps. */
class SlowLogTest {
  private static final int SECONDS = 1;
  private static final int ARGUMENTS = 3;
  private static final int ADDRESS = 4;
  private static final int NAME = 5;

  /** What is the same on both servers: arguments and the client's name. */
  private static List<String> entries(RespClient client, String... get) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Value entry : client.call(get).children()) {
      List<Value> parts = entry.children();
      assertEquals(6, parts.size());
      assertTrue(((Value.Int) parts.get(SECONDS)).number() > 1_600_000_000L, parts::toString);
      assertTrue(parts.get(ADDRESS).toString().startsWith("\"127.0.0.1:"), parts::toString);
      entries.add(parts.get(ARGUMENTS) + " " + parts.get(NAME));
    }
    return entries;
  }

  private static List<String> keepsAll(Ours server) throws IOException {
    try (RespClient client = new RespClient(server.address())) {
      client.call("SLOWLOG", "RESET");
      client.call("CLIENT", "SETNAME", "me");
      client.call("CONFIG", "SET", "slowlog-max-len", "20");
      client.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
      client.call("SET", "key", "v".repeat(128));
      client.call("SET", "key", "v".repeat(129));
      client.call(("DEL" + " k".repeat(31)).split(" ", -1));
      client.call(("DEL" + " k".repeat(32)).split(" ", -1));
      client.call("GET");
      client.call("NOSUCH");
      client.call("INCR", "key");
      client.call("AUTH", "secret");
      client.call("CONFIG", "SET", "requirepass", "");
      client.call("MULTI");
      client.call("PING", "queued");
      client.call("EXEC");
      client.call("BLPOP", "nothing", "0.01");
      List<String> all = entries(client, "SLOWLOG", "GET", "-1");
      all.addAll(entries(client, "SLOWLOG", "GET", "2"));
      client.call("CONFIG", "SET", "slowlog-max-len", "3");
      all.add(client.call("SLOWLOG", "LEN").toString());
      client.call("PING");
      all.add(client.call("SLOWLOG", "LEN").toString());
      client.call("CONFIG", "SET", "slowlog-log-slower-than", "-1");
      client.call("SLOWLOG", "RESET");
      all.add(client.call("SLOWLOG", "LEN").toString());
      return all;
    }
  }

  @Test
  void keepsWhatRedisKeeps() throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start()) {
      assertEquals(String.join("\n", keepsAll(real)), String.join("\n", keepsAll(ours)));
    }
  }

  @Test
  void whatIsFastIsNotKept() throws IOException {
    try (Ours ours = Ours.start();
        RespClient client = new RespClient(ours.address())) {
      client.call("CONFIG", "SET", "slowlog-log-slower-than", "100000");
      client.call("SLOWLOG", "RESET");
      client.call("PING");
      client.call("DEBUG", "SLEEP", "0.12");
      List<String> entries = entries(client, "SLOWLOG", "GET");
      assertEquals(List.of("[\"DEBUG\", \"SLEEP\", \"0.12\"] \"\""), entries);
    }
  }
}
