package dev.larder.redis.differential;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each command was answered by the real server, and how often by an error. */
final class Tally {
  private final Map<String, int[]> counts = new TreeMap<>();

  void add(Step step, Value reply) {
    add(step.name(), reply);
    if (step.args().size() > 1 && counts.size() < 100_000) {
      add(step.subcommand(), reply);
    }
  }

  private void add(String name, Value reply) {
    counts.computeIfAbsent(name, n -> new int[2])[reply.isError() ? 1 : 0]++;
  }

  /** Commands, and first arguments after a bar, that were answered without an error. */
  Set<String> answered() {
    return counts.keySet().stream().filter(n -> counts.get(n)[0] > 0).collect(Collectors.toSet());
  }

  /** Those that had no {@code |}, each with its answers and errors. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("|"))
        .map(e -> e.getKey() + " " + e.getValue()[0] + "+" + e.getValue()[1])
        .collect(Collectors.joining(", "));
  }
}
