package dev.larder.durable;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderStorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Fills a store that has a directory from several threads until the heap is exhausted. */
final class JournalHeapExhaustion {
  private static final int THREADS = 3;

  private JournalHeapExhaustion() {}

  public static void main(String[] arguments) throws InterruptedException {
    AtomicReference<byte[]> reserve = new AtomicReference<>(new byte[8 << 20]);
    Larder larder = Larder.open(Path.of(arguments[0]));
    LarderMap<Integer, byte[]> map = larder.map("m", Integer.class, byte[].class);
    LarderMap<Integer, byte[]> other = larder.map("o", Integer.class, byte[].class);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int base = t << 24;
      threads.add(new Thread(() -> fill(larder, map, other, base)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    reserve.set(null); // room to look around in
    int entries = map.size();
    for (byte[] value : map.values()) {
      if (value.length != 512) {
        throw new AssertionError("a value of " + value.length + " bytes");
      }
    }
    boolean writable = larder.health().writable();
    try {
      larder.sync(); // comes back, whatever has become of the journal's thread
      larder.close();
    } catch (LarderStorageException | OutOfMemoryError e) {
      System.out.println("closed with " + e);
    }
    System.out.println("consistent, " + (writable ? "writable" : "read-only") + ": " + entries);
    System.exit(0);
  }

  private static void fill(
      Larder larder, LarderMap<Integer, byte[]> map, LarderMap<Integer, byte[]> other, int base) {
    try {
      for (int i = base; ; i++) {
        int key = i;
        map.put(key, new byte[512]);
        if (i % 16 == 0) {
          larder.inTransaction(
              tx -> {
                tx.on(map).put(-2 - key, new byte[512]);
                tx.on(other).put(key, new byte[512]);
              });
        }
      }
    } catch (OutOfMemoryError | LarderStorageException e) {
      // Full, or the journal's thread found it so: that is what was wanted.
    }
  }
}
