package dev.larder.internal.journal;

import dev.larder.LarderStorageException;
import dev.larder.SnapshotProgress;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentFormat.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots, one at a time, each on a thread of its own.
 *
 * <p>A snapshot begins where the journal begins a new segment: all before that has been made by
 * then. Its file counts from when the manifest that names it has been renamed into place and the
 * directory synced; what it replaces is removed after that. Cut off anywhere before, it leaves the
 * last one in force.
 */
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final Durable durable;
  private final Supplier<List<Engine>> engines;
  private final AtomicReference<@Nullable CompletableFuture<Void>> running =
      new AtomicReference<>();
  private volatile boolean stopping;
  private volatile Runnable afterwards = () -> {};
  private Manifest inForce;

  /** One that failed on its way to the disk, and may be there: what it names must stay as it is. */
  private @Nullable Manifest uncertain;

  /**
   * For a store.
   *
   * @param engines those of the keyspaces in use, the store's own first
   */
  public Snapshots(Durable durable, Supplier<List<Engine>> engines) {
    this.durable = durable;
    this.engines = engines;
    this.inForce = durable.manifest();
  }

  /**
   * Takes a snapshot and returns when it is valid.
   *
   * @param progress is called now and then, on the thread that writes
   * @throws LarderStorageException if it can't be written; the last one stays in force
   */
  public void take(Consumer<? super SnapshotProgress> progress) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = running.compareAndExchange(null, mine);
    while (other != null) {
      // It may have begun before what our caller has done: it does not count for us.
      awaitEnd(other);
      other = running.compareAndExchange(null, mine);
    }
    start(mine, () -> write(progress), afterwards);
    try {
      mine.join();
    } catch (CompletionException e) {
      throw asException(e.getCause());
    }
  }

  private static RuntimeException asException(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException known) {
      return known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new LarderStorageException(
        "the snapshot can't be written; the last one stays in force: " + cause, cause);
  }

  /** Sets what is done after each snapshot, on its thread. */
  public void afterEach(Runnable action) {
    afterwards = action;
  }

  /**
   * Runs something that touches files of the directory, when no snapshot is being taken; not at all
   * once the store is being closed.
   */
  public void undisturbed(Runnable action) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = running.compareAndExchange(null, mine);
    while (other != null) {
      awaitEnd(other);
      other = running.compareAndExchange(null, mine);
    }
    start(mine, () -> {}, action);
    awaitEnd(mine);
  }

  /** Begins a snapshot unless one is being taken; what goes wrong is in the log. */
  void trigger() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    if (running.compareAndSet(null, mine)) {
      start(mine, () -> write(progress -> {}), afterwards);
    }
  }

  /** Waits, whatever comes of it. */
  private static void awaitEnd(CompletableFuture<?> snapshot) {
    snapshot.handle((done, failure) -> failure == null).join();
  }

  /** Something that writes. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void start(CompletableFuture<Void> mine, Work work, Runnable after) {
    try {
      Thread thread = new Thread(() -> run(mine, work, after), "larder-snapshot");
      thread.setDaemon(true);
      thread.start();
    } catch (Error noThread) {
      end(mine, noThread);
    }
  }

  private void run(CompletableFuture<Void> mine, Work work, Runnable after) {
    @Nullable Throwable failure = null;
    try {
      work.run();
      if (!stopping) {
        after.run();
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    end(mine, failure);
    if (failure != null && !stopping) {
      LOG.warn("A snapshot of {} failed; the last one stays in force", this, failure);
    }
  }

  private void end(CompletableFuture<Void> mine, @Nullable Throwable failure) {
    running.set(null);
    if (failure == null) {
      mine.complete(null);
    } else {
      mine.completeExceptionally(failure);
    }
  }

  private void write(Consumer<? super SnapshotProgress> progress) throws IOException {
    Journal journal = durable.journal();
    Marker begun = journal.beginSegment();
    long from = begun.offset();
    if (inForce.snapshot() != null && inForce.journal() == from) {
      return; // nothing was written since the last one
    }
    Manifest next = uncertain;
    if (next == null || next.journal() != from) {
      next = writeFile(journal, begun, progress);
    }
    uncertain = next;
    next.write(durable.disk());
    uncertain = null;
    inForce = next;
    journal.snapshotTaken(next.snapshotSize());
    removeOld(durable.disk(), next);
  }

  private Manifest writeFile(
      Journal journal, Marker begun, Consumer<? super SnapshotProgress> progress)
      throws IOException {
    Disk disk = durable.disk();
    long from = begun.offset();
    String name = Kind.SNAPSHOT.fileName(from);
    removeIfThere(disk, name); // of an attempt that failed
    List<Engine> all = engines.get(); // now: what is made later is in the journal after the marker
    long now = all.get(0).time().millis();
    boolean written = false;
    try (SnapshotFile file = new SnapshotFile(disk, durable.store(), begun.epoch(), from, now)) {
      new StateWriter(file, journal.types(), journal::typeId, stoppable(progress), now).write(all);
      file.finish();
      long to = journal.syncedOffset();
      written = true;
      return new Manifest(
          durable.store(), name, file.size(), from, to, begun.epoch(), begun.epoch());
    } finally {
      if (!written) {
        removeIfThere(disk, name);
      }
    }
  }

  private Consumer<SnapshotProgress> stoppable(Consumer<? super SnapshotProgress> progress) {
    return state -> {
      if (stopping) {
        throw new LarderStorageException("the store was closed while a snapshot was written");
      }
      progress.accept(state);
    };
  }

  private static void removeIfThere(Disk disk, String name) throws IOException {
    if (disk.list().contains(name)) {
      disk.delete(name);
    }
  }

  /** Removes what a snapshot replaces; what can't be removed now is removed by the next one. */
  private void removeOld(Disk disk, Manifest next) {
    try {
      for (String file : disk.list()) {
        long offset = Kind.JOURNAL.offsetOf(file);
        boolean ended = offset >= 0 && offset < next.journal();
        boolean old = Kind.SNAPSHOT.offsetOf(file) >= 0 && !file.equals(next.snapshot());
        if (ended || old) {
          disk.delete(file);
        }
      }
      disk.syncDirectory();
    } catch (IOException e) {
      LOG.warn("What the snapshot of {} replaces could not be removed", this, e);
    }
  }

  /** Ends a snapshot that is being written. */
  public void close() {
    stopping = true;
    CompletableFuture<Void> current = running.get();
    if (current != null) {
      awaitEnd(current);
    }
  }

  @Override
  public String toString() {
    return durable.disk().toString();
  }
}
