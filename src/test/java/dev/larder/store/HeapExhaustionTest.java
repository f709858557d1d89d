package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Promise P12: when the heap is exhausted, structures stay consistent and nothing hangs. */
class HeapExhaustionTest {
  @RepeatedTest(5)
  @Timeout(value = 120, unit = TimeUnit.SECONDS) // a guard against hanging, not a measure of speed
  void aJvmThatRanOutOfHeapGoesOnWithConsistentStructures()
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx64m",
                    "-XX:-UseGCOverheadLimit",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HeapExhaustion.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes());
    assertEquals(0, child.waitFor(), output);
    assertTrue(output.contains("consistent"), output);
  }
}
