package dev.larder.internal.journal;

import dev.larder.internal.log.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Writes a state as a new store: one snapshot, and the manifest that puts it in force. */
final class FreshStore {
  private static final int GENERATION = 1;

  private final SnapshotFile file;
  private final TypeIds types = new TypeIds();
  private final ChangeWriter out;

  private FreshStore(SnapshotFile file) {
    this.file = file;
    this.out = new ChangeWriter(type -> types.id(type, unknown -> {}), this::flush);
  }

  /**
   * Writes.
   *
   * @param disk an empty directory
   * @param timestamp of the batches, in milliseconds of the epoch
   */
  static void write(Disk disk, StoredState state, long timestamp) throws IOException {
    Closeable lock = disk.lock(Recovery.LOCK);
    try {
      writeFiles(disk, state, timestamp);
    } finally {
      lock.close();
    }
  }

  private static void writeFiles(Disk disk, StoredState state, long timestamp) throws IOException {
    UUID store = UUID.randomUUID();
    Manifest manifest;
    try (SnapshotFile file = new SnapshotFile(disk, store, GENERATION, 0, timestamp)) {
      new FreshStore(file).write(state);
      file.finish();
      manifest = new Manifest(store, file.name(), file.size(), 0, 0, GENERATION, GENERATION);
    }
    manifest.write(disk);
  }

  private void write(StoredState state) throws IOException {
    try {
      state.restoreTypes(types);
      out.state(state.world(), state.nextId());
      types.all().forEach(out::define);
      state.keyspaces().forEach(this::write);
      flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(StoredKeyspace keyspace) {
    keyspace
        .names()
        .forEach(
            (name, stored) -> {
              // Empty does not exist; what has run out is for who opens the store to say.
              if (stored.isInhabited(Long.MIN_VALUE)) {
                out.name(keyspace.database(), keyspace.world(), name, stored.expiresAt());
                stored.describeAll(out);
                out.boundary();
              }
            });
  }

  private void flush() {
    try {
      file.add(out.out().array(), out.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.clear();
  }
}
