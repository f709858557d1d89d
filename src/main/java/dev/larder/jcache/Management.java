package dev.larder.jcache;

import java.lang.management.ManagementFactory;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheMXBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows caches to JMX, under the names that JSR-107 wants. */
final class Management {
  static final String CONFIGURATION = "Configuration";
  static final String STATISTICS = "Statistics";

  private Management() {}

  /** Shows a bean, or shows it no more; either may have been so before. */
  static void show(JCache<?, ?> cache, String kind, Object bean, boolean on) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name =
          new ObjectName(
              "javax.cache:type=Cache"
                  + kind
                  + ",CacheManager="
                  + safe(cache.getCacheManager().getURI().toString())
                  + ",Cache="
                  + safe(cache.getName()));
      boolean isThere = server.isRegistered(name);
      if (on && !isThere) {
        server.registerMBean(bean, name);
      } else if (!on && isThere) {
        server.unregisterMBean(name);
      }
    } catch (InstanceNotFoundException e) {
      return; // somebody else was first
    } catch (JMException e) {
      throw new CacheException("JMX does not take cache '" + cache.getName() + "': " + e, e);
    }
  }

  private static String safe(String text) {
    return text.replaceAll("[,:=\n]", ".");
  }

  static CacheMXBean bean(JCache<?, ?> cache) {
    return new Bean(cache.configured());
  }

  private record Bean(Configured<?, ?> configured) implements CacheMXBean {
    private CompleteConfiguration<?, ?> now() {
      return configured.get();
    }

    @Override
    public String getKeyType() {
      return now().getKeyType().getName();
    }

    @Override
    public String getValueType() {
      return now().getValueType().getName();
    }

    @Override
    public boolean isReadThrough() {
      return now().isReadThrough();
    }

    @Override
    public boolean isWriteThrough() {
      return now().isWriteThrough();
    }

    @Override
    public boolean isStoreByValue() {
      return now().isStoreByValue();
    }

    @Override
    public boolean isStatisticsEnabled() {
      return now().isStatisticsEnabled();
    }

    @Override
    public boolean isManagementEnabled() {
      return now().isManagementEnabled();
    }
  }
}
