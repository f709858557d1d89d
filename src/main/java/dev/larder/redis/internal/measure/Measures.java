package dev.larder.redis.internal.measure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All that a server counts since it started, or since the last reset. */
public final class Measures {
  /*
   * Shared: the list of meters, one for each thread that serves; and what a reset leaves: the sums
   * of its moment, which are taken off all later ones. So no thread has to be asked to set
   * anything back, and nothing that is counted is lost.
   */

  /** Codes of errors that are counted apart; scripts can make up any. */
  private static final int MOST_CODES = 128;

  private final int commands;
  private final Map<Long, Meter> byThread = new ConcurrentSkipListMap<>();
  private final List<Meter> meters = new CopyOnWriteArrayList<>();
  private final SlowLog slowLog = new SlowLog();
  private final Spikes spikes = new Spikes();
  private volatile Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
  private volatile Baseline baseline;

  /** The sums at the last reset. */
  private static final class Baseline {
    private final Totals totals;
    private final @Nullable Times[] times;

    Baseline(Totals totals, @Nullable Times[] times) {
      this.totals = totals;
      this.times = times;
    }
  }

  /** For so many commands, numbered from 0 on. */
  public Measures(int commands) {
    this.commands = commands;
    this.baseline =
        new Baseline(
            new Totals(commands, new long[Meter.size(commands)]), new @Nullable Times[commands]);
  }

  /** The meter of the thread that asks. */
  public Meter meter() {
    return byThread.computeIfAbsent(
        Thread.currentThread().getId(),
        id -> {
          Meter made = new Meter(commands);
          meters.add(made);
          return made;
        });
  }

  public SlowLog slowLog() {
    return slowLog;
  }

  public Spikes spikes() {
    return spikes;
  }

  /** Counts an error by the first word of its text. */
  public void error(String text) {
    int end = text.indexOf(' ');
    String code = end < 0 ? text : text.substring(0, end);
    Map<String, LongAdder> counts = errors;
    LongAdder count = counts.get(code);
    if (count == null && counts.size() < MOST_CODES) {
      count = counts.computeIfAbsent(code, none -> new LongAdder());
    }
    if (count != null) {
      count.increment();
    }
  }

  /** How often each code was answered. */
  public Map<String, Long> errors() {
    Map<String, Long> counts = new TreeMap<>();
    errors.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }

  /** What was counted since the last reset. */
  public Totals totals() {
    return sum().since(baseline.totals);
  }

  private Totals sum() {
    long[] sums = new long[Meter.size(commands)];
    meters.forEach(meter -> meter.addNumbersTo(sums));
    return new Totals(commands, sums);
  }

  /** How long a command took since the last reset. */
  public Times times(int command) {
    return times(command, baseline.times[command]);
  }

  private Times times(int command, @Nullable Times before) {
    long[] counts = new long[Histogram.SIZE];
    meters.forEach(meter -> meter.addTimesTo(command, counts));
    return before == null ? new Times(counts) : new Times(counts).since(before);
  }

  /** Begins to count anew. */
  public void reset() {
    @Nullable Times[] times = new @Nullable Times[commands];
    Totals totals = sum();
    for (int i = 0; i < commands; i++) {
      Times now = times(i, null);
      times[i] = now.total() == 0 ? null : now;
    }
    baseline = new Baseline(totals, times);
    errors = new ConcurrentSkipListMap<>();
  }
}
