package dev.larder.durable;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.Sync;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a store from several threads and prints each number that is acknowledged, until it is
 * killed: {@code directory first-number}. Thread t adds the numbers that are t modulo the threads,
 * each to a set and, in a transaction with its predecessor's removal, to a map.
 */
final class Acknowledging {
  static final int THREADS = 4;

  private Acknowledging() {}

  public static void main(String[] arguments) throws InterruptedException {
    long first = Long.parseLong(arguments[1]);
    PrintStream out = System.out;
    try (Larder larder =
        Larder.builder()
            .directory(Path.of(arguments[0]))
            .sync(Sync.ALWAYS)
            .snapshotAfter(50_000)
            .open()) {
      LarderSet<Long> done = larder.set("done", Long.class);
      LarderMap<Integer, Long> last = larder.map("last", Integer.class, Long.class);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        threads.add(new Thread(() -> run(larder, done, last, thread, first, out)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void run(
      Larder larder,
      LarderSet<Long> done,
      LarderMap<Integer, Long> last,
      int thread,
      long first,
      PrintStream out) {
    for (long i = first + thread; ; i += THREADS) {
      long number = i;
      if (number % 3 == 0) {
        done.add(number);
      } else {
        larder.inTransaction(
            tx -> {
              tx.on(done).add(number);
              tx.on(last).put(thread, number);
            });
      }
      out.print(number + "\n"); // one write: no half line but the last
    }
  }
}
