package dev.larder.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at the files of a store from outside, and damages them. */
final class DamagedFiles {
  private DamagedFiles() {}

  /** The files of a kind, in order. */
  static List<Path> of(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  /** Where each batch of a segment begins, by the public format. */
  static List<Integer> batches(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<Integer> begins = new ArrayList<>();
    for (int at = 0; at < bytes.limit(); at += 12 + bytes.getInt(at + 8)) {
      begins.add(at);
    }
    return begins;
  }

  static void flipBit(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  static void cutTo(Path file, int size) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size));
  }

  /** All names and bytes, to see that nothing was touched. */
  static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(
          file -> {
            try {
              contents.put(
                  file.getFileName().toString(),
                  HexFormat.of().formatHex(Files.readAllBytes(file)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return contents;
  }
}
