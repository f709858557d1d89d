package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.house.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * P4: a process that is killed under load, again and again on one directory, loses nothing that it
 * has acknowledged, and the directory opens without help.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
class KillTest {
  @TempDir Path directory;

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final Set<Long> acknowledged = new HashSet<>();
  private long next = 1;

  @Test
  void nothingAcknowledgedIsMissing() throws Exception {
    kill(10);
  }

  @Tag("long")
  @Test
  void nothingAcknowledgedIsMissingManyTimes() throws Exception {
    kill(500);
  }

  private void kill(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      killOnce(1 + random.nextInt(800));
      check("kill " + i + ", seed " + seed);
    }
  }

  /** Kills the process when it has acknowledged so many, and reads what it said until then. */
  private void killOnce(int after) throws IOException, InterruptedException {
    Process child = Child.start(List.of("-Xmx128m"), Acknowledging.class, directory, next);
    StringWriter other = new StringWriter();
    int count = 0;
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream()))) {
      String before = null;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (before != null) {
          heard(before, new PrintWriter(other));
        }
        before = line; // the very last one may be half a line
        if (++count == after) {
          child.toHandle().destroyForcibly(); // unlike the process's own it leaves the pipe to us
        }
      }
    } finally {
      child.destroyForcibly();
    }
    child.waitFor();
    assertTrue(count >= after, () -> "it ended by itself: " + other);
  }

  private void heard(String line, PrintWriter other) {
    if (line.matches("\\d+")) {
      long number = Long.parseLong(line);
      acknowledged.add(number);
      next = Math.max(next, number + 1);
    } else {
      other.println(line);
    }
  }

  private void check(String where) {
    try (Larder larder = Larder.open(directory)) {
      LarderSet<Long> done = larder.set("done", Long.class);
      for (long number : acknowledged) {
        assertTrue(done.contains(number), () -> where + ": " + number + " is missing");
      }
      LarderMap<Integer, Long> last = larder.map("last", Integer.class, Long.class);
      last.forEach(
          (thread, number) ->
              assertTrue(done.contains(number), () -> where + ": half of " + number));
      next = Math.max(next, done.stream().mapToLong(n -> n + 1).max().orElse(1));
    }
  }
}
