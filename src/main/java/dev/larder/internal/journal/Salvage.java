package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.log.Batch;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentDamage;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentFormat.Kind;
import dev.larder.internal.log.SegmentScan;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new store of what is good in a damaged one, which is read only. Damaged batches are
 * skipped; later changes are applied as far as they fit to what is there. As much memory is needed
 * as for opening the store.
 *
 * <p>A record is applied as a whole or not at all, so a transaction is never there in part, unless
 * changes before it are lost that some of its parts need.
 */
public final class Salvage {
  private final Disk disk;
  private final StoreFiles files;
  private final StoredState state = new StoredState();
  private final Losses losses = new Losses();
  private final Set<Long> types = new HashSet<>();
  private final long lenientBelow;
  private @Nullable UUID store;
  private boolean tolerant;
  private long at;
  private int generation;
  private long proven;
  private long timestamp;
  private String file = "";
  private long offset;

  /**
   * What came of it.
   *
   * @param names how many names the new store has
   * @param entries how many entries, elements and values
   * @param lost a line for each part that is lost; empty if none is
   */
  public record Report(long names, long entries, List<String> lost) {}

  private Salvage(Disk disk, StoreFiles files) {
    this.disk = disk;
    this.files = files;
    Manifest manifest = files.manifest();
    this.store = manifest == null ? null : manifest.store();
    this.proven = manifest == null ? 0 : manifest.synced();
    this.generation = manifest == null ? 0 : manifest.generation();
    this.lenientBelow = files.snapshot() == null ? 0 : proven;
  }

  /**
   * Copies.
   *
   * @param from the damaged store's directory; nothing is locked or touched there
   * @param to an empty directory
   * @return what was copied; of a directory without a store, nothing
   */
  public static Report copy(Disk from, Disk to) throws IOException {
    Salvage salvage = new Salvage(from, StoreFiles.of(from));
    salvage.readManifest();
    salvage.readSnapshot();
    salvage.readJournal();
    FreshStore.write(to, salvage.state, salvage.timestamp);
    StoredState state = salvage.state;
    return new Report(state.countNames(), state.entries(), salvage.losses.lines());
  }

  private void lose(String text) {
    losses.part(text);
    if (!tolerant) {
      tolerant = true;
      state.tolerateLoss(reason -> losses.change(file, offset, reason));
    }
  }

  // ---- files ------------------------------------------------------------------------------------

  private void readManifest() {
    if (files.manifest() == null) {
      files.files().stream()
          .filter(report -> report.name().equals(Manifest.FILE))
          .forEach(report -> note(report.damage(), 0));
      lose(Manifest.FILE + " can't be read: what was in force is taken from the files' names");
    }
  }

  private void readSnapshot() throws IOException {
    Manifest manifest = files.manifest();
    FileReport snapshot = files.snapshot();
    if (snapshot == null) {
      if (manifest != null && manifest.snapshot() != null) {
        lose(
            manifest.snapshot()
                + " is not there: all that was changed before offset "
                + manifest.journal());
      } else if (files.journalOffset() > 0) {
        lose("there is no snapshot: all that was changed before offset " + files.journalOffset());
      }
      return;
    }
    if (manifest != null && snapshot.bytes() != manifest.snapshotSize()) {
      lose(
          snapshot.name()
              + " has "
              + snapshot.bytes()
              + " bytes, but had "
              + manifest.snapshotSize());
    }
    read(snapshot.name(), Kind.SNAPSHOT);
  }

  private void readJournal() throws IOException {
    at = files.journalOffset();
    for (FileReport segment : files.journal()) {
      if (segment.offset() > at) {
        lose("offsets " + at + " to " + (segment.offset() - 1) + " are in no file");
        at = segment.offset();
      }
      read(segment.name(), Kind.JOURNAL);
    }
    if (at < proven) {
      lose("offsets " + at + " to " + (proven - 1) + " are in no file, but were on the disk");
    }
  }

  private void read(String name, Kind kind) throws IOException {
    file = name;
    try (SegmentScan scan = SegmentScan.open(disk, name, kind)) {
      if (!fits(scan.format(), kind)) {
        return;
      }
      int known = 0;
      for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
        known = note(scan.damage(), known);
        if (!batch.isControl()) {
          read(batch, kind);
        } else if (kind == Kind.JOURNAL) {
          at = Math.max(at, batch.nextOffset());
        }
      }
      note(scan.damage(), known);
    }
  }

  private int note(List<SegmentDamage> damage, int known) {
    for (SegmentDamage part : damage.subList(known, damage.size())) {
      lose(part.toString());
    }
    return damage.size();
  }

  /** Whether a file belongs to this store, and is newer than those before it. */
  private boolean fits(@Nullable SegmentFormat format, Kind kind) {
    if (format == null) {
      return true; // what its name says is all there is
    }
    if (store == null) {
      store = format.store();
    }
    if (!store.equals(format.store())) {
      lose(file + " is of another store, " + format.store());
      return false;
    }
    if (kind == Kind.JOURNAL && format.epoch() <= generation) {
      lose(file + " has generation " + format.epoch() + ", but those before it " + generation);
      return false;
    }
    generation = Math.max(generation, format.epoch());
    return true;
  }

  // ---- records ----------------------------------------------------------------------------------

  private void read(Batch batch, Kind kind) {
    boolean ofJournal = kind == Kind.JOURNAL;
    timestamp = Math.max(timestamp, batch.timestamp());
    batch.forEach(
        (recordOffset, bytes, from, length) -> {
          offset = recordOffset;
          if (ofJournal && recordOffset < at) {
            losses.change(file, offset, "an earlier file has these offsets, too");
          } else {
            apply(bytes, from, length, tolerant || ofJournal && recordOffset < lenientBelow);
          }
        });
    if (ofJournal) {
      proven = Math.max(proven, batch.synced());
      at = Math.max(at, batch.nextOffset());
    }
  }

  private void apply(byte[] bytes, int from, int length, boolean lenient) {
    try {
      check(ReadChange.all(bytes, from, length));
      state.apply(bytes, from, length, lenient);
    } catch (IllegalArgumentException e) {
      losses.change(file, offset, "expected " + e.getMessage());
    }
  }

  /** Looks before anything is applied whether all of a record can be. */
  private void check(List<ReadChange> changes) {
    long world = state.world();
    for (ReadChange change : changes) {
      if (change.tag == ChangeFormat.TYPE) {
        types.add(change.typeId);
      } else if (change.tag == ChangeFormat.CLEAR || change.tag == ChangeFormat.STATE) {
        world = change.world;
      } else if (change.isTyped() && !types.contains(change.typeId)) {
        throw new IllegalArgumentException("a type that was defined, found " + change.typeId);
      }
      if (change.isOfName() && change.database == 0 && change.world > world) {
        world = change.world;
        clear(world);
      }
    }
  }

  /**
   * That all was cleared is among what is lost: names of the next world say so. Of another database
   * each record says itself which world is in force.
   */
  private void clear(long world) {
    losses.change(file, offset, "the store had been cleared before; done here");
    ByteSink record = new ByteSink();
    record.putByte(ChangeFormat.CLEAR);
    record.putVarint(world);
    state.apply(record.array(), 0, record.size(), tolerant);
  }
}
