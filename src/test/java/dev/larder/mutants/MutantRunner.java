package dev.larder.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a finder in a JVM of its own; status 1 when a test fails, 2 when there is none. */
final class MutantRunner {
  /** What has not come by then does not come: most faults of this kind never let it come. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private MutantRunner() {}

  public static void main(String[] arguments) {
    Awaitility.setDefaultTimeout(PATIENCE);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selector(Finder.valueOf(arguments[0])))
            .filters(TagFilter.excludeTags("long"))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    long run = summary.getSummary().getTestsStartedCount();
    summary.getSummary().getFailures().forEach(f -> System.out.println(f.getException()));
    System.exit(run == 0 ? 2 : summary.getSummary().getTotalFailureCount() > 0 ? 1 : 0);
  }

  private static DiscoverySelector selector(Finder finder) {
    if (finder.method.isEmpty()) {
      return selectClass(finder.test);
    }
    Method method =
        Arrays.stream(finder.test.getDeclaredMethods())
            .filter(each -> each.getName().equals(finder.method))
            .findFirst()
            .orElseThrow();
    MethodSelector selector = selectMethod(finder.test, method);
    return finder.iteration == Finder.ALL ? selector : selectIteration(selector, finder.iteration);
  }
}
