package dev.larder.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a test class in a JVM of its own; status 1 when a test fails, 2 when there is none. */
final class MutantRunner {
  private MutantRunner() {}

  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(arguments[0]))
            .filters(TagFilter.excludeTags("long"))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    long run = summary.getSummary().getTestsStartedCount();
    System.exit(run == 0 ? 2 : summary.getSummary().getTotalFailureCount() > 0 ? 1 : 0);
  }
}
