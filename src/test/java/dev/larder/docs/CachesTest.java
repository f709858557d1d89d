package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.LarderCache;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of docs/cache.md. */
class CachesTest {
  private static String find(String name) {
    return "user " + name;
  }

  @Test
  void loads() {
    try (Larder larder = Larder.inMemory()) {
      // [limits]
      LarderCache<String, String> users =
          larder
              .cache("users", String.class, String.class)
              .maximumSize(10_000)
              .expireAfterWrite(Duration.ofMinutes(10))
              .loader(CachesTest::find)
              .open();
      String user = users.getOrLoad("ann");
      // []
      assertEquals("user ann", user);
      assertEquals(user, users.get("ann"));
    }
  }
}
