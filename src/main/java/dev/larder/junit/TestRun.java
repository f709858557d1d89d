package dev.larder.junit;

import dev.larder.redis.internal.wire.Loops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tests of a run share: the thread that serves clients stays from one test to the next,
 * and the usage of all is added up, if somebody wants to know it.
 */
final class TestRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.junit.Usage");

  private final Loops loops = Loops.share();
  private final Optional<String> wanted;
  private final AtomicReference<UsageReport> usage = new AtomicReference<>(UsageReport.empty());

  /**
   * Begins a run.
   *
   * @param wanted where to write the usage: a file, or "true" for the log
   */
  TestRun(Optional<String> wanted) {
    this.wanted = wanted.filter(where -> !where.equals("false"));
  }

  /** A kit is about to be closed. */
  void ends(LarderKit kit) {
    if (wanted.isPresent() && kit.redis().isUsed()) {
      UsageReport report = kit.redis().usage();
      usage.accumulateAndGet(report, UsageReport::and);
    }
  }

  @Override
  public void close() {
    loops.release();
    String where = wanted.orElse("");
    String report = String.valueOf(usage.get());
    if (where.equals("true")) {
      LOG.info("how clients have used the stores under test\n{}", report);
    } else if (!where.isEmpty()) {
      try {
        Files.writeString(Path.of(where), report);
      } catch (IOException e) {
        throw new UncheckedIOException("can't write the report of usage to " + where, e);
      }
    }
  }
}
