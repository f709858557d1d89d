package dev.larder.junit;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Flag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts how clients use a server. */
final class Usage {
  /** What looks at all keys or at all of a collection. */
  private static final Set<String> SCANS =
      Set.of(
          "KEYS",
          "SCAN",
          "HSCAN",
          "SSCAN",
          "ZSCAN",
          "HGETALL",
          "HKEYS",
          "HVALS",
          "SMEMBERS",
          "SORT",
          "SORT_RO");

  /** What looks at all of a collection from 0 to -1. */
  private static final Set<String> RANGES = Set.of("LRANGE", "ZRANGE", "ZREVRANGE", "GETRANGE");

  private final Map<String, LongAdder> commands = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> unknown = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> scans = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> savings = new ConcurrentSkipListMap<>();

  Connection connection() {
    return new Connection();
  }

  UsageReport report(Map<String, Long> lasting) {
    return new UsageReport(
        numbers(commands), numbers(unknown), numbers(scans), lasting, numbers(savings));
  }

  boolean isAny() {
    return !commands.isEmpty() || !unknown.isEmpty();
  }

  private static Map<String, Long> numbers(Map<String, LongAdder> counted) {
    Map<String, Long> numbers = new TreeMap<>();
    counted.forEach((name, count) -> numbers.put(name, count.sum()));
    return numbers;
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  /**
   * What one connection does. A round trip counts as one that a pipeline would have saved when it
   * asks for the same command as the round trip before it, and neither of them waits for others.
   */
  final class Connection {
    private long pieces;
    private long latestPiece;
    private @Nullable String latest;

    void piece() {
      pieces++;
    }

    void command(@Nullable Command command, byte[][] request) {
      String name = text(request[0]).toUpperCase(Locale.ROOT);
      if (command == null) {
        count(unknown, name);
        latest = null;
        return;
      }
      String full = command.fullName().replace('|', ' ').toUpperCase(Locale.ROOT);
      count(commands, full);
      if (SCANS.contains(full) || RANGES.contains(full) && isWhole(request)) {
        count(scans, full);
      }
      boolean waits = command.is(Flag.BLOCKING) || command.is(Flag.PUBSUB);
      if (!waits && full.equals(latest) && pieces != latestPiece) {
        count(savings, full);
      }
      latest = waits ? null : full;
      latestPiece = pieces;
    }

    private static boolean isWhole(byte[][] request) {
      return request.length > 3 && text(request[2]).equals("0") && text(request[3]).equals("-1");
    }

    private static String text(byte[] word) {
      return new String(word, StandardCharsets.ISO_8859_1);
    }

    void closed() {
      latest = null;
    }
  }
}
