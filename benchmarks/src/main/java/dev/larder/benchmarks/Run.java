package dev.larder.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks in rounds, each with one fork of each, and writes JMH's JSON. */
public final class Run {
  /** What every fork is started with, the peers' too. */
  static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private enum Effort {
    QUICK(1, 1, 800, 2, 300),
    FULL(3, 4, 1000, 5, 1000),
    /** One invocation an iteration, which takes seconds. */
    QUICK_LONG(1, 1, 1, 1, 1),
    FULL_LONG(3, 1, 1, 3, 1);

    private final int rounds;
    private final int warmups;
    private final int warmupMillis;
    private final int iterations;
    private final int iterationMillis;

    Effort(int rounds, int warmups, int warmupMillis, int iterations, int iterationMillis) {
      this.rounds = rounds;
      this.warmups = warmups;
      this.warmupMillis = warmupMillis;
      this.iterations = iterations;
      this.iterationMillis = iterationMillis;
    }

    Effort ofLong() {
      return this == QUICK ? QUICK_LONG : FULL_LONG;
    }
  }

  private Run() {}

  /**
   * Runs.
   *
   * @param args "quick" or "full", a regular expression of benchmarks, the file to write
   */
  public static void main(String... args) throws IOException, RunnerException {
    Effort effort = Effort.valueOf(args[0].toUpperCase(java.util.Locale.ROOT));
    String wanted = args[1];
    List<RunResult> results = new ArrayList<>();
    for (int round = 0; round < effort.rounds; round++) {
      results.addAll(run(effort, "^(?!.*JournalBenchmark)" + only("", wanted), 1));
      results.addAll(run(effort.ofLong(), only("JournalBenchmark", wanted), 1));
      results.addAll(run(effort, only("(?:MapBenchmark|CacheBenchmark)", wanted), 2));
      results.addAll(run(effort, only("AlwaysBenchmark.larder", wanted), AlwaysBenchmark.MANY));
    }
    if (results.isEmpty()) {
      throw new IllegalStateException(
          "no benchmark is called like " + wanted + ", or every fork of them failed (see above)");
    }
    try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[2])))) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
  }

  private static String only(String benchmarks, String wanted) {
    return "(?=.*" + benchmarks + ")(?=.*(?:" + wanted + ")).*";
  }

  private static List<RunResult> run(Effort effort, String wanted, int threads)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(wanted)
            .threads(threads)
            .forks(1)
            .warmupIterations(effort.warmups)
            .warmupTime(TimeValue.milliseconds(effort.warmupMillis))
            .measurementIterations(effort.iterations)
            .measurementTime(TimeValue.milliseconds(effort.iterationMillis))
            .jvmArgs(JVM_OPTIONS.toArray(String[]::new))
            .addProfiler(GCProfiler.class);
    try {
      return List.copyOf(new Runner(options.build()).run());
    } catch (NoBenchmarksException none) {
      return List.of();
    }
  }
}
