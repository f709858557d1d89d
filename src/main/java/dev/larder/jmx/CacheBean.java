package dev.larder.jmx;

import dev.larder.CacheStatistics;
import dev.larder.LarderCache;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows caches by JMX, on the platform's server, until it is closed. */
public final class CacheBean implements AutoCloseable {
  private final MBeanServer server;
  private final ObjectName name;

  private CacheBean(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Shows a cache as {@code dev.larder:type=Cache,name="…"}, with its name.
   *
   * @param cache the cache
   * @return to take it away again
   * @throws IllegalStateException if one of that name is shown already
   */
  public static CacheBean register(LarderCache<?, ?> cache) {
    String properties = "dev.larder:type=Cache,name=" + ObjectName.quote(cache.name());
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName(properties);
      server.registerMBean(new Shown(cache), name);
      return new CacheBean(server, name);
    } catch (JMException e) {
      throw new IllegalStateException(properties + " can't be shown: " + e.getMessage(), e);
    }
  }

  /** {@return the name it is shown by} */
  @SuppressWarnings("exports") // java.management is needed by who uses this
  public ObjectName objectName() {
    return name;
  }

  @Override
  public void close() {
    try {
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(name + " can't be taken away: " + e.getMessage(), e);
    }
  }

  private record Shown(LarderCache<?, ?> cache) implements CacheMXBean {
    private CacheStatistics statistics() {
      return cache.cacheStatistics();
    }

    @Override
    public long getHits() {
      return statistics().hits();
    }

    @Override
    public long getMisses() {
      return statistics().misses();
    }

    @Override
    public double getHitRate() {
      return statistics().hitRate();
    }

    @Override
    public long getLoads() {
      return statistics().loads();
    }

    @Override
    public long getLoadFailures() {
      return statistics().loadFailures();
    }

    @Override
    public double getLoadTimeMillis() {
      return (double) statistics().loadTime().toNanos() / TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public long getEvictions() {
      return statistics().evictions();
    }

    @Override
    public long getEvictedWeight() {
      return statistics().evictedWeight();
    }

    @Override
    public long getExpirations() {
      return statistics().expirations();
    }

    @Override
    public long getSize() {
      return statistics().size();
    }

    @Override
    public long getWeight() {
      return statistics().weight();
    }

    @Override
    public void invalidateAll() {
      cache.invalidateAll();
    }
  }
}
