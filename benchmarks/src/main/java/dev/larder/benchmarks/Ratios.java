package dev.larder.benchmarks;

import dev.larder.benchmarks.Figures.Figure;
import dev.larder.benchmarks.Question.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints results as ratios to the best peer of the same round, those that miss their mark first. */
public final class Ratios {
  private static final List<String> HEADER =
      List.of("question", "ours", "best peer", "ratio", "from round to round", "mark", "");

  private Ratios() {}

  private record Row(Verdict verdict, List<String> cells) {}

  private enum Verdict {
    MISSED,
    MET,
    FOR_INFORMATION,
    /** Left out of this run, or its fork failed. */
    NOT_RUN
  }

  /**
   * Prints, and writes the page where one is named.
   *
   * @param args the file of results, and optionally the page to write
   */
  public static void main(String... args) throws IOException {
    Map<?, ?> kept = (Map<?, ?>) Json.read(Files.readString(Path.of(args[0])));
    List<List<String>> table = new ArrayList<>(List.of(HEADER));
    rows(kept).stream()
        .sorted(Comparator.comparing(Row::verdict))
        .map(Row::cells)
        .forEach(table::add);
    System.out.print(markdown(table));
    System.out.println();
    List<?> scale = (List<?>) kept.get("scale");
    if (scale != null) {
      System.out.print(markdown(scaleTable(scale)));
    }
    if (args.length > 1) {
      Files.writeString(Path.of(args[1]), page(kept, table, scale));
    }
  }

  private static List<Row> rows(Map<?, ?> kept) {
    Figures figures = new Figures((List<?>) kept.get("jmh"));
    List<Row> rows = new ArrayList<>();
    for (Question question : Questions.all()) {
      List<Figure> ours = figures.of(question.ours());
      if (!ours.isEmpty()) {
        rows.add(row(question, ours, figures));
      } else if (!(question.mark() instanceof Mark.None)) {
        rows.add(
            new Row(
                Verdict.NOT_RUN, List.of(question.text(), "", "", "", "", "", "no figure")));
      }
    }
    if (kept.get("memory") instanceof Map<?, ?> memory) {
      double larder = (Double) memory.get("larder");
      double jdk = (Double) memory.get("jdk");
      rows.add(
          new Row(
              larder <= jdk ? Verdict.MET : Verdict.MISSED,
              cells(
                  "map: bytes an entry at a million, to ConcurrentHashMap",
                  number(larder) + " B",
                  number(jdk) + " B",
                  number(larder / jdk),
                  "",
                  "at most its",
                  larder <= jdk)));
    }
    if (kept.get("programs") instanceof List<?> programs) {
      programs.forEach(answer -> rows.add(row((Map<?, ?>) answer)));
    }
    return rows;
  }

  /** A row of {@link Answers}. */
  private static Row row(Map<?, ?> answer) {
    Boolean met = (Boolean) answer.get("met");
    List<String> cells = new ArrayList<>();
    for (String column : List.of("question", "ours", "peer", "ratio", "", "mark")) {
      cells.add(column.isEmpty() ? "" : (String) answer.get(column));
    }
    cells.add(met == null ? "" : word(met));
    return new Row(
        met == null ? Verdict.FOR_INFORMATION : met ? Verdict.MET : Verdict.MISSED, cells);
  }

  private static String word(boolean met) {
    return met ? "met" : "**MISSED**";
  }

  private static Row row(Question question, List<Figure> ours, Figures figures) {
    double score = Figures.median(ours.stream().map(Figure::score).toList());
    String shown = number(score) + " " + ours.get(0).unit();
    Mark mark = question.mark();
    if (mark instanceof Mark.NoAllocation) {
      double bytes = Collections.max(ours.stream().map(Figure::bytes).toList());
      boolean met = bytes < 0.5; // the profiler sees the JVM's own threads too
      return new Row(
          met ? Verdict.MET : Verdict.MISSED,
          cells(question.text(), number(bytes) + " B/op", "", "", "", "0 B/op", met));
    }
    List<Figure> best = best(question, figures, mark instanceof Mark.Below);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.size(), best.size()); i++) {
      ratios.add(ours.get(i).score() / best.get(i).score());
    }
    String peer =
        best.isEmpty()
            ? ""
            : number(Figures.median(best.stream().map(Figure::score).toList()));
    String ratio = ratios.isEmpty() ? "" : number(Figures.median(ratios));
    String spread =
        ratios.isEmpty()
            ? ""
            : number(Collections.min(ratios)) + " to " + number(Collections.max(ratios));
    if (mark instanceof Mark.AtLeast least) {
      if (ratios.isEmpty()) { // the peer's forks failed
        return new Row(
            Verdict.NOT_RUN, List.of(question.text(), shown, "", "", "", "", "no peer's figure"));
      }
      boolean met = Figures.median(ratios) >= least.ratio();
      return new Row(
          met ? Verdict.MET : Verdict.MISSED,
          cells(question.text(), shown, peer, ratio, spread, "≥ " + number(least.ratio()), met));
    }
    if (mark instanceof Mark.Below below) {
      boolean met = score < below.micros();
      return new Row(
          met ? Verdict.MET : Verdict.MISSED,
          cells(question.text(), shown, peer, ratio, spread, "< " + below.micros() + " us", met));
    }
    return new Row(
        Verdict.FOR_INFORMATION, List.of(question.text(), shown, peer, ratio, spread, "", ""));
  }

  private static List<String> cells(
      String question,
      String ours,
      String peer,
      String ratio,
      String spread,
      String mark,
      boolean met) {
    return List.of(question, ours, peer, ratio, spread, mark, word(met));
  }

  /** The best peer of each round. */
  private static List<Figure> best(Question question, Figures figures, boolean lessIsBetter) {
    List<Figure> best = new ArrayList<>();
    Comparator<Figure> byScore = Comparator.comparingDouble(Figure::score);
    Comparator<Figure> order = lessIsBetter ? byScore.reversed() : byScore;
    for (String peer : question.peers()) {
      List<Figure> rounds = figures.of(peer);
      for (int i = 0; i < rounds.size(); i++) {
        if (i == best.size()) {
          best.add(rounds.get(i));
        } else if (order.compare(rounds.get(i), best.get(i)) > 0) {
          best.set(i, rounds.get(i));
        }
      }
    }
    return best;
  }

  private static List<List<String>> scaleTable(List<?> scale) {
    List<List<String>> table = new ArrayList<>();
    for (Object row : scale) {
      Map<?, ?> cells = (Map<?, ?>) row;
      if (table.isEmpty()) {
        table.add(cells.keySet().stream().map(String::valueOf).toList());
      }
      table.add(cells.values().stream().map(Ratios::cell).toList());
    }
    return table;
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return number % 1 == 0 ? String.valueOf(number.longValue()) : number(number);
    }
    return value == null ? "" : value.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }

  private static String page(Map<?, ?> kept, List<List<String>> table, List<?> scale) {
    String machine =
        ((Map<?, ?>) kept.get("machine"))
            .entrySet().stream()
                .map(fact -> "- " + fact.getKey() + ": " + cell(fact.getValue()))
                .collect(Collectors.joining("\n"));
    return """
        # Benchmarks

        Written by `benchmarks/run full --write`; do not edit. Each question is a class in
        `benchmarks/`, measured beside its peers in the same run. A round is one fork of each; the
        ratio is the median over the rounds of ours to the best peer's, more than 1 being faster
        (slower for times). Those that miss their mark stand first.

        What is durable is measured to where it is on the disk, with values of 100 bytes under
        strings, on the file system named here. Recovery is that of a JVM that has just started.

        %s

        ## Figures

        %s
        ## Scale

        `benchmarks/run scale`: one filling thread, one other thread that puts meanwhile. A longest
        put includes pauses of the collector, the longest of which stands beside it.

        %s"""
        .formatted(
            machine, markdown(table), scale == null ? "Not run." : markdown(scaleTable(scale)));
  }

  private static String markdown(List<List<String>> table) {
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.max(3, row.get(i).length()));
      }
    }
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < table.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = table.get(r).get(i);
        out.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
      }
      out.append("|\n");
      if (r == 0) {
        for (int width : widths) {
          out.append("| ").append("-".repeat(width)).append(' ');
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }
}
