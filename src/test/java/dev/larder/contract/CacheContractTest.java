package dev.larder.contract;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.larder.CacheBuilder;
import dev.larder.Larder;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** The contract of ConcurrentMap, kept by maps with limits that are never reached. */
@RunWith(AllTests.class)
@SuppressWarnings("JUnit4ClassUsedInJUnit3") // the vintage engine runs suites in this way
public final class CacheContractTest {
  private CacheContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    TestSuite suite = new TestSuite("LarderCache");
    suite.addTest(suiteOf("of a size", cache -> cache.maximumSize(1000)));
    suite.addTest(
        suiteOf(
            "with all else",
            cache ->
                cache
                    .maximumWeight(100_000, (key, value) -> String.valueOf(value).length())
                    .expireAfterAccess(Duration.ofDays(1))
                    .removalListener((key, value, cause) -> {})
                    .recordStatistics()));
    return suite;
  }

  private static Test suiteOf(String name, UnaryOperator<CacheBuilder<String, String>> limits) {
    return ConcurrentMapTestSuiteBuilder.using(new Generator(limits))
        .named("LarderCache, " + name)
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            MapFeature.GENERAL_PURPOSE)
        .createTestSuite();
  }

  private static final class Generator extends TestStringMapGenerator {
    private final UnaryOperator<CacheBuilder<String, String>> limits;

    Generator(UnaryOperator<CacheBuilder<String, String>> limits) {
      this.limits = limits;
    }

    @Override
    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
      Map<String, String> cache =
          limits.apply(Larder.inMemory().cache("map", String.class, String.class)).open();
      for (Map.Entry<String, String> entry : entries) {
        cache.put(entry.getKey(), entry.getValue());
      }
      return cache;
    }
  }
}
