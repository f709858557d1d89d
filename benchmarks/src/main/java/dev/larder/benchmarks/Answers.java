package dev.larder.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a program of its own has found out, as JSON: rows for the table of {@link Ratios}, with the
 * figures already in words.
 */
final class Answers {
  private final List<String> rows = new ArrayList<>();

  /** A figure without a mark. */
  void tell(String question, String ours, String peer, String ratio) {
    row(question, ours, peer, ratio, "", "null");
  }

  /** A figure that has to meet a mark. */
  void judge(
      String question, String ours, String peer, String ratio, String mark, boolean met) {
    row(question, ours, peer, ratio, mark, String.valueOf(met));
  }

  private void row(
      String question, String ours, String peer, String ratio, String mark, String met) {
    String row =
        String.format(
            Locale.ROOT,
            "{\"question\": \"%s\", \"ours\": \"%s\", \"peer\": \"%s\", \"ratio\": \"%s\","
                + " \"mark\": \"%s\", \"met\": %s}",
            question,
            ours,
            peer,
            ratio,
            mark,
            met);
    rows.add(row);
    System.err.println(row); // so that one sees how far it has come
  }

  /** Prints them as elements of an array, of which more may follow. */
  void print() {
    System.out.println("  " + String.join(",\n  ", rows));
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
