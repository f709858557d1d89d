package dev.larder.benchmarks.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Publishing to subscribers that are called on other threads, until the last has had the last
 * message: what goes through, not what is let in.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class BusAsyncBenchmark {
  private static final int BATCH = 100_000;

  /** Whose bus. */
  @Param({
    "larder",
    "larderSpinning",
    "jctools",
    "disruptor",
    "disruptorMulti",
    "guava",
    "mbassador",
    "spring",
    "rxjava",
    "reactor",
    "vertx"
  })
  public String bus;

  /** How many subscribers. */
  @Param({"1", "3"})
  public int subscribers;

  private final Tick message = new Tick();
  private final List<Counter> counters = new ArrayList<>();
  private Bus target;
  private long published;

  /** Subscribes. */
  @Setup
  public void subscribe() {
    for (int i = 0; i < subscribers; i++) {
      counters.add(new Counter());
    }
    target = AsyncBuses.of(bus, counters);
  }

  /** Publishes a hundred thousand. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void publish() {
    for (int i = 0; i < BATCH; i++) {
      target.publish(message);
    }
    published += BATCH;
    for (Counter counter : counters) {
      while (counter.count() < published) {
        Thread.yield();
      }
    }
  }
}
