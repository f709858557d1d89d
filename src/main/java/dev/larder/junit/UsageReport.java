package dev.larder.junit;

import java.util.Map;
import java.util.TreeMap;

/**
 * How clients have used the store.
 *
 * @param commands how often each command was called
 * @param unknown names that are no command
 * @param scans KEYS and what else looks at all keys or a whole collection, how often
 * @param lastingKeys keys that never expire at the end, by name with {@code *} for each number
 * @param savings round trips that a pipeline would have saved: those that ask for the same command
 *     as the one just before them on their connection
 */
public record UsageReport(
    Map<String, Long> commands,
    Map<String, Long> unknown,
    Map<String, Long> scans,
    Map<String, Long> lastingKeys,
    Map<String, Long> savings) {
  /**
   * Keeps what is given.
   *
   * @param commands see the record
   * @param unknown see the record
   * @param scans see the record
   * @param lastingKeys see the record
   * @param savings see the record
   */
  public UsageReport {
    commands = Map.copyOf(commands);
    unknown = Map.copyOf(unknown);
    scans = Map.copyOf(scans);
    lastingKeys = Map.copyOf(lastingKeys);
    savings = Map.copyOf(savings);
  }

  static UsageReport empty() {
    return new UsageReport(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  UsageReport and(UsageReport other) {
    return new UsageReport(
        sum(commands, other.commands),
        sum(unknown, other.unknown),
        sum(scans, other.scans),
        sum(lastingKeys, other.lastingKeys),
        sum(savings, other.savings));
  }

  private static Map<String, Long> sum(Map<String, Long> left, Map<String, Long> right) {
    Map<String, Long> all = new TreeMap<>(left);
    right.forEach((name, count) -> all.merge(name, count, Long::sum));
    return all;
  }

  /** {@return the report as text, what is most first} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    section(text, "commands", commands);
    section(text, "unknown commands", unknown);
    section(text, "scans", scans);
    section(text, "keys that never expire", lastingKeys);
    section(text, "round trips that a pipeline would have saved", savings);
    return text.toString();
  }

  private static void section(StringBuilder text, String title, Map<String, Long> counts) {
    text.append(title).append(counts.isEmpty() ? ": none\n" : ":\n");
    new TreeMap<>(counts)
        .entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .forEach(
                each -> text.append(String.format("%8d %s%n", each.getValue(), each.getKey())));
  }
}
