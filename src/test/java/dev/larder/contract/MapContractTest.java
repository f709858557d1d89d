package dev.larder.contract;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.larder.Larder;
import dev.larder.LarderMap;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** The contract of ConcurrentMap: plain, under a whole-collection expiry, and after a rename. */
@RunWith(AllTests.class)
@SuppressWarnings("JUnit4ClassUsedInJUnit3") // the vintage engine runs suites in this way
public final class MapContractTest {
  private MapContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    TestSuite suite = new TestSuite("LarderMap");
    suite.addTest(suiteOf("plain", map -> {}));
    suite.addTest(suiteOf("expiring", map -> map.expire(Duration.ofDays(1))));
    return suite;
  }

  private static Test suiteOf(String name, Consumer<LarderMap<String, String>> preparation) {
    return ConcurrentMapTestSuiteBuilder.using(new Generator(preparation))
        .named("LarderMap, " + name)
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            MapFeature.GENERAL_PURPOSE)
        .createTestSuite();
  }

  private static final class Generator extends TestStringMapGenerator {
    private final Consumer<LarderMap<String, String>> preparation;

    Generator(Consumer<LarderMap<String, String>> preparation) {
      this.preparation = preparation;
    }

    @Override
    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
      Larder larder = Larder.inMemory();
      LarderMap<String, String> map = larder.map("map", String.class, String.class);
      for (Map.Entry<String, String> entry : entries) {
        map.put(entry.getKey(), entry.getValue());
      }
      preparation.accept(map);
      return map;
    }
  }
}
