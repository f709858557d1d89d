package dev.larder.benchmarks.hitratio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Prints tables of hit ratios: on the traces of a directory, and on traces made up. */
public final class HitRatio {
  private static final long SEED = 1;

  private HitRatio() {}

  /**
   * The program.
   *
   * @param arguments a directory with traces; without one only those made up are run
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      print("Traces", Traces.of(Path.of(arguments[0])));
    }
    print("Synthetic traces", Synthetic.all(SEED));
  }

  private static void print(String title, List<Trace> traces) {
    RatioTable table = new RatioTable(traces, Contenders.all());
    System.out.println("## " + title + "\n\n" + table.markdown());
  }
}
