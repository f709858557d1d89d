package dev.larder.server;

import dev.larder.Larder;
import dev.larder.LarderBuilder;
import dev.larder.RecoveryReport;
import dev.larder.redis.RedisEndpoint;
import dev.larder.redis.RedisOptions;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A store that is served until the process is told to end. */
final class Server {
  private Server() {}

  /** Serves; ends by itself only if it can't begin. */
  static int run(ServerOptions options, PrintStream out, PrintStream err) {
    if (options.kafka() != null) {
      err.println("this version has no Kafka endpoint yet");
      return Tool.COULD_NOT_RUN;
    }
    configureLibraries();
    LarderBuilder builder = Larder.builder().sync(options.sync());
    if (options.directory() != null) {
      builder.directory(options.directory());
    }
    Larder larder = builder.open();
    RedisEndpoint redis = null;
    Integer port = options.redis();
    if (port != null) {
      try {
        redis =
            RedisEndpoint.start(
                larder, RedisOptions.builder().bind(options.bind()).port(port).build());
      } catch (IllegalStateException | IllegalArgumentException e) {
        larder.close();
        err.println(e.getMessage());
        return Tool.COULD_NOT_RUN;
      }
    }
    RedisEndpoint endpoint = redis;
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(larder, endpoint, out, err), "larder-stop"));
    larder.recovery().ifPresent(report -> sayWhatWasCut(report, err));
    if (options.directory() != null) {
      out.println("ready dir " + options.directory());
    }
    if (endpoint != null) {
      out.println("ready redis " + options.bind() + ":" + endpoint.port());
    }
    out.flush();
    return waitForTheEnd();
  }

  /**
   * For the libraries that the server jar brings, unless somebody has said so: what costs the start
   * tens of milliseconds each, and nobody here needs, stays out. In the log stand milliseconds
   * since the start (a date's format takes 70); Netty makes no events for JFR, and does not look
   * for the machine's address to name its channels.
   */
  private static void configureLibraries() {
    setIfNot("org.slf4j.simpleLogger.showDateTime", "true");
    setIfNot("io.netty.jfr.enabled", "false");
    setIfNot("io.netty.machineId", "00:00:00:00:00:00:00:00");
    setIfNot("io.netty.processId", "1");
  }

  private static void setIfNot(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static void sayWhatWasCut(RecoveryReport report, PrintStream err) {
    if (!report.cut().isEmpty()) {
      err.println("cut off " + report.cut() + " (" + report.cutBytes() + " bytes)");
    }
  }

  private static int waitForTheEnd() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Nobody of ours interrupts this thread, and only a signal ends the server.
      }
    }
  }

  /**
   * Closes the store, on the signal to end. The JVM would exit with the signal's number; halting
   * here says 0 instead, which is right once everything is on the disk.
   */
  private static void stop(
      Larder larder, @Nullable RedisEndpoint endpoint, PrintStream out, PrintStream err) {
    int status = Tool.COULD_NOT_RUN;
    try {
      try (larder;
          endpoint) {
        if (larder.recovery().isPresent()) {
          larder.sync(); // says, other than closing, if the last changes can't be written
        }
      }
      status = Tool.GOOD;
    } catch (RuntimeException | Error e) {
      e.printStackTrace(err);
    }
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(status);
  }
}
