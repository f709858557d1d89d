package dev.larder.internal.journal;

import dev.larder.LarderStorageException;
import dev.larder.RecoveryReport;
import dev.larder.internal.log.Disk;
import dev.larder.internal.time.Ticker;
import java.io.IOException;
import java.util.List;

/**
 * What is in a directory, and what opening it would do. Nothing is locked and nothing is touched:
 * if a store has the directory open meanwhile, what it is just writing may look like damage.
 *
 * <p>The answer is recovery's own, so this takes as much memory as opening the store.
 *
 * @param files those that opening reads, in that order, and then the others
 * @param outcome what opening would do
 * @param says what it would say of that; empty for {@link Outcome#OPENS}
 */
public record Inspection(List<FileReport> files, Outcome outcome, String says) {
  /** What opening a directory would do. */
  public enum Outcome {
    /** There is none to be opened. */
    NO_STORE,
    /** Everything is read. */
    OPENS,
    /** What was never known to be on the disk and can't be read is cut off. */
    CUTS,
    /** What was known to be on the disk is not there any more. */
    REFUSES
  }

  /**
   * Looks at a directory.
   *
   * @throws dev.larder.FormatVersionException if a newer version wrote it
   */
  public static Inspection of(Disk disk) throws IOException {
    StoreFiles store = StoreFiles.of(disk);
    if (!store.isStore()) {
      return new Inspection(store.files(), Outcome.NO_STORE, disk + " holds no store");
    }
    try {
      RecoveryReport report = new Recovery(disk, Ticker.system()).check();
      if (report == null || report.cut().isEmpty()) {
        return new Inspection(store.files(), Outcome.OPENS, "");
      }
      return new Inspection(
          store.files(), Outcome.CUTS, report.cut() + " (" + report.cutBytes() + " bytes)");
    } catch (LarderStorageException e) {
      return new Inspection(store.files(), Outcome.REFUSES, String.valueOf(e.getMessage()));
    }
  }

  /** Whether there is something of a store's in a directory. */
  public static boolean isStore(Disk disk) throws IOException {
    return disk.list().stream().anyMatch(StoreFiles::isOfStore);
  }

  /** Whether everything that is read is as it was written. */
  public boolean isGood() {
    return outcome == Outcome.OPENS
        && files.stream().noneMatch(file -> file.isInForce() && !file.damage().isEmpty());
  }
}
