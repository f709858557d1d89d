package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.ListEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/queue.md. */
class QueueGuideTest {
  private final Larder larder = Larder.inMemory();

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void takerWaits() {
    // [take]
    BlockingDeque<String> jobs = larder.list("jobs", String.class).deque();
    CompletableFuture<String> worker =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return jobs.takeFirst(); // parks until a job comes
              } catch (InterruptedException e) {
                return "stopped"; // and nothing was taken
              }
            });
    jobs.addLast("bake");
    // []
    assertEquals("bake", worker.join());
  }

  @Test
  void severalLists() throws InterruptedException {
    // [several]
    LarderList<String> urgent = larder.list("urgent", String.class);
    LarderList<String> normal = larder.list("normal", String.class);
    normal.add("sweep");
    urgent.add("bake");

    // The first list that has one gives it; both empty, it waits at both.
    Optional<LarderList.Taken<String>> job =
        urgent.take(ListEnd.FIRST, Duration.ofSeconds(1), List.of(normal));
    // []
    assertEquals(new LarderList.Taken<>("urgent", "bake"), job.orElseThrow());
  }

  @Test
  void keepsWhatIsWorkedOn() {
    // [keep]
    LarderList<String> jobs = larder.list("jobs", String.class);
    LarderList<String> running = larder.list("running", String.class);
    jobs.add("bake");

    Optional<String> job = jobs.move(ListEnd.FIRST, running, ListEnd.LAST); // in one of the two
    // ... work ...
    job.ifPresent(running::remove);
    // []
    assertTrue(larder.names().isEmpty());
  }
}
