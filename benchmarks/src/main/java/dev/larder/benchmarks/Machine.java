package dev.larder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Prints, as JSON, on what the benchmarks run. */
public final class Machine {
  private Machine() {}

  /**
   * Prints.
   *
   * @param args the date, the commit and the command
   */
  public static void main(String... args) throws IOException {
    String facts =
        String.join(
            ",\n  ",
            fact("date", args[0]),
            fact("commit", args[1]),
            fact("command", args[2]),
            fact("JDK", System.getProperty("java.vm.name") + " " + Runtime.version()),
            fact("options of each fork", String.join(" ", Run.JVM_OPTIONS)),
            fact("processor", line("/proc/cpuinfo", "model name")),
            fact("processors", String.valueOf(Runtime.getRuntime().availableProcessors())),
            fact("memory", line("/proc/meminfo", "MemTotal")),
            fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")),
            fact("file system of the data", Data.fileSystem()),
            fact("load before the run", load()));
    System.out.println("{\n  " + facts + "\n}");
  }

  private static String fact(String name, String value) {
    return '"' + name + "\": \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String line(String file, String name) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String load() {
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(java.util.Locale.ROOT, "%.1f", load);
  }
}
