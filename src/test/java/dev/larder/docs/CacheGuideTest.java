package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/cache.md. */
class CacheGuideTest {
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void expires() {
    // [clock]
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    Larder larder = Larder.builder().clock(() -> now[0]).open();
    LarderMap<String, String> pages = larder.map("pages", String.class, String.class);

    pages.put("/", "<h1>Home</h1>", Duration.ofMinutes(10));
    now[0] = now[0].plus(Duration.ofMinutes(11)); // no test has to wait
    String page = pages.get("/"); // null: gone at the moment when it ran out
    // []
    assertNull(page);
    assertEquals(0, pages.size());
    larder.close();
  }

  @Test
  void loadsOnce() {
    Larder larder = Larder.inMemory();
    // [load]
    LarderMap<String, String> pages = larder.map("pages", String.class, String.class);
    String page = pages.computeIfAbsent("/about", this::load); // one load, however many ask
    pages.expire("/about", Duration.ofMinutes(10));
    // []
    assertEquals(page, pages.computeIfAbsent("/about", this::load));
    assertEquals(1, loads.get());
    // [sliding]
    pages.expire("/about", Duration.ofMinutes(10)); // after a read that should prolong it
    pages.compute("/about", (path, old) -> old + "\n"); // keeps the expiry
    pages.put("/about", "new"); // takes the expiry away
    // []
    assertEquals(true, pages.timeToLive("/about").isEmpty());
    larder.close();
  }

  private String load(String path) {
    loads.incrementAndGet();
    return "page of " + path;
  }
}
