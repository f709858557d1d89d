package dev.larder.jcache.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.jcache.LarderCachingProvider;
import dev.larder.jcache.LarderConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's cache abstraction: through JSR-107, and over Larder's own caches without it. */
class SpringTest {
  /** What is slow. */
  static class Prices {
    private final AtomicInteger asked = new AtomicInteger();

    @Cacheable("prices")
    public Integer of(String article) {
      asked.incrementAndGet();
      return article.length();
    }

    @CacheEvict("prices")
    public void forget(String article) {}

    public int asked() {
      return asked.get();
    }
  }

  @Configuration
  @EnableCaching
  static class Common {
    @Bean
    Larder larder() {
      return Larder.inMemory();
    }
  }

  @Configuration
  static class ThroughJCache extends Common {
    @Bean
    CacheManager cacheManager(Larder larder) {
      javax.cache.CacheManager caches = LarderCachingProvider.over(larder);
      caches.createCache(
          "prices",
          new LarderConfiguration<Object, Object>().setMaximumSize(10_000).setStoreByValue(false));
      return new JCacheCacheManager(caches);
    }

    @Bean
    Prices prices() {
      return new Prices();
    }
  }

  /** A cache of Larder's is a ConcurrentMap, which is all that Spring needs. */
  @Configuration
  static class OverLarder extends Common {
    @Bean
    CacheManager cacheManager(Larder larder) {
      var prices = larder.cache("prices", Object.class, Object.class).maximumSize(10_000).open();
      SimpleCacheManager caches = new SimpleCacheManager();
      caches.setCaches(List.of(new ConcurrentMapCache("prices", prices, false)));
      return caches;
    }

    @Bean
    Prices prices() {
      return new Prices();
    }
  }

  @Test
  void worksThroughJCache() {
    remembers(ThroughJCache.class);
  }

  @Test
  void worksOverLarder() {
    remembers(OverLarder.class);
  }

  private static void remembers(Class<?> configuration) {
    try (var context = new AnnotationConfigApplicationContext(configuration)) {
      Prices prices = context.getBean(Prices.class);
      Larder larder = context.getBean(Larder.class);
      assertEquals(5, prices.of("spoon"));
      assertEquals(5, prices.of("spoon"));
      assertEquals(1, larder.map("prices", Object.class, Object.class).size());
      prices.forget("spoon");
      assertEquals(0, larder.map("prices", Object.class, Object.class).size());
      assertEquals(5, prices.of("spoon"));
      assertEquals(2, prices.asked());
    }
  }
}
