package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.house.Child;
import java.io.IOException;
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
    Process child =
        Child.start(List.of("-Xmx64m", "-XX:-UseGCOverheadLimit"), HeapExhaustion.class);
    String output = new String(child.getInputStream().readAllBytes());
    assertEquals(0, child.waitFor(), output);
    assertTrue(output.contains("consistent"), output);
  }
}
