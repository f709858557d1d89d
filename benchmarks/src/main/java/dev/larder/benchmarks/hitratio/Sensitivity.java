package dev.larder.benchmarks.hitratio;

import dev.larder.internal.eviction.Tuning;
import dev.larder.internal.eviction.Tuning.Expert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Larder's policy would reach with other constants, one changed at a time. */
final class Sensitivity {
  /** Longer traces are left out, so that it ends in minutes. */
  private static final int LONGEST = 1_000_000;

  private Sensitivity() {}

  static String markdown(List<Trace> traces, List<Trace> synthetic) {
    List<Trace> shorter = traces.stream().filter(t -> t.accesses().length <= LONGEST).toList();
    List<Contender> all = contenders();
    RatioTable real = new RatioTable(shorter, all);
    RatioTable made = new RatioTable(synthetic, all);
    StringBuilder text = new StringBuilder("| constants | traces | synthetic |\n|---|--:|--:|\n");
    for (int i = 0; i < all.size(); i++) {
      Object[] row = {all.get(i).name(), real.mean(i), made.mean(i)};
      text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f |\n", row));
    }
    return text.toString();
  }

  private static List<Contender> contenders() {
    Tuning now = Tuning.DEFAULT;
    List<Expert> experts = now.experts();
    List<Contender> all = new ArrayList<>();
    add(all, "as they are", now);
    for (int i = 0; i < experts.size(); i++) {
      Expert left = experts.get(i);
      List<Expert> others = new ArrayList<>(experts);
      others.remove(i);
      String name = String.format(Locale.ROOT, "without %.2f/%d", left.window(), left.period());
      add(all, name, with(others, now));
      add(all, name.replace("without", "only"), with(List.of(left), now));
    }
    for (int entries : new int[] {128, 256, 1024, 4096}) {
      add(all, "shadows of " + entries, new Tuning(experts, entries, 20, 0.1, 3, 2_000));
    }
    for (double memory : new double[] {5, 10, 40, 80}) {
      add(all, "memory " + memory, new Tuning(experts, 512, memory, 0.1, 3, 2_000));
    }
    for (double cost : new double[] {0, 0.05, 0.2, 0.4}) {
      add(all, "cost of a switch " + cost, new Tuning(experts, 512, 20, cost, 3, 2_000));
    }
    for (int rounds : new int[] {1, 8, 16}) {
      add(all, "rounds " + rounds, new Tuning(experts, 512, 20, 0.1, rounds, 2_000));
    }
    for (int period : new int[] {0, 500, 8_000}) {
      add(all, "least period " + period, new Tuning(experts, 512, 20, 0.1, 3, period));
    }
    return all;
  }

  private static Tuning with(List<Expert> experts, Tuning now) {
    return new Tuning(
        experts,
        now.shadowEntries(),
        now.memory(),
        now.switchCost(),
        now.rounds(),
        now.leastPeriod());
  }

  private static void add(List<Contender> all, String name, Tuning tuning) {
    all.add(new Contender(name, Contenders.larder(tuning, false)));
  }
}
