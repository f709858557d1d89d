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
   * @param arguments a directory with traces, without which only those made up are run; then
   *     "sensitivity", to see what other constants would do
   */
  public static void main(String[] arguments) throws IOException {
    List<Trace> traces = arguments.length > 0 ? Traces.of(Path.of(arguments[0])) : List.of();
    List<Trace> synthetic = Synthetic.all(SEED);
    if (arguments.length > 1 && arguments[1].equals("sensitivity")) {
      System.out.println(Sensitivity.markdown(traces, synthetic));
      return;
    }
    if (!traces.isEmpty()) {
      print("Traces", traces);
    }
    print("Synthetic traces", synthetic);
  }

  private static void print(String title, List<Trace> traces) {
    RatioTable table = new RatioTable(traces, Contenders.all());
    System.out.println("## " + title + "\n\n" + table.markdown());
    System.out.println(table.against(Contenders.LARDER, Contenders.CAFFEINE));
    System.out.println(table.against(Contenders.LARDER, Contenders.LRU) + "\n");
  }
}
