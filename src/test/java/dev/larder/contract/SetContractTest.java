package dev.larder.contract;

import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import dev.larder.Larder;
import dev.larder.LarderSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** The contract of Set: plain, and under a whole-collection expiry. */
@RunWith(AllTests.class)
@SuppressWarnings("JUnit4ClassUsedInJUnit3") // the vintage engine runs suites in this way
public final class SetContractTest {
  private SetContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    TestSuite suite = new TestSuite("LarderSet");
    suite.addTest(suiteOf("plain", set -> {}));
    suite.addTest(suiteOf("expiring", set -> set.expire(Duration.ofDays(1))));
    return suite;
  }

  private static Test suiteOf(String name, Consumer<LarderSet<String>> preparation) {
    TestStringSetGenerator generator =
        new TestStringSetGenerator() {
          @Override
          protected Set<String> create(String[] elements) {
            LarderSet<String> set = Larder.inMemory().set("set", String.class);
            set.addAll(List.of(elements));
            preparation.accept(set);
            return set;
          }
        };
    return SetTestSuiteBuilder.using(generator)
        .named("LarderSet, " + name)
        .withFeatures(CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE)
        .createTestSuite();
  }
}
