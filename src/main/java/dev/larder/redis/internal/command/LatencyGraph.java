package dev.larder.redis.internal.command;

import dev.larder.redis.internal.measure.Spikes.Sample;
import dev.larder.redis.internal.measure.Spikes.Series;
import java.util.ArrayList;
import java.util.List;

/** Draws the spikes of an event: a column for each, and below it for how long ago it was. */
final class LatencyGraph {
  private static final int COLUMNS = 80;
  private static final int ROWS = 4;

  /** How full a row's third is; below the top of a column there is a bar. */
  private static final String LEVELS = "_o#";

  private static final char BAR = '|';

  private LatencyGraph() {}

  static String of(Series series, long now) {
    List<Sample> samples = series.samples();
    List<Sample> shown = samples.subList(Math.max(0, samples.size() - COLUMNS), samples.size());
    long low = shown.stream().mapToLong(Sample::millis).min().orElse(0);
    long high = shown.stream().mapToLong(Sample::millis).max().orElse(0);
    StringBuilder text = new StringBuilder(series.event());
    text.append(" - high ").append(high).append(" ms, low ").append(low);
    text.append(" ms (all time high ").append(series.highest()).append(" ms)\n");
    text.append("-".repeat(COLUMNS)).append('\n');
    for (int row = ROWS - 1; row >= 0; row--) {
      for (Sample sample : shown) {
        text.append(cell(sample.millis(), low, high, row));
      }
      text.append('\n');
    }
    text.append('\n');
    List<String> ages = new ArrayList<>();
    shown.forEach(sample -> ages.add(age(Math.max(0, now - sample.second()))));
    int longest = ages.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (String age : ages) {
        text.append(i < age.length() ? age.charAt(i) : ' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static char cell(long millis, long low, long high, int row) {
    double range = high == low ? 1 : high - low;
    int steps = ROWS * LEVELS.length();
    int step = (int) Math.min(steps - 1, (millis - low) / range * steps);
    int top = step / LEVELS.length();
    if (row > top) {
      return ' ';
    }
    return row == top ? LEVELS.charAt(step % LEVELS.length()) : BAR;
  }

  private static String age(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }
}
