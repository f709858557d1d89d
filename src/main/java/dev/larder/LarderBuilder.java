package dev.larder;

import dev.larder.internal.journal.Importer;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.log.FileDisk;
import dev.larder.internal.store.Store;
import dev.larder.internal.time.Ticker;
import dev.larder.internal.time.TimeSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Configures a store. Defaults: in memory only; the system's clock; transactions are retried
 * without a bound; with a directory, {@link Sync#EVERY_SECOND}, a queue of 64 MiB, a snapshot for
 * every 256 MiB of journal.
 *
 * <p>For one thread; it may open any number of stores.
 */
public final class LarderBuilder {
  /** A segment of the journal is no longer than this, and what was being written. */
  private static final long SEGMENT_BYTES = 128L << 20;

  private InstantSource clock = TimeSource.system();
  private long transactionRetries = Long.MAX_VALUE;
  private Supplier<RandomGenerator> chance = ThreadLocalRandom::current;
  private @Nullable Path directory;
  private Sync sync = Sync.EVERY_SECOND;
  private long queueBytes = 64L << 20;
  private long snapshotBytes = 256L << 20;
  private long snapshotNanos = Long.MAX_VALUE;

  LarderBuilder() {}

  /**
   * Sets the clock that all expiry reads.
   *
   * @param source the clock, not null
   * @return this builder
   */
  public LarderBuilder clock(InstantSource source) {
    clock = Objects.requireNonNull(source, "clock");
    return this;
  }

  /**
   * Sets what is asked where chance decides: an element or a name drawn by chance, SPOP, RANDOMKEY
   * and the like. With a seed, stores that are told the same, one thing after the other, answer the
   * same: {@code random(new java.util.Random(42))}.
   *
   * <p>In what order names and elements are walked depends on a seed of the JVM besides, which the
   * system property {@code larder.hashSeed}, a number, fixes from one run to the next.
   *
   * @param source asked by several threads at once: a {@link java.util.Random} may be
   * @return this builder
   */
  public LarderBuilder random(RandomGenerator source) {
    Objects.requireNonNull(source, "random");
    chance = () -> source;
    return this;
  }

  /**
   * Bounds how often a transaction that met a conflict is run again.
   *
   * @param retries at least 0
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public LarderBuilder transactionRetries(long retries) {
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be at least 0, but is " + retries);
    }
    transactionRetries = retries;
    return this;
  }

  /**
   * Keeps the store in a directory; one that is empty or not there becomes a store.
   *
   * @param path the directory
   * @return this builder
   */
  public LarderBuilder directory(Path path) {
    directory = Objects.requireNonNull(path, "directory");
    return this;
  }

  /**
   * Sets when changes are forced to the disk.
   *
   * @param policy the policy
   * @return this builder
   */
  public LarderBuilder sync(Sync policy) {
    sync = Objects.requireNonNull(policy, "sync");
    return this;
  }

  /**
   * Bounds what may wait to be written: a change that would add to more waits.
   *
   * @param bytes at least 1
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public LarderBuilder journalQueue(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("the queue must hold at least 1 byte, but " + bytes);
    }
    queueBytes = bytes;
    return this;
  }

  /**
   * Takes a snapshot whenever the journal has grown by so much since the last one, and by as much
   * as that one is long.
   *
   * @param bytes at least 1; {@link Long#MAX_VALUE} for never
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public LarderBuilder snapshotAfter(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a snapshot is due after at least 1 byte, but " + bytes);
    }
    snapshotBytes = bytes;
    return this;
  }

  /**
   * Takes a snapshot whenever something has changed and the last one is so old.
   *
   * @param period longer than zero
   * @return this builder
   * @throws IllegalArgumentException if it is not, or longer than nanoseconds in a long allow
   */
  public LarderBuilder snapshotEvery(Duration period) {
    try {
      snapshotNanos = period.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the period is too long: " + period, e);
    }
    if (snapshotNanos < 1) {
      throw new IllegalArgumentException("the period must be longer than zero, but is " + period);
    }
    return this;
  }

  /**
   * Opens the store.
   *
   * @return the store, with what its directory holds
   * @throws LarderStorageException if the directory can't be opened; its subclasses say why, and
   *     nothing in it was touched
   */
  public Larder open() {
    return open(null);
  }

  /**
   * Opens a store with what {@link Larder#export(Path)} has written; with a directory, which must
   * hold nothing yet, it is on the disk when this returns.
   *
   * @param file the export
   * @return the store
   * @throws LarderStorageException if the directory can't be opened or the file not be read, and
   *     which line is none of an export; then the store is as empty as before
   * @throws IllegalStateException if the directory holds something
   */
  public Larder importFrom(Path file) {
    return importFrom(file, lines -> {});
  }

  /**
   * As {@link #importFrom(Path)}, and says how far it has come.
   *
   * @param file the export
   * @param progress gets the number of lines that have been read, now and then
   * @return the store
   */
  public Larder importFrom(Path file, LongConsumer progress) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(progress, "progress");
    return open(state -> Importer.read(file, state, progress));
  }

  private Larder open(Store.@Nullable Source source) {
    Store.Options options = new Store.Options(transactionRetries, chance);
    if (directory == null) {
      return Store.inMemory(clock, options, source);
    }
    return Store.open(
        new FileDisk(created(directory)),
        new JournalOptions(sync, queueBytes, SEGMENT_BYTES, snapshotBytes, snapshotNanos),
        clock,
        Ticker.system(),
        options,
        source);
  }

  private static Path created(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (AccessDeniedException e) {
      throw new ReadOnlyDirectoryException(path + " can't be created: " + e, e);
    } catch (IOException e) {
      throw new LarderStorageException(path + " can't be created: " + e, e);
    }
  }
}
