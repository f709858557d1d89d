package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.DiskFile;
import java.io.IOException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory that say how hot the entries of caches were. Nothing that goes wrong
 * here is more than a line in the log.
 */
public final class HeatFiles {
  private static final Logger LOG = LoggerFactory.getLogger(HeatFiles.class);

  private final Disk disk;
  private final UUID store;
  private final AtomicLong numbers = new AtomicLong();

  HeatFiles(Disk disk, UUID store) {
    this.disk = disk;
    this.store = store;
  }

  /** Knows the entries of a cache. */
  @FunctionalInterface
  public interface Source {
    /** Adds all, the coldest first. */
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes entries. */
  @FunctionalInterface
  public interface Sink {
    /** Adds one that is hotter than those before. */
    void add(EntryFormat format, Object key, byte heat) throws IOException;
  }

  /** Gets what is in a file. */
  public interface Target {
    /** Entries follow. */
    void begin(HeatKeys keys);

    /** The next entry: the hash of its key, and what the policy said of it. */
    void add(long hash, byte heat);
  }

  /** Puts a file in place of the one before. For a thread that no caller can interrupt. */
  public void write(Name name, Source source) {
    String incomplete = HeatFormat.newFileOf(name, numbers.getAndIncrement());
    try {
      try (DiskFile file = disk.create(incomplete)) {
        long seed = new SplittableRandom().nextLong();
        HeatWriter writer = new HeatWriter(file, store, name, seed);
        source.writeTo(writer);
        writer.finish();
      }
      disk.rename(incomplete, HeatFormat.fileOf(name));
      disk.syncDirectory();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("How hot the entries of cache '{}' are could not be written", name, e);
      removeIfThere(incomplete);
    }
  }

  /** Removes the file of a cache that is empty. For a thread that no caller can interrupt. */
  public void remove(Name name) {
    removeIfThere(HeatFormat.fileOf(name));
  }

  private void removeIfThere(String file) {
    try {
      if (disk.list().contains(file)) {
        disk.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("{} could not be removed from {}", file, disk, e);
    }
  }

  /**
   * Reads the file of a cache, on a thread of its own.
   *
   * @return whether it is there and good: only then counts what the target was given
   */
  public boolean read(Name name, Target target) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> done.complete(tryToRead(name, target)), "larder-heat");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      LOG.warn("How hot the entries of cache '{}' were could not be read", name, noThread);
      return false;
    }
    return done.join();
  }

  private boolean tryToRead(Name name, Target target) {
    String file = HeatFormat.fileOf(name);
    try {
      if (!disk.list().contains(file)) {
        return false;
      }
      try (DiskFile opened = disk.read(file)) {
        new HeatReader(opened).read(store, name, target);
      }
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn(
          "How hot the entries of cache '{}' were is lost: {} in {} can't be used",
          name,
          file,
          disk,
          e);
      return false;
    }
  }

  /** Those of the files of a directory that are no cache's: not completed, or of a name gone. */
  static Set<String> leftOver(Set<String> files, StoredState state) {
    Set<String> found = files.stream().filter(HeatFormat::isHeat).collect(Collectors.toSet());
    if (!found.isEmpty()) {
      for (StoredKeyspace keyspace : state.keyspaces()) {
        if (keyspace.database() == 0) {
          keyspace.names().keySet().forEach(name -> found.remove(HeatFormat.fileOf(name)));
        }
      }
    }
    return found;
  }
}
