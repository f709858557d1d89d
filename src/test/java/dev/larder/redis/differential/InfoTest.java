package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** INFO has Redis's sections and fields in Redis's order, and counts what Redis counts. */
class InfoTest {
  private static Map<String, String> info(RespClient client, String... sections)
      throws IOException {
    String[] command = new String[sections.length + 1];
    command[0] = "INFO";
    System.arraycopy(sections, 0, command, 1, sections.length);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : Bytes.text(((Value.Bulk) client.call(command)).bytes()).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 || line.startsWith("#")) {
        fields.put(
            colon < 0 ? line : line.substring(0, colon), line.substring(Math.max(0, colon + 1)));
      }
    }
    return fields;
  }

  @Test
  void fieldsAreRedissInTheirOrder() throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = new RespClient(ours.address());
        RespClient their = new RespClient(real.address())) {
      for (String section : List.of("default", "all", "everything", "modules", "nosuch")) {
        our.call("SET", "k", "v");
        their.call("SET", "k", "v");
        List<String> known = new ArrayList<>(info(our, section).keySet());
        List<String> all = new ArrayList<>(info(their, section).keySet());
        known.removeIf(field -> field.contains("cmdstat_") || field.contains("latency_perc"));
        all.retainAll(known);
        assertEquals(all, known, section);
      }
    }
  }

  /** A field that a client parses: numbers that differ by the run are blotted out. */
  private static List<String> counted(Ours server) throws IOException {
    List<String> seen = new ArrayList<>();
    try (RespClient client = new RespClient(server.address())) {
      client.call("CONFIG", "RESETSTAT");
      client.call("SET", "k", "v");
      client.call("SET", "k", "v");
      client.call("SET", "k");
      client.call("INCR", "k");
      client.call("LPUSH", "k", "v");
      client.call("NOSUCH");
      client.call("CONFIG", "NOSUCH");
      client.call("CONFIG", "GET");
      client.call("MULTI");
      client.call("GET", "k");
      client.call("INCR", "k");
      client.call("SUBSCRIBE"); // wrong
      client.call("DISCARD");
      client.call("MULTI");
      client.call("GET", "k");
      client.call("INCR", "k");
      client.call("EXEC");
      client.call("BLPOP", "nothing", "0.01");
      client.call("PEXPIRE", "k", "100000");
      for (String section : List.of("commandstats", "errorstats", "latencystats")) {
        info(client, section)
            .forEach(
                (name, value) ->
                    seen.add(name + ":" + value.replaceAll("(usec\\w*|p[0-9.]+)=[0-9.]+", "$1")));
      }
      Map<String, String> stats = info(client, "stats");
      seen.add("calls " + stats.get("total_commands_processed"));
      seen.add("errors " + stats.get("total_error_replies"));
      seen.add(info(client, "keyspace").get("db0").replaceAll("avg_ttl=\\d+", "avg_ttl"));
    }
    seen.sort(null);
    return seen;
  }

  @Test
  void countsWhatRedisCounts() throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start()) {
      assertEquals(String.join("\n", counted(real)), String.join("\n", counted(ours)));
    }
  }

  @Test
  void sumsOverThreadsAndConnections() throws IOException {
    try (Ours ours = Ours.start()) {
      for (int i = 0; i < 10; i++) {
        try (RespClient client = new RespClient(ours.address())) {
          client.call("PING");
        }
      }
      try (RespClient client = new RespClient(ours.address())) {
        Map<String, String> stats = info(client, "stats", "commandstats");
        assertEquals("11", stats.get("total_connections_received"));
        assertTrue(stats.get("cmdstat_ping").startsWith("calls=10,"), stats::toString);
        assertTrue(Long.parseLong(stats.get("total_net_output_bytes")) >= 70, stats::toString);
      }
    }
  }
}
