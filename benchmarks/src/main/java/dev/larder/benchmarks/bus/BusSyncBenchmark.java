package dev.larder.benchmarks.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Publishing to subscribers that are called on the publisher's thread. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class BusSyncBenchmark {
  /** Whose bus. */
  @Param({"larder", "array", "guava", "mbassador", "greenrobot", "spring", "rxjava", "reactor"})
  public String bus;

  /** How many subscribers. */
  @Param({"1", "3"})
  public int subscribers;

  private final Tick message = new Tick();
  private Bus target;

  /** Subscribes. */
  @Setup
  public void subscribe() {
    List<Counter> counters = new ArrayList<>();
    for (int i = 0; i < subscribers; i++) {
      counters.add(new Counter());
    }
    target = SyncBuses.of(bus, counters);
    target.publish(message);
    for (Counter counter : counters) {
      if (counter.count() != 1) {
        throw new IllegalStateException(bus + " does not deliver");
      }
    }
  }

  /** Publishes. */
  @Benchmark
  public void publish() {
    target.publish(message);
  }
}
