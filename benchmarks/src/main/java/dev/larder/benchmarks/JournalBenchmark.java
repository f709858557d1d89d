package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One thread puts values of 100 bytes under 100 000 strings, in a Zipf sequence, and what it put is
 * synced every second, and at the end. An invocation is four million puts until the last of them is
 * on the disk: what waits in a queue, of 64 MiB at most, is no head start.
 *
 * <p>The peers do the same job as well as they can: a key and a value in an entry of the queue, or
 * in the map; a sync each second by the thread that puts.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class JournalBenchmark {
  private static final int ENTRIES = 100_000;
  private static final int DRAWS = 1 << 18;
  private static final int VALUES = 1 << 12;
  private static final int PUTS = 4_000_000;
  private static final int BATCH = 64 * 1024;

  private final String[] keys = new String[ENTRIES];
  private final byte[][] values = Data.values(VALUES);
  private final int[] sequence = Zipf.sequence(ENTRIES, DRAWS, 42);

  /** Makes the keys. */
  @Setup
  public void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = Data.key(i);
    }
  }

  /** Tells when a second is over, without reading the clock each time. */
  private static final class Second {
    private long begun = System.nanoTime();

    boolean isOver(int i) {
      if (i % 1024 != 0 || System.nanoTime() - begun < 1_000_000_000) {
        return false;
      }
      begun = System.nanoTime();
      return true;
    }
  }

  private String key(int i) {
    return keys[sequence[i & (DRAWS - 1)]];
  }

  private byte[] value(int i) {
    return values[i & (VALUES - 1)];
  }

  private void putAll(LarderMap<String, byte[]> map) {
    for (int i = 0; i < PUTS; i++) {
      map.put(key(i), value(i));
    }
  }

  private LarderMap<String, byte[]> filled(Larder larder) {
    LarderMap<String, byte[]> map = larder.map("map", String.class, byte[].class);
    for (int i = 0; i < ENTRIES; i++) {
      map.put(keys[i], value(i));
    }
    return map;
  }

  /** A store in memory. */
  @State(Scope.Benchmark)
  public static class Memory {
    private final Larder larder = Larder.inMemory();
    private LarderMap<String, byte[]> map;

    /** Fills it. */
    @Setup
    public void fill(JournalBenchmark data) {
      map = data.filled(larder);
    }
  }

  /** The put without a journal. */
  @Benchmark
  @OperationsPerInvocation(PUTS)
  public LarderMap<String, byte[]> memory(Memory memory) {
    putAll(memory.map);
    return memory.map;
  }

  /** A store in a directory, with the defaults: EVERY_SECOND, a snapshot every 256 MiB. */
  @State(Scope.Benchmark)
  public static class Directory {
    private Path directory;
    private Larder larder;
    private LarderMap<String, byte[]> map;

    /** Opens it. */
    @Setup
    public void open(JournalBenchmark data) throws IOException {
      directory = Data.fresh("larder");
      larder = Larder.open(directory);
      map = data.filled(larder);
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      larder.close();
      Data.delete(directory);
    }
  }

  /** The put with a journal, and with the snapshots that it brings. */
  @Benchmark
  @OperationsPerInvocation(PUTS)
  public LarderMap<String, byte[]> larder(Directory store) {
    putAll(store.map);
    store.larder.sync();
    return store.map;
  }

  /** A file, and how many bytes of our journal an entry takes. */
  @State(Scope.Benchmark)
  public static class BareFile {
    private Path file;
    private FileChannel channel;
    private ByteBuffer batch;
    private double bytesAnEntry;

    /** Opens it. */
    @Setup
    public void open(JournalBenchmark data) throws IOException {
      bytesAnEntry = bytesAnEntry(data);
      file = Data.fresh("file");
      channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      batch = ByteBuffer.allocateDirect(BATCH);
      while (batch.remaining() >= Data.VALUE_BYTES) {
        batch.put(data.value(batch.position()));
      }
    }

    private static double bytesAnEntry(JournalBenchmark data) throws IOException {
      Path directory = Data.fresh("larder");
      try (Larder larder = Larder.open(directory)) {
        data.filled(larder);
      }
      double bytes = Data.bytes(directory, "journal-");
      Data.delete(directory);
      return bytes / ENTRIES;
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      channel.close();
      Files.delete(file);
    }
  }

  /**
   * As many bytes as our journal takes for it, written in batches of 64 KiB that stand there ready,
   * to a file that begins anew each time.
   */
  @Benchmark
  @OperationsPerInvocation(PUTS)
  public FileChannel bareFile(BareFile file) throws IOException {
    Second second = new Second();
    file.channel.truncate(0);
    long left = (long) (file.bytesAnEntry * PUTS);
    while (left > 0) {
      file.batch.clear().limit((int) Math.min(left, BATCH));
      while (file.batch.hasRemaining()) {
        left -= file.channel.write(file.batch);
      }
      if (second.isOver(0)) {
        file.channel.force(false);
      }
    }
    file.channel.force(false);
    return file.channel;
  }

  /** A Chronicle Queue. */
  @State(Scope.Benchmark)
  public static class Chronicle {
    private Path directory;
    private ChronicleQueue queue;
    private ExcerptAppender appender;
    private final Bytes<?> entry = Bytes.allocateElasticDirect(256);

    /** Opens it. */
    @Setup
    public void open() throws IOException {
      directory = Data.fresh("chronicle");
      queue = ChronicleQueue.singleBuilder(directory).build();
      appender = queue.createAppender();
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      appender.close();
      queue.close();
      entry.releaseLast();
      Data.delete(directory);
    }
  }

  /** Key and value appended to a Chronicle Queue, which has no map; its options are its own. */
  @Benchmark
  @OperationsPerInvocation(PUTS)
  @Fork(
      jvmArgsAppend = {
        "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
        "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "-Dchronicle.analytics.disable=true",
        "-Dchronicle.announcer.disable=true"
      })
  public ExcerptAppender chronicle(Chronicle chronicle) {
    Second second = new Second();
    Bytes<?> entry = chronicle.entry;
    for (int i = 0; i < PUTS; i++) {
      entry.clear();
      entry.writeUtf8(key(i)).write(value(i));
      chronicle.appender.writeBytes(entry);
      if (second.isOver(i)) {
        chronicle.appender.sync();
      }
    }
    chronicle.appender.sync();
    return chronicle.appender;
  }

  /** An MVStore of H2. */
  @State(Scope.Benchmark)
  public static class H2 {
    private Path file;
    private MVStore store;
    private MVMap<String, byte[]> map;

    /** Opens it. */
    @Setup
    public void open(JournalBenchmark data) throws IOException {
      file = Data.fresh("mvstore");
      store = new MVStore.Builder().fileName(file.toString()).open();
      map =
          store.openMap(
              "map",
              new MVMap.Builder<String, byte[]>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      for (int i = 0; i < ENTRIES; i++) {
        map.put(data.keys[i], data.value(i));
      }
      store.commit();
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      store.closeImmediately();
      Files.delete(file);
    }
  }

  /** Puts into a map of H2's MVStore, which commits by itself as well, as is its default. */
  @Benchmark
  @OperationsPerInvocation(PUTS)
  public MVMap<String, byte[]> mvStore(H2 h2) {
    Second second = new Second();
    for (int i = 0; i < PUTS; i++) {
      h2.map.put(key(i), value(i));
      if (second.isOver(i)) {
        h2.store.commit();
        h2.store.sync();
      }
    }
    h2.store.commit();
    h2.store.sync();
    return h2.map;
  }
}
