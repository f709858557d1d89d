package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.RecoveryReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Prints how long a directory takes to open, and how large its files are: as elements of a JSON
 * array. Steps, each in a JVM of its own, since a directory is opened by one that has just started:
 * {@code write}; {@code open} and what to call it, any number of times; {@code snapshot}, which
 * leaves a snapshot in place of the journal; {@code end}.
 *
 * <p>What stands beside it reads the same files in chunks of a megabyte and does a CRC-32C over
 * them, when that code is warm. The files are in the system's cache for both.
 */
public final class Recovery {
  private static final int CHUNK = 1 << 20;
  private static final int VALUES = 1 << 12;

  /** The first opening, and those that find the code compiled. */
  private static final int OPENINGS = 3;

  private static final double MARK_A_SECOND = 3e6;
  private static final double MARK_RATIO = 0.5;

  private Recovery() {}

  /**
   * Measures.
   *
   * @param args the step, how many entries, and what to call it
   */
  public static void main(String... args) throws IOException {
    int entries = Integer.parseInt(args[1]);
    Answers answers = new Answers();
    switch (args[0]) {
      case "write" -> write(entries, answers);
      case "open" -> read(args[2], entries, answers);
      case "snapshot" -> snapshot(entries, answers);
      default -> Data.delete(Data.existing("recovery"));
    }
    answers.print();
  }

  // ---- writing, and what it takes on the disk ---------------------------------------------------

  private static void write(int entries, Answers answers) throws IOException {
    Path directory = Data.fresh("recovery");
    byte[][] values = Data.values(VALUES);
    long encoded = 0;
    try (Larder larder = withoutSnapshots(directory)) {
      LarderMap<String, byte[]> map = larder.map("map", String.class, byte[].class);
      for (int i = 0; i < entries; i++) {
        String key = Data.key(i);
        map.put(key, values[i & VALUES - 1]);
        encoded += key.length() + Data.VALUE_BYTES;
      }
    }
    size("journal, values of 100 bytes", directory, "journal-", encoded, answers);
    Path small = Data.fresh("small");
    encoded = 0;
    try (Larder larder = withoutSnapshots(small)) {
      LarderMap<String, Boolean> map = larder.map("map", String.class, Boolean.class);
      for (int i = 0; i < VALUES * 64; i++) {
        String key = Data.key(i);
        map.put(key, true);
        encoded += key.length() + 1;
      }
    }
    size("journal, values of one byte", small, "journal-", encoded, answers);
    Data.delete(small);
  }

  private static Larder withoutSnapshots(Path directory) {
    return Larder.builder().directory(directory).snapshotAfter(Long.MAX_VALUE).open();
  }

  private static void size(
      String what, Path directory, String prefix, long encoded, Answers answers)
      throws IOException {
    long bytes = Data.bytes(directory, prefix);
    answers.tell(
        "disk: " + what + ", to the encoded keys and values",
        Answers.text("%.1f MB", bytes / 1e6),
        Answers.text("%.1f MB", encoded / 1e6),
        Answers.text("%.2f", (double) bytes / encoded));
  }

  // ---- reading ----------------------------------------------------------------------------------

  private static void read(String what, int entries, Answers answers) throws IOException {
    Path directory = Data.existing("recovery");
    List<Path> files = new ArrayList<>(Data.files(directory, "journal-"));
    files.addAll(Data.files(directory, "snapshot-"));
    double alone = Double.MAX_VALUE;
    for (int i = 0; i < OPENINGS; i++) {
      alone = Math.min(alone, checksumSeconds(files));
    }
    double first = 0;
    double later = Double.MAX_VALUE;
    for (int i = 0; i < OPENINGS; i++) {
      Opening opening = open(directory, entries);
      if (i == 0) {
        first = opening.seconds;
        judge(what, entries, opening, alone, answers);
      } else {
        later = Math.min(later, opening.seconds);
      }
      System.gc();
    }
    answers.tell(
        "recovery: " + what + ", code already compiled, to the first opening",
        rate(entries, later),
        rate(entries, first),
        Answers.text("%.2f", first / later));
  }

  private static void snapshot(int entries, Answers answers) throws IOException {
    Path directory = Data.existing("recovery");
    try (Larder larder = withoutSnapshots(directory)) {
      larder.snapshot();
    }
    long encoded = 0;
    for (int i = 0; i < entries; i++) {
      encoded += Data.key(i).length() + Data.VALUE_BYTES;
    }
    size("snapshot, values of 100 bytes", directory, "snapshot-", encoded, answers);
  }

  private static void judge(
      String what, int entries, Opening opening, double alone, Answers answers) {
    double ratio = alone / opening.seconds;
    answers.judge(
        "recovery: " + what + ", to reading and checksumming alone",
        rate(entries, opening.seconds),
        rate(entries, alone),
        Answers.text("%.2f", ratio),
        "≥ 3.00 M/s or ≥ 0.50",
        entries / opening.seconds >= MARK_A_SECOND || ratio >= MARK_RATIO);
    answers.tell(
        Answers.text("recovery: %s of %.1f million entries", what, entries / 1e6),
        Answers.text("%.2f s", opening.seconds),
        Answers.text("%.2f s", alone),
        "");
    answers.tell(
        "recovery: " + what + ", until a typed map has answered",
        Answers.text("%.2f s", opening.answerSeconds),
        "",
        "");
  }

  private static String rate(int entries, double seconds) {
    return Answers.text("%.2f M/s", entries / seconds / 1e6);
  }

  private record Opening(double seconds, double answerSeconds) {}

  private static Opening open(Path directory, int entries) {
    long begun = System.nanoTime();
    try (Larder larder = withoutSnapshots(directory)) {
      double seconds = secondsSince(begun);
      byte[] value = larder.map("map", String.class, byte[].class).get(Data.key(entries / 2));
      double answerSeconds = secondsSince(begun);
      RecoveryReport report = larder.recovery().orElseThrow();
      if (report.entries() != entries || value == null) {
        throw new IllegalStateException(report + " after " + entries + " entries");
      }
      return new Opening(seconds, answerSeconds);
    }
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double checksumSeconds(List<Path> files) throws IOException {
    long begun = System.nanoTime();
    byte[] chunk = new byte[CHUNK];
    CRC32C crc = new CRC32C();
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file)) {
        for (int n = 0; n >= 0; n = channel.read(ByteBuffer.wrap(chunk))) {
          crc.update(chunk, 0, n);
        }
      }
    }
    double seconds = secondsSince(begun);
    if (crc.getValue() == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return seconds;
  }
}
