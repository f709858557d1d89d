package dev.larder.benchmarks;

import dev.larder.Channel;
import dev.larder.Larder;
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

/** Publishing beside a loop over a plain array of the same handlers. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ChannelBenchmark {
  @Param({"1", "3"})
  public int subscribers;

  private long sum;
  private Channel<Integer> channel;
  private Consumer<Integer>[] array;
  private final Integer message = 7;

  @Setup
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void setUp() {
    channel = Larder.inMemory().channel("c", Integer.class);
    array = new Consumer[subscribers];
    for (int i = 0; i < subscribers; i++) {
      array[i] = value -> sum += value;
      channel.subscribe(array[i]);
    }
  }

  @Benchmark
  public int channel() {
    return channel.publish(message);
  }

  @Benchmark
  public int arrayLoop() {
    Consumer<Integer>[] all = array;
    for (Consumer<Integer> handler : all) {
      handler.accept(message);
    }
    return all.length;
  }
}
