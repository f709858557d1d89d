package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes and goes in a cache does not stay on the disk. */
class CacheChurnTest {
  private static final int ENTRIES = 1_000;
  private static final int PUTS = 500_000;
  private static final long MAX_BYTES = 2 << 20;
  private static final long MOST_PUTS = 100L * PUTS;

  @TempDir Path directory;

  private long bytes() throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    } catch (NoSuchFileException e) {
      return Long.MAX_VALUE; // removed between the two looks: not the moment to measure
    }
    return sum;
  }

  private List<Path> firstSegments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith("journal-" + "0".repeat(20) + ".log"))
          .toList();
    }
  }

  private Larder open() {
    return Larder.builder().directory(directory).sync(Sync.NEVER).snapshotAfter(256 << 10).open();
  }

  @Test
  void theDirectoryStaysSmall() throws IOException {
    Map<Integer, String> content;
    try (Larder larder = open()) {
      LarderCache<Integer, String> cache =
          larder.cache("c", Integer.class, String.class).maximumSize(ENTRIES).open();
      long puts = 0;
      // Snapshots are taken beside the puts; on a busy machine they may need some more of them.
      while (puts < PUTS || bytes() > MAX_BYTES) {
        assertTrue(puts < MOST_PUTS, "the directory does not become small again");
        for (int i = 0; i < ENTRIES; i++) {
          cache.put((int) puts++, "value");
        }
      }
      assertEquals(List.of(), firstSegments());
      assertEquals(ENTRIES, cache.size());
      content = Map.copyOf(cache);
    }
    assertTrue(bytes() < 2 * MAX_BYTES);
    try (Larder larder = open()) {
      // What was evicted is not there, with no cache to evict it again.
      assertEquals(content, Map.copyOf(larder.map("c", Integer.class, String.class)));
    }
  }
}
