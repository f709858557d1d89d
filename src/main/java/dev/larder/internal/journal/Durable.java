package dev.larder.internal.journal;

import dev.larder.DirectoryLockedException;
import dev.larder.LarderStorageException;
import dev.larder.ReadOnlyDirectoryException;
import dev.larder.RecoveryReport;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.log.DirectoryInUseException;
import dev.larder.internal.log.Disk;
import dev.larder.internal.time.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A directory that is open: its lock, its journal, and what was found in it. */
public final class Durable {
  private final Disk disk;
  private final Closeable lock;
  private final Journal journal;
  private final Manifest manifest;
  private final long journalBytes;
  private final RecoveryReport report;
  private final HeatFiles heat;
  private @Nullable StoredState state;

  private Durable(Disk disk, Closeable lock, Journal journal, Recovered recovered) {
    this.disk = disk;
    this.lock = lock;
    this.journal = journal;
    this.manifest = recovered.manifest();
    this.journalBytes = recovered.journalBytes();
    this.report = recovered.report();
    this.state = recovered.state();
    this.heat = new HeatFiles(disk, recovered.manifest().store());
  }

  /**
   * Locks a directory, reads it, and starts the thread that writes it. All is done on that thread:
   * a caller that is interrupted must not close a file.
   *
   * @param clock milliseconds of the epoch
   * @throws LarderStorageException if the directory can't be used; nothing was touched
   */
  public static Durable open(Disk disk, JournalOptions options, Ticker ticker, LongSupplier clock) {
    CompletableFuture<Durable> opened = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(disk, options, ticker, clock, opened), "larder-journal");
    thread.setDaemon(true);
    thread.start();
    try {
      return opened.join();
    } catch (CompletionException e) {
      throw asStorageException(disk, e.getCause());
    }
  }

  private static void run(
      Disk disk,
      JournalOptions options,
      Ticker ticker,
      LongSupplier clock,
      CompletableFuture<Durable> opened) {
    JournalWriter writer;
    try {
      Recovery recovery = new Recovery(disk, ticker);
      recovery.refuseForeign();
      Closeable lock = disk.lock(Recovery.LOCK);
      try {
        Recovered recovered = recovery.run(UUID.randomUUID());
        TypeIds types = new TypeIds();
        recovered.state().restoreTypes(types);
        Journal journal = new Journal(options, ticker, types);
        journal.thread(Thread.currentThread());
        writer = new JournalWriter(journal, options, disk, recovered, ticker, clock);
        opened.complete(new Durable(disk, lock, journal, recovered));
      } catch (IOException | RuntimeException | Error failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException | RuntimeException | Error failure) {
      opened.completeExceptionally(failure);
      return;
    }
    writer.run();
  }

  private static RuntimeException asStorageException(Disk disk, @Nullable Throwable cause) {
    if (cause instanceof LarderStorageException known) {
      return known;
    }
    if (cause instanceof DirectoryInUseException) {
      return new DirectoryLockedException(
          disk + " is in use by another process, or by another store of this one", cause);
    }
    if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
      return new ReadOnlyDirectoryException(disk + " can't be written: " + cause, cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new LarderStorageException(disk + " can't be opened: " + cause, cause);
  }

  /** Where changes are recorded. */
  public Journal journal() {
    return journal;
  }

  /** What opening has read. */
  public RecoveryReport report() {
    return report;
  }

  /** What was found; to be taken once, since it is as large as the store. */
  public StoredState takeState() {
    StoredState found = state;
    state = null;
    if (found == null) {
      throw new IllegalStateException("the state has been taken already");
    }
    return found;
  }

  /** Takes over the types of a state that was made elsewhere. */
  public void restoreTypes(StoredState other) {
    other.restoreTypes(journal.types());
  }

  /** The files that say how hot entries of caches were. */
  public HeatFiles heat() {
    return heat;
  }

  Disk disk() {
    return disk;
  }

  UUID store() {
    return manifest.store();
  }

  /** The manifest that was found, or made. */
  Manifest manifest() {
    return manifest;
  }

  /**
   * Begins snapshots when they are due.
   *
   * @param engines those of the keyspaces in use, the store's own first
   */
  public Snapshots snapshots(
      Supplier<List<Engine>> engines, JournalOptions options, Ticker ticker) {
    Snapshots snapshots = new Snapshots(this, engines);
    journal.snapshotWhenDue(
        new SnapshotTrigger(
            snapshots,
            options.snapshotBytes(),
            options.snapshotNanos(),
            ticker,
            journalBytes,
            manifest.snapshotSize()));
    return snapshots;
  }

  /**
   * Writes what is left and lets go of the directory.
   *
   * @throws LarderStorageException if that fails, or the lock can't be released; not for a failure
   *     from before, which the store's health has told of
   */
  public void close() {
    close(null);
  }

  /**
   * As {@link #close()}, with something to be done in between.
   *
   * @param last is run on a thread of its own when the journal is complete; not when it has failed,
   *     since nothing is written after that; null for nothing
   */
  public void close(@Nullable Runnable last) {
    Throwable before = journal.failureVolatile();
    journal.close();
    Throwable failure = journal.failureVolatile();
    if (failure == null && last != null) {
      runAside(last);
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new LarderStorageException(disk + " can't be unlocked: " + e, e);
    }
    if (before == null && failure != null) {
      throw new LarderStorageException(
          "the last changes are not known to be on the disk: " + failure.getMessage(), failure);
    }
  }

  /** An interruption of our caller must not close a file. */
  private static void runAside(Runnable last) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      Thread thread =
          new Thread(
              () -> {
                try {
                  last.run();
                } finally {
                  done.complete(null);
                }
              },
              "larder-heat");
      thread.setDaemon(true);
      thread.start();
    } catch (OutOfMemoryError noThread) {
      return; // and what would have been written is missing
    }
    done.join();
  }
}
