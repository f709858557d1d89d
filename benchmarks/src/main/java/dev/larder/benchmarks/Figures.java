package dev.larder.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What JMH has measured: by benchmark, parameters and threads, as in {@code
 * MapBenchmark.get[impl=jdk]@2}, one figure a round.
 */
final class Figures {
  /** One fork's mean, and the bytes that it allocated an operation. */
  record Figure(double score, String unit, double bytes) {}

  private final Map<String, List<Figure>> rounds = new LinkedHashMap<>();

  Figures(List<?> results) {
    for (Object result : results) {
      Map<?, ?> one = (Map<?, ?>) result;
      Map<?, ?> metric = (Map<?, ?>) one.get("primaryMetric");
      Figure figure =
          new Figure((Double) metric.get("score"), (String) metric.get("scoreUnit"), bytes(one));
      rounds.computeIfAbsent(key(one), key -> new ArrayList<>()).add(figure);
    }
  }

  private static String key(Map<?, ?> result) {
    String[] name = ((String) result.get("benchmark")).split("\\.");
    Map<?, ?> params = (Map<?, ?>) result.get("params");
    String shown =
        params == null
            ? ""
            : params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(",", "[", "]"));
    int threads = ((Double) result.get("threads")).intValue();
    return name[name.length - 2] + "." + name[name.length - 1] + shown + "@" + threads;
  }

  private static double bytes(Map<?, ?> result) {
    Map<?, ?> metrics = (Map<?, ?>) result.get("secondaryMetrics");
    return metrics.entrySet().stream()
        .filter(metric -> ((String) metric.getKey()).endsWith("gc.alloc.rate.norm"))
        .map(metric -> ((Map<?, ?>) metric.getValue()).get("score"))
        .mapToDouble(score -> score instanceof Double number ? number : Double.NaN)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The figures of all rounds; empty when it was not run. */
  List<Figure> of(String key) {
    return rounds.getOrDefault(key, List.of());
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
