package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints, as elements of a JSON array, the longest time that a writer waits for a put while a
 * snapshot is written, and when none is: windows of the same length, in turn.
 *
 * <p>One writer puts ten thousand times a second; its times count from when a put was due, so that
 * one that waits for the one before it counts as well. The other puts as fast as it can: it keeps
 * the disk and the queue in front of it full, snapshot or not. The collector's pauses are in both.
 */
public final class SnapshotPause {
  private static final long PERIOD_NANOS = 100_000;
  private static final int VALUES = 1 << 12;
  private static final long SHORTEST_NANOS = 3_000_000_000L;
  private static final double MARK_MILLIS = 20;

  private static final Pauses PAUSES = new Pauses();

  private final Larder larder;
  private final LarderMap<String, byte[]> map;
  private final int entries;
  private final byte[][] values = Data.values(VALUES);
  private long windowNanos = SHORTEST_NANOS;

  private SnapshotPause(Larder larder, int entries) {
    this.larder = larder;
    this.map = larder.map("map", String.class, byte[].class);
    this.entries = entries;
  }

  /**
   * Measures.
   *
   * @param args how many entries, and how many rounds
   */
  public static void main(String... args) throws IOException {
    int entries = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Path directory = Data.fresh("pause");
    Answers answers = new Answers();
    try (Larder larder =
        Larder.builder().directory(directory).snapshotAfter(Long.MAX_VALUE).open()) {
      SnapshotPause pause = new SnapshotPause(larder, entries);
      pause.fill();
      pause.window(PERIOD_NANOS, true); // warms up, and tells how long it takes
      String of = Answers.text(" of %.1f million entries", entries / 1e6);
      pause.measure("a put, 10 000 a second", of, PERIOD_NANOS, rounds, answers);
      pause.measure("a put, as many as go", of, 0, rounds, answers);
      answers.tell(
          "snapshot" + of, Answers.text("%.2f s", pause.windowNanos / 1e9), "", "");
    }
    Data.delete(directory);
    answers.print();
  }

  private void fill() {
    for (int i = 0; i < entries; i++) {
      map.put(Data.key(i), values[i & VALUES - 1]);
    }
  }

  /** The longest times of a window, in milliseconds. */
  private record Window(double put, double collector) {}

  private void measure(
      String what, String of, long periodNanos, int rounds, Answers answers) {
    List<Double> beyond = new ArrayList<>();
    List<Window> without = new ArrayList<>();
    List<Window> with = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      without.add(window(periodNanos, false));
      with.add(window(periodNanos, true));
      beyond.add(with.get(i).put - without.get(i).put);
    }
    double median = Figures.median(beyond);
    answers.judge(
        "snapshot" + of + ": longest wait of " + what + ", beyond what it is without",
        Answers.text("%.1f ms", longest(with)),
        Answers.text("%.1f ms", longest(without)),
        Answers.text("%+.1f ms", median),
        "< 20 ms",
        median < MARK_MILLIS);
    answers.tell(
        "snapshot: longest pause of the collector in these windows",
        Answers.text("%.0f ms", with.stream().mapToDouble(Window::collector).max().orElse(0)),
        Answers.text("%.0f ms", without.stream().mapToDouble(Window::collector).max().orElse(0)),
        "");
  }

  private static double longest(List<Window> windows) {
    return Figures.median(windows.stream().map(Window::put).toList());
  }

  /** Writes until the snapshot is there, or the window is as long as the last one took. */
  private Window window(long periodNanos, boolean withSnapshot) {
    larder.sync();
    PAUSES.reset();
    Writer writer = new Writer(periodNanos);
    writer.start();
    long begun = System.nanoTime();
    if (withSnapshot) {
      larder.snapshot();
      windowNanos = System.nanoTime() - begun;
    }
    while (System.nanoTime() - begun < Math.max(SHORTEST_NANOS, windowNanos)) {
      LockSupport.parkNanos(PERIOD_NANOS * 100);
    }
    return new Window(writer.end() / 1e6, PAUSES.longestMillis());
  }

  /** Puts, and keeps the longest time that a put took. */
  private final class Writer extends SideThread {
    private final long periodNanos;

    Writer(long periodNanos) {
      this.periodNanos = periodNanos;
    }

    @Override
    public void run() {
      long due = System.nanoTime();
      for (int i = 0; !isEnded(); i++) {
        String key = Data.key((int) (i * 0x9E3779B97F4A7C15L >>> 33) % entries);
        long now = System.nanoTime();
        if (periodNanos == 0) {
          due = now;
        } else {
          due += periodNanos;
          while (now < due) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
          }
        }
        map.put(key, values[i & VALUES - 1]);
        took(System.nanoTime() - due);
      }
    }
  }
}
