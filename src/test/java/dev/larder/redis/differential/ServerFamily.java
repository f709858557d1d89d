package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.ANY;

import java.util.List;
import java.util.Set;

/** What is asked of a server and of a connection, as far as two servers can say the same. */
final class ServerFamily implements Family {
  private static final List<String> PARAMETERS =
      List.of(
          "hash-max-listpack-entries",
          "hash-max-ziplist-value",
          "set-max-intset-entries",
          "zset-max-listpack-*",
          "slowlog-*",
          "maxmemory-policy",
          "notify-keyspace-events",
          "databases",
          "no-such-parameter");

  private static final List<String> HELPFUL =
      List.of("COMMAND", "PUBSUB", "CONFIG", "SLOWLOG", "LATENCY", "MEMORY");

  @Override
  public Set<String> commands() {
    return Set.of(
        "COMMAND|COUNT",
        "COMMAND|GETKEYS",
        "COMMAND|GETKEYSANDFLAGS",
        "COMMAND|HELP",
        "CONFIG|GET",
        "CONFIG|HELP",
        "CONFIG|RESETSTAT",
        "CONFIG|SET",
        "DEBUG",
        "DEBUG|OBJECT",
        "DEBUG|SET-ACTIVE-EXPIRE",
        "DEBUG|SLEEP",
        "ECHO",
        "INFO",
        "LASTSAVE",
        "LATENCY|DOCTOR",
        "LATENCY|HELP",
        "LATENCY|HISTOGRAM",
        "LATENCY|HISTORY",
        "LATENCY|LATEST",
        "LATENCY|RESET",
        "LOLWUT",
        "MEMORY|DOCTOR",
        "MEMORY|HELP",
        "MEMORY|MALLOC-STATS",
        "MEMORY|PURGE",
        "MEMORY|STATS",
        "MEMORY|USAGE",
        "PING",
        "PUBLISH",
        "PUBSUB|CHANNELS",
        "PUBSUB|HELP",
        "PUBSUB|NUMPAT",
        "PUBSUB|NUMSUB",
        "PUBSUB|SHARDCHANNELS",
        "PUBSUB|SHARDNUMSUB",
        "ROLE",
        "SLOWLOG|GET",
        "SLOWLOG|HELP",
        "SLOWLOG|LEN",
        "SLOWLOG|RESET",
        "SPUBLISH");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    return switch (gen.below(17)) {
      case 0 -> gen.args("PING", gen.maybe(50, gen.value()));
      case 1 -> gen.args("ECHO", gen.value());
      case 2 -> gen.args(gen.pick("PUBLISH", "SPUBLISH"), gen.value(), gen.value());
      case 3 -> gen.args("CONFIG", "GET", gen.some(2, () -> Bytes.of(gen.pick(PARAMETERS))));
      case 4 -> config(gen);
      case 5 -> gen.args("PUBSUB", gen.pick("CHANNELS", "SHARDCHANNELS"), gen.maybe(50, "*"));
      case 6 -> gen.args("PUBSUB", gen.pick("NUMSUB", "SHARDNUMSUB"), gen.maybe(70, gen.value()));
      case 7 -> gen.args("PUBSUB", "NUMPAT");
      case 8 -> gen.args(gen.pick(HELPFUL), "HELP");
      case 9 -> gen.args("COMMAND", gen.pick("GETKEYS", "GETKEYSANDFLAGS"), command(gen));
      case 10 -> gen.chance(50) ? gen.args("ROLE") : gen.args("INFO", "server");
      case 11 -> slowLog(gen);
      case 12 -> latency(gen);
      case 13, 14 -> memory(gen);
      case 15 -> debug(gen);
      default -> gen.chance(50) ? gen.args("COMMAND", "COUNT") : gen.args("LOLWUT");
    };
  }

  private static List<byte[]> slowLog(Gen gen) {
    return switch (gen.below(4)) {
      case 0 -> gen.args("SLOWLOG", "LEN", gen.maybe(10, "x"));
      case 1 -> gen.args("SLOWLOG", "RESET");
      case 2 -> gen.args("SLOWLOG", gen.pick("GET", "nosuch"));
      default -> gen.args("SLOWLOG", "GET", gen.pick(gen.integer(), gen.number(), gen.value()));
    };
  }

  private static List<byte[]> latency(Gen gen) {
    return switch (gen.below(6)) {
      case 0 -> gen.args("LATENCY", "LATEST");
      case 1 -> gen.args("LATENCY", gen.pick("HISTORY", "GRAPH"), gen.pick("command", "x", ""));
      case 2 -> gen.args("LATENCY", "RESET", gen.maybe(50, "command", "x"));
      case 3 -> gen.args("LATENCY", "HISTOGRAM", gen.maybe(70, gen.pick("nosuch", "x|y")));
      case 4 -> gen.args("LATENCY", "DOCTOR");
      default -> gen.args("LATENCY", gen.pick("HISTORY", "NOSUCH"), gen.maybe(30, "a", "b"));
    };
  }

  private static List<byte[]> memory(Gen gen) {
    return switch (gen.below(6)) {
      case 0 -> gen.args("MEMORY", gen.pick("DOCTOR", "MALLOC-STATS", "PURGE", "STATS", "NOSUCH"));
      case 1 -> gen.args("MEMORY", "USAGE", gen.key(ANY), "SAMPLES", gen.integer());
      case 2 -> gen.args("MEMORY", "USAGE", gen.key(ANY), gen.pick("SAMPLES", "0", "x"));
      case 3 -> gen.args("MEMORY", "USAGE", gen.maybe(50, gen.key(ANY), "SAMPLES", "0", "SAMPLES"));
      default -> gen.args("MEMORY", "USAGE", gen.key(ANY));
    };
  }

  private static List<byte[]> debug(Gen gen) {
    return switch (gen.below(6)) {
      case 0 -> gen.args("DEBUG", "SLEEP", gen.pick("0", "0.0001", "x", "-1", "1e-5"));
      case 1 -> gen.args("DEBUG", "SET-ACTIVE-EXPIRE", gen.pick("1", "1x"));
      case 2 -> gen.args("DEBUG", gen.pick("NOSUCH", "OBJECT", "SLEEP", "SET-ACTIVE-EXPIRE"));
      case 3 -> gen.args(gen.pick("DEBUG", "LASTSAVE"));
      default -> gen.args("DEBUG", "OBJECT", gen.key(ANY));
    };
  }

  private static List<byte[]> config(Gen gen) {
    return switch (gen.below(4)) {
      case 0 -> gen.args("CONFIG", "RESETSTAT");
      case 1 -> gen.args("CONFIG", "REWRITE");
      case 2 -> gen.args("CONFIG", "SET", "slowlog-max-len", gen.pick("128", "-1", "x", "1tb"));
      default ->
          gen.args("CONFIG", "SET", gen.pick(PARAMETERS), gen.pick("nonsense", "-1", "yes", "KE?"));
    };
  }

  private static List<byte[]> command(Gen gen) {
    return switch (gen.below(6)) {
      case 0 -> gen.args("SET", gen.key(ANY), "v");
      case 1 -> gen.args("MSET", gen.key(ANY), "v", gen.key(ANY), "w");
      case 2 -> gen.args("ZUNION", gen.pick("1", "2", "9", "x"), gen.key(ANY), gen.key(ANY));
      case 3 -> gen.args("XREAD", "STREAMS", gen.key(ANY), "0");
      case 4 -> gen.args("SORT", gen.key(ANY), "STORE", gen.key(ANY));
      default -> gen.args(gen.pick("PING", "nosuch", "GET"));
    };
  }
}
