package dev.larder.internal.journal;

import dev.larder.DamagedStoreException;
import dev.larder.ForeignDirectoryException;
import dev.larder.LarderStorageException;
import dev.larder.MissingSegmentException;
import dev.larder.RecoveryReport;
import dev.larder.SegmentOrderException;
import dev.larder.internal.log.Batch;
import dev.larder.internal.log.DamageException;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.DiskFile;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentFormat.Kind;
import dev.larder.internal.log.SegmentReader;
import dev.larder.internal.time.Ticker;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory: the snapshot in force, and the journal on top of it. Nothing is touched until
 * all has been read and found good; then what must be cut is cut, what is left over is removed, and
 * all is forced to the disk, since what was read may have been in memory only.
 *
 * <p>What is decided where something does not fit:
 *
 * <pre>
 *   A  a batch is no batch, at or above the highest offset proven to be synced,
 *      and no later segment exists                                              cut
 *   B  a batch is no batch, below that offset, or a later segment exists        damaged
 *   C  a segment ends, and the next begins later                                missing
 *   D  a segment begins before the one before it ends                           wrong order
 *   E  a segment's header is that of another, or of no higher generation
 *      than the one before it: as A or B, but called                            wrong order
 *   F  a segment has another store's id                                         foreign
 *   G  the journal ends below the highest offset proven to be synced            missing
 *   H  a record with a good checksum says what no store writes                  damaged
 * </pre>
 */
final class Recovery {
  static final String LOCK = "lock";

  private final Disk disk;
  private final StoredState state = new StoredState();
  private final Ticker ticker;
  private final List<String> read = new ArrayList<>();
  private final List<String> leftOver = new ArrayList<>();

  private long at;
  private long proven;
  private long lenientBelow;
  private int epoch;
  private long bytes;
  private long journalBytes;
  private long lastSize;
  private @Nullable Damage damage;

  /** Something that could not be read, and may be cut. */
  private record Damage(DamageException what, long offset, long fileSize, boolean wholeFile) {
    String text() {
      return what.file() + " from byte " + position() + ": expected " + what.expected();
    }

    long bytes() {
      return fileSize - position();
    }

    long position() {
      return wholeFile ? 0 : what.position();
    }

    boolean isIn(String file) {
      return file.equals(what.file());
    }
  }

  Recovery(Disk disk, Ticker ticker) {
    this.disk = disk;
    this.ticker = ticker;
  }

  /** Refuses a directory of something else before so much as a lock is put into it. */
  void refuseForeign() throws IOException {
    Set<String> files = new HashSet<>(disk.list());
    if (!files.contains(LOCK) && !files.contains(Manifest.FILE)) {
      files.remove(Manifest.NEW_FILE);
      checkEmpty(files);
    }
  }

  /** Reads the directory and makes it fit to go on; a new store is begun in an empty one. */
  Recovered run(UUID idOfNew) throws IOException {
    long begun = ticker.nanos();
    Manifest manifest = readAll();
    if (manifest == null) {
      manifest = Manifest.create(idOfNew);
      manifest.write(disk);
    } else {
      mend(manifest);
    }
    epoch = Math.max(epoch, manifest.highest());
    return new Recovered(state, manifest, at, epoch, journalBytes, report(begun));
  }

  /** Says what {@link #run} would, and touches nothing; null when there is no store. */
  @Nullable RecoveryReport check() throws IOException {
    long begun = ticker.nanos();
    return readAll() == null ? null : report(begun);
  }

  private RecoveryReport report(long begun) {
    Damage cut = damage;
    return new RecoveryReport(
        state.entries(),
        state.changes(),
        bytes,
        Duration.ofNanos(ticker.nanos() - begun),
        cut == null ? "" : cut.text(),
        cut == null ? 0 : cut.bytes());
  }

  /** Reads and checks all, and touches nothing; null when there is no store. */
  private @Nullable Manifest readAll() throws IOException {
    Set<String> files = new HashSet<>(disk.list());
    files.remove(LOCK);
    if (!files.contains(Manifest.FILE)) {
      files.remove(Manifest.NEW_FILE);
      checkEmpty(files);
      return null;
    }
    Manifest manifest = Manifest.read(disk);
    epoch = manifest.generation();
    at = manifest.journal();
    proven = manifest.synced();
    lenientBelow = manifest.snapshot() == null ? 0 : manifest.synced();
    readSnapshot(manifest);
    readJournal(manifest, files);
    decide();
    leftOver.addAll(HeatFiles.leftOver(files, state));
    return manifest;
  }

  private void checkEmpty(Set<String> files) {
    for (String file : files) {
      if (Kind.JOURNAL.offsetOf(file) >= 0 || Kind.SNAPSHOT.offsetOf(file) >= 0) {
        throw new DamagedStoreException(
            Manifest.FILE, 0, "a manifest beside " + file + ", found none", null);
      }
    }
    if (!files.isEmpty()) {
      throw new ForeignDirectoryException(
          disk + " is no store's directory, and not empty either: there is " + files, null);
    }
  }

  // ---- the snapshot -----------------------------------------------------------------------------

  private void readSnapshot(Manifest manifest) throws IOException {
    String file = manifest.snapshot();
    if (file == null) {
      return;
    }
    read.add(file);
    try (SegmentReader reader = SegmentReader.open(disk, file, Kind.SNAPSHOT)) {
      checkStore(file, reader.format(), manifest);
      if (reader.fileSize() != manifest.snapshotSize()) {
        throw new DamagedStoreException(
            file,
            Math.min(reader.fileSize(), manifest.snapshotSize()),
            "a length of " + manifest.snapshotSize() + " bytes, found " + reader.fileSize(),
            null);
      }
      reader.readAhead();
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        apply(file, batch, 0);
      }
      lastSize = reader.fileSize();
      bytes += lastSize;
    } catch (NoSuchFileException e) {
      throw new MissingSegmentException("the snapshot in force is not there: " + file, e);
    } catch (DamageException e) {
      throw damaged(e);
    }
  }

  private void apply(String file, Batch batch, long lenientTo) {
    try {
      batch.forEach(
          (offset, array, from, length) -> state.apply(array, from, length, offset < lenientTo));
    } catch (IllegalArgumentException e) {
      throw new DamagedStoreException(
          file, batch.position(), "records that a store writes: " + e.getMessage(), e); // H
    }
  }

  private static LarderStorageException damaged(DamageException e) {
    if (e.isAnother()) {
      return new SegmentOrderException(
          e.file() + " is not what its name says: expected " + e.expected(), e);
    }
    return new DamagedStoreException(e.file(), e.position(), e.expected(), e);
  }

  private static void checkStore(String file, SegmentFormat format, Manifest manifest) {
    if (!format.store().equals(manifest.store())) {
      throw new ForeignDirectoryException( // F
          file + " is of store " + format.store() + ", but the manifest is of " + manifest.store(),
          null);
    }
  }

  // ---- the journal ------------------------------------------------------------------------------

  private void readJournal(Manifest manifest, Set<String> files) throws IOException {
    List<String> segments = new ArrayList<>();
    for (String file : files) {
      long offset = Kind.JOURNAL.offsetOf(file);
      if (offset >= manifest.journal()) {
        segments.add(file);
      } else if (offset >= 0
          || Kind.SNAPSHOT.offsetOf(file) >= 0 && !file.equals(manifest.snapshot())
          || file.equals(Manifest.NEW_FILE)) {
        leftOver.add(file);
      }
    }
    segments.sort(Comparator.naturalOrder()); // as many digits each
    for (String segment : segments) {
      readSegment(segment, manifest);
    }
  }

  private void readSegment(String file, Manifest manifest) throws IOException {
    long base = Kind.JOURNAL.offsetOf(file);
    Damage before = damage;
    if (before != null) {
      throw damaged(before.what()); // B
    }
    if (base > at) {
      throw new MissingSegmentException( // C
          "a file is missing before " + file + ": there is none for the offsets from " + at + end(),
          null);
    }
    if (base < at) {
      throw new SegmentOrderException( // D
          file + " begins before offset " + at + ", where the file before it ends", null);
    }
    read.add(file);
    try (SegmentReader reader = SegmentReader.open(disk, file, Kind.JOURNAL)) {
      checkStore(file, reader.format(), manifest);
      int found = reader.format().epoch();
      if (found <= epoch) {
        throw new DamageException( // E
            file, 0, "a generation above " + epoch + ", found " + found, true);
      }
      epoch = reader.format().epoch();
      at = reader.expectedOffset();
      readBatches(file, reader);
    } catch (DamageException e) {
      proven = Math.max(proven, SegmentReader.syncedIn(disk, file, Kind.JOURNAL));
      damage = new Damage(e, base, sizeOf(file), true);
    }
  }

  private void readBatches(String file, SegmentReader reader) throws IOException {
    lastSize = reader.fileSize();
    bytes += lastSize;
    journalBytes += lastSize;
    try {
      reader.readAhead();
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        proven = Math.max(proven, batch.synced());
        apply(file, batch, lenientBelow);
        at = batch.nextOffset();
      }
    } catch (DamageException e) {
      proven = Math.max(proven, reader.syncedBehind());
      damage = new Damage(e, at, reader.fileSize(), false);
    }
  }

  private long sizeOf(String file) throws IOException {
    try (DiskFile opened = disk.read(file)) {
      return opened.size();
    }
  }

  private void decide() {
    Damage found = damage;
    if (found != null && found.offset() < proven) {
      throw damaged(found.what()); // B
    }
    if (found == null && at < proven) {
      throw new MissingSegmentException( // G
          "the journal ends at offset " + at + ", but was on the disk up to " + proven + end(),
          null);
    }
  }

  /** For messages: where the file ends that was read last. It may have been longer. */
  private String end() {
    return read.isEmpty() ? "" : "; " + read.get(read.size() - 1) + " ends at byte " + lastSize;
  }

  /** Cuts what may be cut, and has all on the disk. */
  private void mend(Manifest manifest) throws IOException {
    Damage cut = damage; // A
    if (cut != null) {
      // What is cut has this generation at most; what is written from now on must not have it, or
      // bytes of a lost past could be taken for ours. First, lest we fail when it is gone.
      epoch = Math.max(epoch, manifest.highest()) + 1;
      manifest.withHighest(epoch).write(disk);
      leftOver.remove(Manifest.NEW_FILE);
    }
    for (String file : read) {
      if (cut == null || !cut.isIn(file)) {
        force(file, Long.MAX_VALUE);
      } else if (cut.wholeFile()) {
        disk.delete(file);
      } else {
        force(file, cut.position());
      }
    }
    for (String file : leftOver) {
      disk.delete(file);
    }
    disk.syncDirectory();
  }

  private void force(String file, long size) throws IOException {
    try (DiskFile opened = disk.open(file)) {
      if (size < opened.size()) {
        opened.truncate(size);
      }
      opened.force();
    }
  }
}
