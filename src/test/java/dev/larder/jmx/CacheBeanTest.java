package dev.larder.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class CacheBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void attributesSayWhatTheStatisticsSay() throws Exception {
    try (Larder larder = Larder.inMemory()) {
      LarderCache<Integer, Integer> cache =
          larder
              .cache("a,b*\"c", Integer.class, Integer.class)
              .maximumSize(3)
              .recordStatistics()
              .open();
      ObjectName name;
      try (CacheBean bean = CacheBean.register(cache)) {
        name = bean.objectName();
        for (int i = 0; i < 4; i++) {
          cache.get(i, key -> key);
        }
        cache.get(3);
        assertEquals(4L, server.getAttribute(name, "Misses"));
        assertEquals(1L, server.getAttribute(name, "Hits"));
        assertEquals(0.2, server.getAttribute(name, "HitRate"));
        assertEquals(4L, server.getAttribute(name, "Loads"));
        assertEquals(0L, server.getAttribute(name, "LoadFailures"));
        assertTrue((double) server.getAttribute(name, "LoadTimeMillis") > 0);
        assertEquals(1L, server.getAttribute(name, "Evictions"));
        assertEquals(1L, server.getAttribute(name, "EvictedWeight"));
        assertEquals(0L, server.getAttribute(name, "Expirations"));
        assertEquals(3L, server.getAttribute(name, "Size"));
        assertEquals(3L, server.getAttribute(name, "Weight"));
        assertThrows(IllegalStateException.class, () -> CacheBean.register(cache));
        server.invoke(name, "invalidateAll", new Object[0], new String[0]);
        assertTrue(cache.isEmpty());
      }
      assertFalse(server.isRegistered(name));
    }
  }
}
