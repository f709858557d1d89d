package dev.larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What durable stores are given, and where they keep it: {@code benchmarks/target/data}, or the
 * directory that the environment's BENCHMARK_DATA names, to measure another file system.
 */
final class Data {
  static final int VALUE_BYTES = 100;

  private Data() {}

  /** A directory that is not there yet, in one that is. */
  static Path fresh(String name) throws IOException {
    Path directory = home().resolve(name);
    delete(directory);
    return directory;
  }

  /** A directory that another program has left. */
  static Path existing(String name) throws IOException {
    return home().resolve(name);
  }

  private static Path home() throws IOException {
    String named = System.getenv("BENCHMARK_DATA");
    return Files.createDirectories(Path.of(named == null ? "benchmarks/target/data" : named));
  }

  /** The file system of the directory. */
  static String fileSystem() throws IOException {
    FileStore store = Files.getFileStore(home());
    return store.type() + " on " + store.name();
  }

  /** Removes a directory with all in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException gone) {
      // then there is nothing to remove
    }
  }

  /** The files whose names begin so, in their order. */
  static List<Path> files(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  /** The bytes of those files. */
  static long bytes(Path directory, String prefix) throws IOException {
    return files(directory, prefix).stream().mapToLong(Data::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values of 100 bytes, so many that they are not all in the processor's nearest cache. */
  static byte[][] values(int count) {
    SplittableRandom random = new SplittableRandom(7);
    byte[][] values = new byte[count][VALUE_BYTES];
    for (byte[] value : values) {
      random.nextBytes(value);
    }
    return values;
  }

  static String key(int i) {
    return "key:" + i;
  }
}
