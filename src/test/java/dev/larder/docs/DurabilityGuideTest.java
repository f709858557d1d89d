package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/durability.md. */
class DurabilityGuideTest {
  @TempDir Path directory;

  @Test
  void whatIsPutIsThereAgain() {
    // [open]
    try (Larder larder = Larder.open(directory)) {
      larder.map("stock", String.class, Integer.class).put("jam", 3);
    } // closing has it on the disk
    try (Larder again = Larder.open(directory)) {
      again.map("stock", String.class, Integer.class).get("jam"); // 3
      again.recovery().get().entries(); // what was read, how fast, and what had to be cut off
    }
    // []
    try (Larder again = Larder.open(directory)) {
      assertEquals(3, again.map("stock", String.class, Integer.class).get("jam"));
      assertEquals(1, again.recovery().get().entries());
      assertTrue(again.health().writable());
    }
  }
}
