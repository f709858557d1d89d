package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Sync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Puts of 100 bytes that return when they are on the disk, by one thread and by many, who share
 * syncs. Beside it what one sync of the disk costs.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AlwaysBenchmark {
  /** How many threads share syncs. */
  static final int MANY = 32;

  private static final int ENTRIES = 100_000;

  /** A store that syncs always. */
  @State(Scope.Benchmark)
  public static class Store {
    private final byte[][] values = Data.values(1 << 12);
    private final String[] keys = new String[ENTRIES];
    private Path directory;
    private Larder larder;
    private LarderMap<String, byte[]> map;

    /** Opens it. */
    @Setup
    public void open() throws IOException {
      for (int i = 0; i < ENTRIES; i++) {
        keys[i] = Data.key(i);
      }
      directory = Data.fresh("larder");
      larder = Larder.builder().directory(directory).sync(Sync.ALWAYS).open();
      map = larder.map("map", String.class, byte[].class);
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      larder.close();
      Data.delete(directory);
    }
  }

  /** A thread's place. */
  @State(Scope.Thread)
  public static class Place {
    private int i = System.identityHashCode(this) & 0xffff;

    private int next() {
      return i++ & Integer.MAX_VALUE;
    }
  }

  /** A put. */
  @Benchmark
  public byte[] larder(Store store, Place place) {
    int i = place.next();
    return store.map.put(store.keys[i % ENTRIES], store.values[i & 0xfff]);
  }

  /** A file that grows. */
  @State(Scope.Benchmark)
  public static class BareFile {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(192);
    private Path file;
    private FileChannel channel;

    /** Opens it. */
    @Setup
    public void open() throws IOException {
      file = Data.fresh("file");
      channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      channel.close();
      Files.delete(file);
    }
  }

  /** Some bytes more in a file, and a sync: what a disk allows one thread. */
  @Benchmark
  public int bareFile(BareFile file) throws IOException {
    file.bytes.clear();
    int written = file.channel.write(file.bytes);
    file.channel.force(false);
    return written;
  }
}
