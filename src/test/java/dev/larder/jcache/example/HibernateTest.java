package dev.larder.jcache.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.jcache.LarderCachingProvider;
import dev.larder.jcache.LarderConfiguration;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.UUID;
import javax.cache.CacheManager;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate's second-level cache, in a store. */
class HibernateTest {
  private Larder larder;
  private SessionFactory sessions;
  private Statistics statistics;

  /** What is read often. */
  @Entity(name = "Article")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "articles")
  static class Article {
    @Id private long id;
    private String name;

    Article() {}

    Article(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @BeforeEach
  void start() {
    larder = Larder.inMemory();
    CacheManager caches = LarderCachingProvider.over(larder);
    caches.createCache(
        "articles",
        new LarderConfiguration<Object, Object>().setMaximumSize(1_000).setStoreByValue(false));
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Article.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .setProperty("hibernate.generate_statistics", "true")
            .setProperty("hibernate.cache.use_query_cache", "true")
            .setProperty("hibernate.cache.region.factory_class", "jcache")
            .setProperty("hibernate.javax.cache.missing_cache_strategy", "create");
    configuration.getProperties().put("hibernate.javax.cache.cache_manager", caches);
    sessions = configuration.buildSessionFactory();
    statistics = sessions.getStatistics();
    sessions.inTransaction(session -> session.persist(new Article(1, "ham")));
  }

  @AfterEach
  void stop() {
    sessions.close();
    larder.close();
  }

  private String nameOfOne() {
    return sessions.fromTransaction(session -> session.find(Article.class, 1L).name);
  }

  @Test
  void entitiesAreReadFromTheStore() {
    sessions.getCache().evictAllRegions();
    statistics.clear();
    assertEquals("ham", nameOfOne());
    assertEquals(1, statistics.getSecondLevelCachePutCount());
    assertEquals("ham", nameOfOne());
    assertEquals("ham", nameOfOne());
    assertEquals(2, statistics.getSecondLevelCacheHitCount());
    assertEquals(1, statistics.getPrepareStatementCount(), "one look into the database");
    assertEquals(1, larder.map("articles", Object.class, Object.class).size());
  }

  @Test
  void whatATransactionChangesIsReadThen() {
    assertEquals("ham", nameOfOne());
    sessions.inTransaction(session -> session.find(Article.class, 1L).name = "spam");
    assertEquals("spam", nameOfOne());
    sessions.inTransaction(session -> session.remove(session.find(Article.class, 1L)));
    sessions.inTransaction(session -> assertEquals(null, session.find(Article.class, 1L)));
  }

  @Test
  void queriesToo() {
    statistics.clear();
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of("ham"), names());
    }
    assertEquals(2, statistics.getQueryCacheHitCount());
    sessions.inTransaction(session -> session.persist(new Article(2, "jam")));
    assertEquals(List.of("ham", "jam"), names());
    assertNotNull(statistics.getCacheRegionStatistics("articles"));
    assertTrue(sessions.getCache().containsEntity(Article.class, 1L));
  }

  private List<String> names() {
    return sessions.fromTransaction(
        session ->
            session
                .createQuery("select name from Article order by id", String.class)
                .setCacheable(true)
                .getResultList());
  }
}
