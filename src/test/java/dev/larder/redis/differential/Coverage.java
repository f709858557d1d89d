package dev.larder.redis.differential;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every command is in a family, or it is tested elsewhere, and then it stands here with a reason.
 */
final class Coverage {
  private static final String TABLE = "compared row by row: CommandTableTest has it";
  private static final String PUBSUB = "pushes what is no reply: the tests of pub/sub have it";
  private static final String CONNECTION = "about one connection: its tests have it";
  private static final String SERVER = "about one server: its tests have it";

  /** What no family covers, and why. */
  static final Map<String, String> ELSEWHERE = new TreeMap<>();

  static {
    because("refused without a file: the family of the server sends it", "CONFIG|REWRITE");
    because(TABLE, "COMMAND|DOCS", "COMMAND|INFO", "COMMAND|LIST");
    because(PUBSUB, "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUBSCRIBE", "SUNSUBSCRIBE");
    because(PUBSUB, "MONITOR", "UNSUBSCRIBE");
    because(CONNECTION, "AUTH", "HELLO", "QUIT", "RESET");
    because(CONNECTION, "CLIENT", "CLIENT|CACHING", "CLIENT|GETNAME", "CLIENT|GETREDIR");
    because(CONNECTION, "CLIENT|HELP", "CLIENT|ID", "CLIENT|INFO", "CLIENT|KILL", "CLIENT|LIST");
    because(CONNECTION, "CLIENT|NO-EVICT", "CLIENT|PAUSE", "CLIENT|REPLY", "CLIENT|SETNAME");
    because(CONNECTION, "CLIENT|TRACKING", "CLIENT|TRACKINGINFO", "CLIENT|UNBLOCK");
    because(CONNECTION, "CLIENT|UNPAUSE");
    because(SERVER, "BGREWRITEAOF", "BGSAVE", "SAVE", "SHUTDOWN", "TIME");
    because("fails unless there were spikes: LatencyTest has it", "LATENCY|GRAPH");
    because("fails unless the policy is an LFU one: the tests of OBJECT have it", "OBJECT|FREQ");
  }

  private Coverage() {}

  private static void because(String reason, String... commands) {
    for (String command : commands) {
      ELSEWHERE.put(command, reason);
    }
  }

  /** The names in the reply to COMMAND LIST, in upper case. */
  static Set<String> names(Value commandList) {
    Set<String> names = new TreeSet<>();
    for (Value name : commandList.children()) {
      byte[] bytes =
          name instanceof Value.Simple s ? Bytes.of(s.text()) : ((Value.Bulk) name).bytes();
      names.add(Bytes.upper(bytes));
    }
    return names;
  }

  static Set<String> covered(List<Family> families) {
    Set<String> covered = new TreeSet<>();
    families.forEach(family -> covered.addAll(family.commands()));
    return covered;
  }

  /** What the server has, and neither a family nor the list; a container is its subcommands. */
  static Set<String> missing(Set<String> served, Collection<String> covered) {
    Set<String> missing = new TreeSet<>(served);
    missing.removeAll(covered);
    missing.removeAll(ELSEWHERE.keySet());
    missing.removeIf(name -> served.stream().anyMatch(other -> other.startsWith(name + "|")));
    return missing;
  }
}
