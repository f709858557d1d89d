package dev.larder.benchmarks.hitratio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads traces: gzipped text, one access a line, the key being a number of its own. */
final class Traces {
  private static final String SUFFIX = ".trace.gz";

  private Traces() {}

  /** All traces of a directory, in the order of their names. */
  static List<Trace> of(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    List<Trace> traces = new ArrayList<>();
    for (Path file : files) {
      traces.add(read(file));
    }
    return traces;
  }

  private static Trace read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      IntStream keys = lines.lines().mapToInt(Integer::parseInt);
      return Trace.of(name.substring(0, name.length() - SUFFIX.length()), keys.toArray());
    }
  }
}
