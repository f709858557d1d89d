package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.house.Child;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When there is no room for what a client is to be sent, it is cut off: no message is skipped. */
class BufferExhaustionTest {
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS) // a guard against hanging, not a measure of speed
  void whoCantBeSentAMessageIsCutOff() throws IOException, InterruptedException {
    Process child =
        Child.start(
            List.of("-Xmx1g", "-Dio.netty.maxDirectMemory=67108864"), BufferExhaustion.class);
    String output = new String(child.getInputStream().readAllBytes());
    assertEquals(0, child.waitFor(), output);
    assertTrue(output.contains("in order"), output);
  }
}
