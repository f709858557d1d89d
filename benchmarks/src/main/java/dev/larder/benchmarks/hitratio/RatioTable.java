package dev.larder.benchmarks.hitratio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Hit ratios of several policies: a row for each trace and size, in Markdown. */
final class RatioTable {
  private static final int[] PERCENTS = {1, 5, 10, 20, 40};

  private final List<Contender> contenders;
  private final List<Line> lines;

  private record Line(Trace trace, int percent, double[] ratios) {}

  /** Runs all policies on all traces; the lines share the processors. */
  RatioTable(List<Trace> traces, List<Contender> contenders) {
    this.contenders = contenders;
    List<Line> empty = new ArrayList<>();
    for (Trace trace : traces) {
      for (int percent : PERCENTS) {
        empty.add(new Line(trace, percent, new double[contenders.size()]));
      }
    }
    lines = empty;
    lines.parallelStream().forEach(this::run);
  }

  private void run(Line line) {
    for (int i = 0; i < line.ratios.length; i++) {
      int capacity = line.trace.capacity(line.percent);
      line.ratios[i] = contenders.get(i).hitRatio(line.trace, capacity);
    }
  }

  double mean(int contender) {
    return lines.stream().mapToDouble(line -> line.ratios[contender]).average().orElse(0);
  }

  /** A row for each line, and the means. */
  String markdown() {
    StringBuilder text = new StringBuilder("| trace | size |");
    contenders.forEach(contender -> text.append(' ').append(contender.name()).append(" |"));
    text.append("\n|---|---|").append("--:|".repeat(contenders.size())).append('\n');
    for (Line line : lines) {
      text.append("| %s | %d %% |".formatted(line.trace.name(), line.percent));
      for (double ratio : line.ratios) {
        text.append(number(ratio));
      }
      text.append('\n');
    }
    text.append("| **mean** | |");
    for (int i = 0; i < contenders.size(); i++) {
      text.append(number(mean(i)));
    }
    return text.append('\n').toString();
  }

  /** How one policy does beside another: the difference of the means, and the worst lines. */
  String against(String name, String other) {
    int mine = indexOf(name);
    int theirs = indexOf(other);
    String worst =
        IntStream.range(0, lines.size())
            .mapToObj(lines::get)
            .sorted((a, b) -> Double.compare(gain(a, mine, theirs), gain(b, mine, theirs)))
            .limit(3)
            .map(
                line ->
                    String.format(
                        Locale.ROOT,
                        "%s %d %% %+.2f",
                        line.trace.name(),
                        line.percent,
                        gain(line, mine, theirs)))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    double difference = mean(mine) - mean(theirs);
    return String.format(
        Locale.ROOT, "%s against %s: %+.2f; lowest: %s", name, other, difference, worst);
  }

  private static double gain(Line line, int mine, int theirs) {
    return line.ratios[mine] - line.ratios[theirs];
  }

  private int indexOf(String name) {
    return IntStream.range(0, contenders.size())
        .filter(i -> contenders.get(i).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String number(double ratio) {
    return String.format(Locale.ROOT, " %.2f |", ratio);
  }
}
