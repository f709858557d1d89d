package dev.larder.redis.internal.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What Linux tells of this process and of the machine; elsewhere it is not known. */
final class HostFacts {
  private static final double TICKS_A_SECOND = 100;

  private HostFacts() {}

  /** How much of the process is in memory; -1 if that is not known. */
  static long residentBytes() {
    return kilobytes(Path.of("/proc/self/status"), "VmRSS:");
  }

  /** How much memory the machine has; -1 if that is not known. */
  static long memoryBytes() {
    return kilobytes(Path.of("/proc/meminfo"), "MemTotal:");
  }

  /** The seconds spent in the system, in programs, and both of ended children; or none. */
  static List<Double> cpuSeconds() {
    String[] fields = {};
    for (String line : lines(Path.of("/proc/self/stat"))) {
      fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    }
    if (fields.length < 15) {
      return List.of();
    }
    return List.of(ticks(fields[12]), ticks(fields[11]), ticks(fields[14]), ticks(fields[13]));
  }

  private static double ticks(String field) {
    return Long.parseLong(field) / TICKS_A_SECOND;
  }

  private static long kilobytes(Path file, String name) {
    for (String line : lines(file)) {
      if (line.startsWith(name)) {
        String digits = line.substring(name.length()).replace("kB", "").strip();
        return Long.parseLong(digits) * 1024;
      }
    }
    return -1;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file)
          ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
          : List.of();
    } catch (IOException e) {
      return List.of(); // not known then
    }
  }

  /** A number of bytes for people, as Redis writes it. */
  static String human(long bytes) {
    String units = "BKMGTP";
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < units.length() - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + "B"
        : String.format(Locale.ROOT, "%.2f%c", value, units.charAt(unit));
  }
}
