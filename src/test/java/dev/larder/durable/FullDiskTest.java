package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small one in memory, where the test may mount one. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
class FullDiskTest {
  @TempDir Path mountPoint;

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Test
  void aFullDiskMakesTheStoreReadOnly() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mountPoint.toString()),
        "only who may mount a file system can have a small one");
    try {
      Path ballast = Files.write(mountPoint.resolve("ballast"), new byte[1 << 20]);
      Path directory = mountPoint.resolve("store");
      int acknowledged = fill(directory);
      assertTrue(acknowledged > 100, acknowledged + " changes");
      Files.delete(ballast);
      try (Larder larder = Larder.open(directory)) {
        LarderMap<Integer, byte[]> map = larder.map("m", Integer.class, byte[].class);
        for (int i = 0; i < acknowledged; i++) {
          assertArrayEquals(value(i), map.get(i));
        }
        map.put(-1, value(1));
        larder.sync();
      }
    } finally {
      assertTrue(run("umount", mountPoint.toString()));
    }
  }

  private static byte[] value(int i) {
    byte[] value = new byte[4096];
    value[i % value.length] = (byte) i;
    return value;
  }

  /** Fills the disk; answers how many changes were acknowledged. */
  private static int fill(Path directory) {
    int acknowledged = 0;
    try (Larder larder = Larder.builder().directory(directory).sync(Sync.ALWAYS).open()) {
      LarderMap<Integer, byte[]> map = larder.map("m", Integer.class, byte[].class);
      LarderStorageException full;
      try {
        for (; ; acknowledged++) {
          map.put(acknowledged, value(acknowledged));
        }
      } catch (LarderStorageException e) {
        full = e;
      }
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
      assertFalse(larder.health().writable());
      LarderStorageException again =
          assertThrows(LarderStorageException.class, () -> map.put(0, new byte[0]));
      assertTrue(again.getMessage().contains("No space left"), again.getMessage());
      assertThrows(LarderStorageException.class, larder::sync);
      List<Integer> keys = List.copyOf(map.keySet());
      assertTrue(keys.size() >= acknowledged);
      for (int i = 0; i < acknowledged; i++) {
        assertArrayEquals(value(i), map.get(i)); // reads go on
      }
      assertEquals(List.of(), larder.names().stream().filter(n -> !n.equals("m")).toList());
    }
    return acknowledged;
  }
}
