package dev.larder.contract;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import dev.larder.LarderList;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** The contracts of List and Queue: a list, one that will run out, part of one, and its deque. */
@RunWith(AllTests.class)
@SuppressWarnings("JUnit4ClassUsedInJUnit3") // the vintage engine runs suites in this way
public final class ListContractTest {
  private ListContractTest() {}

  /** What the vintage engine runs. */
  public static Test suite() {
    TestSuite suite = new TestSuite("LarderList");
    suite.addTest(listSuite("plain", ListContractTest::filled));
    suite.addTest(
        listSuite(
            "expiring",
            elements -> {
              LarderList<String> list = filled(elements);
              list.expire(Duration.ofDays(1));
              return list;
            }));
    suite.addTest(
        listSuite(
            "part",
            elements -> {
              LarderList<String> list = filled(elements);
              list.add(0, "before");
              list.add("after");
              return list.subList(1, list.size() - 1);
            }));
    suite.addTest(dequeSuite());
    return suite;
  }

  private static LarderList<String> filled(String[] elements) {
    Shelf shelf = new Shelf(new Engine(new TimeSource(() -> Instant.EPOCH)));
    LarderList<String> list =
        new ListHandle<>(shelf, Name.of("list"), Element.of(String.class), shelf.direct());
    list.addAll(List.of(elements));
    return list;
  }

  private static Test listSuite(String name, Function<String[], List<String>> maker) {
    TestStringListGenerator generator =
        new TestStringListGenerator() {
          @Override
          protected List<String> create(String[] elements) {
            return maker.apply(elements);
          }
        };
    return ListTestSuiteBuilder.using(generator)
        .named("LarderList, " + name)
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.SUPPORTS_ADD,
            CollectionFeature.SUPPORTS_REMOVE,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionFeature.KNOWN_ORDER,
            ListFeature.SUPPORTS_ADD_WITH_INDEX,
            ListFeature.SUPPORTS_REMOVE_WITH_INDEX,
            ListFeature.SUPPORTS_SET)
        .createTestSuite();
  }

  private static Test dequeSuite() {
    TestStringQueueGenerator generator =
        new TestStringQueueGenerator() {
          @Override
          protected Queue<String> create(String[] elements) {
            return filled(elements).deque();
          }
        };
    return QueueTestSuiteBuilder.using(generator)
        .named("LarderList, deque")
        .withFeatures(
            CollectionSize.ANY, CollectionFeature.GENERAL_PURPOSE, CollectionFeature.KNOWN_ORDER)
        .createTestSuite();
  }
}
