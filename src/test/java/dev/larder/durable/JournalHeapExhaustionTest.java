package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.house.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P12 with a journal: when the heap is exhausted nothing hangs, and the directory opens again. */
class JournalHeapExhaustionTest {
  @TempDir Path directory;

  @RepeatedTest(5)
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
  void theJournalOpensAfterwards() throws IOException, InterruptedException {
    Process child =
        Child.start(
            List.of("-Xmx64m", "-XX:-UseGCOverheadLimit"), JournalHeapExhaustion.class, directory);
    String output;
    try {
      output = new String(child.getInputStream().readAllBytes());
      assertEquals(0, child.waitFor(), output);
    } finally {
      child.destroyForcibly();
    }
    assertTrue(output.contains("consistent"), output);
    try (Larder larder = Larder.open(directory)) {
      LarderMap<Integer, byte[]> map = larder.map("m", Integer.class, byte[].class);
      assertTrue(map.values().stream().allMatch(value -> value.length == 512));
      LarderMap<Integer, byte[]> other = larder.map("o", Integer.class, byte[].class);
      assertTrue(
          other.keySet().stream().allMatch(key -> map.containsKey(-2 - key)), "half a transaction");
      larder.counter("after").increment();
    }
  }
}
