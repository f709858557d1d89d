package dev.larder.internal.journal;

import dev.larder.LarderStorageException;
import dev.larder.SnapshotProgress;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentFormat.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
  private final Engine engine;
  private final AtomicReference<@Nullable CompletableFuture<Void>> running =
      new AtomicReference<>();
  private volatile boolean stopping;
  private Manifest inForce;

  /** For a store whose handles share an engine. */
  public Snapshots(Durable durable, Engine engine) {
    this.durable = durable;
    this.engine = engine;
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
    start(progress, mine);
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

  /** Begins a snapshot unless one is being taken; what goes wrong is in the log. */
  void trigger() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    if (running.compareAndSet(null, mine)) {
      start(progress -> {}, mine);
    }
  }

  /** Waits, whatever comes of it. */
  private static void awaitEnd(CompletableFuture<?> snapshot) {
    snapshot.handle((done, failure) -> failure == null).join();
  }

  private void start(Consumer<? super SnapshotProgress> progress, CompletableFuture<Void> mine) {
    Thread thread =
        new Thread(
            () -> {
              @Nullable Throwable failure = null;
              try {
                write(progress);
              } catch (IOException | RuntimeException | Error e) {
                failure = e;
                if (!stopping) {
                  LOG.warn("A snapshot of {} failed; the last one stays in force", this, e);
                }
              }
              running.set(null);
              if (failure == null) {
                mine.complete(null);
              } else {
                mine.completeExceptionally(failure);
              }
            },
            "larder-snapshot");
    thread.setDaemon(true);
    thread.start();
  }

  private void write(Consumer<? super SnapshotProgress> progress) throws IOException {
    Journal journal = durable.journal();
    Marker begun = journal.beginSegment();
    long from = begun.offset();
    if (inForce.snapshot() != null && inForce.journal() == from) {
      return; // nothing was written since the last one
    }
    Disk disk = durable.disk();
    String name = Kind.SNAPSHOT.fileName(from);
    removeIfThere(disk, name); // of an attempt that failed
    long now = engine.time().millis();
    Manifest next;
    boolean written = false;
    try (SnapshotFile file = new SnapshotFile(disk, durable.store(), begun.epoch(), from, now)) {
      new StateWriter(file, journal.types(), journal::typeId, stoppable(progress), now)
          .write(engine);
      file.finish();
      long to = journal.syncedOffset();
      next =
          new Manifest(durable.store(), name, file.size(), from, to, begun.epoch(), begun.epoch());
      written = true;
    } finally {
      if (!written) {
        removeIfThere(disk, name);
      }
    }
    next.write(disk);
    Manifest before = inForce;
    inForce = next;
    journal.snapshotTaken(next.snapshotSize());
    removeOld(disk, before, from);
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

  private static void removeOld(Disk disk, Manifest before, long from) throws IOException {
    for (String file : disk.list()) {
      long offset = Kind.JOURNAL.offsetOf(file);
      boolean ended = offset >= 0 && offset < from;
      if (ended || file.equals(before.snapshot())) {
        try {
          disk.delete(file);
        } catch (NoSuchFileException gone) {
          LOG.debug("Somebody else has removed {}", file, gone);
        }
      }
    }
    disk.syncDirectory();
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
