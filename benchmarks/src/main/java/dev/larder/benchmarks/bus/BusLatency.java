package dev.larder.benchmarks.bus;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Waiting;
import dev.larder.WhenFull;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * How long a message is on its way at 20 000 a second, of which each is published at its time; the
 * contenders take turns. Prints percentiles in microseconds: {@code BusLatency [ROUNDS [SECONDS]]}.
 */
public final class BusLatency {
  private static final int RATE = 20_000;
  private static final long INTERVAL_NANOS = 1_000_000_000L / RATE;
  private static final int CAPACITY = 1 << 12;
  private static final int WARM_UP = RATE / 2;

  private BusLatency() {}

  /** Notes how long each message took. */
  private static final class Stopwatch implements Consumer<Tick> {
    private final long[] nanos;
    private volatile int count;

    Stopwatch(int messages) {
      nanos = new long[messages];
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread
    public void accept(Tick tick) {
      nanos[count] = System.nanoTime() - tick.nanos;
      count = count + 1;
    }

    long[] sorted() {
      long[] measured = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
      Arrays.sort(measured);
      return measured;
    }
  }

  private static Bus bus(String name, Stopwatch watch) {
    switch (name) {
      case "larder, parking":
        return larder(Waiting.PARK, watch);
      case "larder, spinning":
        return larder(Waiting.SPIN, watch);
      case "LinkedBlockingQueue":
        BlockingQueue<Tick> blocking = new LinkedBlockingQueue<>();
        return onThread(blocking::add, () -> watch.accept(blocking.take()));
      default:
        MpscVarHandleArrayQueue<Tick> queue = new MpscVarHandleArrayQueue<>(CAPACITY);
        return onThread(
            queue::offer,
            () -> {
              Tick tick = queue.poll();
              if (tick == null) {
                Thread.onSpinWait();
              } else {
                watch.accept(tick);
              }
            });
    }
  }

  private static Bus larder(Waiting waiting, Stopwatch watch) {
    Larder larder = Larder.inMemory();
    Channel<Tick> channel = larder.channel("ticks", Tick.class);
    channel.subscriber().onWorker(waiting).queue(CAPACITY, WhenFull.WAIT).subscribe(watch);
    return new Bus() {
      @Override
      public void publish(Tick message) {
        channel.publish(message);
      }

      @Override
      public void close() {
        larder.close();
      }
    };
  }

  /** What a thread does again and again. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static Bus onThread(Consumer<Tick> publisher, Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  step.run();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new Bus() {
      @Override
      public void publish(Tick message) {
        publisher.accept(message);
      }

      @Override
      public void close() {
        thread.interrupt();
      }
    };
  }

  /**
   * Runs.
   *
   * @param args rounds and seconds a round, 5 and 3 by default
   */
  public static void main(String... args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    List<String> names =
        List.of("larder, parking", "LinkedBlockingQueue", "larder, spinning", "bare MPSC, spinning");
    for (int round = 1; round <= rounds; round++) {
      for (String name : names) {
        Stopwatch watch = new Stopwatch(WARM_UP + RATE * seconds);
        try (Bus bus = bus(name, watch)) {
          publish(bus, watch);
        }
        long[] sorted = watch.sorted();
        System.out.printf(
            "round %d  %-20s  p50 %6.2f  p90 %6.2f  p99 %7.2f  p99.9 %8.2f us%n",
            round,
            name,
            micros(sorted, 0.5),
            micros(sorted, 0.9),
            micros(sorted, 0.99),
            micros(sorted, 0.999));
      }
    }
  }

  private static void publish(Bus bus, Stopwatch watch) throws InterruptedException {
    int messages = watch.nanos.length;
    Tick[] ticks = new Tick[messages];
    Arrays.setAll(ticks, i -> new Tick());
    long due = System.nanoTime();
    for (Tick tick : ticks) {
      due += INTERVAL_NANOS;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      tick.nanos = System.nanoTime();
      bus.publish(tick);
    }
    while (watch.count < messages) {
      Thread.sleep(1);
    }
  }

  private static double micros(long[] sorted, double part) {
    return sorted[(int) (sorted.length * part)] / 1e3;
  }
}
