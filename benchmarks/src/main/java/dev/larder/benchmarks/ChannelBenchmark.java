package dev.larder.benchmarks;

import dev.larder.Channel;
import dev.larder.Larder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Publishing to handlers that do next to nothing. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class ChannelBenchmark {
  /** How many handlers. */
  @Param({"1", "3"})
  public int subscribers;

  private final Integer message = 4711;
  private Channel<Integer> channel;
  private Consumer<Integer>[] consumers;

  /** Adds up what it gets. */
  private static final class Adder implements Consumer<Integer> {
    private long sum;

    @Override
    public void accept(Integer added) {
      sum += added;
    }
  }

  /** Subscribes. */
  @Setup
  @SuppressWarnings({"unchecked", "rawtypes", "resource"})
  public void subscribe() {
    channel = Larder.inMemory().channel("numbers", Integer.class);
    consumers = new Consumer[subscribers];
    Arrays.setAll(consumers, i -> new Adder());
    for (Consumer<Integer> consumer : consumers) {
      channel.subscribe(consumer);
    }
  }

  /** Publishes. */
  @Benchmark
  public int larder() {
    return channel.publish(message);
  }

  /** What publishing comes to without anything around it. */
  @Benchmark
  public int array() {
    int count = 0;
    for (Consumer<Integer> consumer : consumers) {
      consumer.accept(message);
      count++;
    }
    return count;
  }
}
