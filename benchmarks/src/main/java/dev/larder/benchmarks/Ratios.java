package dev.larder.benchmarks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads JMH's results and prints the questions' ratios as a Markdown table, those that miss their
 * mark first. Arguments: [--write FILE] mode commit result.json ...
 */
public final class Ratios {
  private record Figure(double score, double least, double greatest, double bytes) {}

  private record Row(Question question, Figure ours, String peer, double ratio, String spread) {
    boolean misses() {
      return question.mark() > 0
          && (question.isBound() ? ours.score > question.mark() : ratio < question.mark());
    }
  }

  private final Map<String, Figure> figures = new HashMap<>();

  private Ratios() {}

  public static void main(String[] arguments) throws IOException {
    int first = arguments[0].equals("--write") ? 2 : 0;
    Ratios ratios = new Ratios();
    for (int i = first + 2; i < arguments.length; i++) {
      ratios.read(Path.of(arguments[i]));
    }
    String table = ratios.table();
    System.out.println(table);
    if (first > 0) {
      Files.writeString(
          Path.of(arguments[1]), page(arguments[first], arguments[first + 1], table));
    }
  }

  private void read(Path file) throws IOException {
    JsonArray runs = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    for (JsonElement element : runs) {
      JsonObject run = element.getAsJsonObject();
      String[] name = run.get("benchmark").getAsString().split("\\.");
      StringBuilder key = new StringBuilder(name[name.length - 2]);
      key.append('.').append(name[name.length - 1]).append('#').append(run.get("threads"));
      if (run.has("params")) {
        for (var parameter : run.getAsJsonObject("params").entrySet()) {
          key.append('#').append(parameter.getValue().getAsString());
        }
      }
      figures.put(key.toString(), figure(run));
    }
  }

  private static Figure figure(JsonObject run) {
    JsonObject metric = run.getAsJsonObject("primaryMetric");
    double least = Double.MAX_VALUE;
    double greatest = 0;
    for (JsonElement fork : metric.getAsJsonArray("rawData")) {
      double sum = 0;
      int count = 0;
      for (JsonElement iteration : fork.getAsJsonArray()) {
        sum += iteration.getAsDouble();
        count++;
      }
      least = Math.min(least, sum / count);
      greatest = Math.max(greatest, sum / count);
    }
    double bytes = Double.NaN;
    for (var second : run.getAsJsonObject("secondaryMetrics").entrySet()) {
      if (second.getKey().endsWith("gc.alloc.rate.norm")) {
        bytes = second.getValue().getAsJsonObject().get("score").getAsDouble();
      }
    }
    return new Figure(metric.get("score").getAsDouble(), least, greatest, bytes);
  }

  private String table() {
    List<Row> rows = new ArrayList<>();
    for (Question question : Question.ALL) {
      Figure ours = figures.get(question.ours());
      if (ours != null) {
        rows.add(row(question, ours));
      }
    }
    rows.sort(Comparator.comparing(row -> !row.misses()));
    StringBuilder text = new StringBuilder();
    text.append("| question | Larder | best peer | ratio | forks | mark | | B/op |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      Question question = row.question;
      String met = row.misses() ? "**missed**" : question.mark() > 0 ? "met" : "";
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %s | %s | %s | %s | %s | %.0f |%n",
              question.text(),
              row.ours.score,
              row.peer,
              question.isBound() ? "" : String.format(Locale.ROOT, "%.2f", row.ratio),
              row.spread,
              question.mark() > 0 ? question.mark() : "",
              met,
              row.ours.bytes));
    }
    return text.toString();
  }

  private Row row(Question question, Figure ours) {
    Figure best = null;
    String name = "";
    for (String peer : question.peers()) {
      Figure figure = figures.get(peer);
      if (figure != null && (best == null || figure.score > best.score)) {
        best = figure;
        name = peer;
      }
    }
    if (best == null) {
      return new Row(
          question, ours, "", 0, String.format(Locale.ROOT, "%.2f–%.2f", ours.least, ours.greatest));
    }
    String peer =
        String.format(
            Locale.ROOT, "%.2f (%s)", best.score, name.replaceAll(".*\\.", "").replace("#", " "));
    String spread =
        String.format(
            Locale.ROOT, "%.2f–%.2f", ours.least / best.greatest, ours.greatest / best.least);
    return new Row(question, ours, peer, ours.score / best.score, spread);
  }

  private static String page(String mode, String commit, String table) {
    return """
        # Benchmarks

        Written by `benchmarks/run %s --write` at commit %s, on %s, %d processors, JDK %s.

        Each figure is millions of operations a second, but for the transaction's, which is
        microseconds; "ratio" is Larder's beside the best peer in the same run, "forks" the least
        and the greatest ratio that forks of the two give. Both sides run with a heap of 2 GB that
        was touched before. What misses its mark comes first. B/op is what Larder's side allocates.

        %s
        `benchmarks/run memory` measures bytes an entry, `benchmarks/run scale` tables of up to 20
        million entries, lists and sorted sets of 10 million, and the longest single put.
        `benchmarks/jcstress/run` tests the memory ordering.
        """
        .formatted(
            mode,
            commit,
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            table);
  }
}
