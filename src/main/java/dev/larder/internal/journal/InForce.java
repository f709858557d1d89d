package dev.larder.internal.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store is read from.
 *
 * @param snapshot its name, or null if the journal is whole
 * @param journal the offset where the journal goes on from it
 */
record InForce(@Nullable String snapshot, long journal) {
  /**
   * What must have been in force where no manifest says so. The files of before are removed after a
   * new manifest is in place only, so the oldest snapshot with a journal that has no gap behind it
   * leads to the newest state; a newer one may not have been completed.
   */
  static InForce guess(List<FileReport> snapshots, List<FileReport> journal) {
    if (!journal.isEmpty() && isWhole(journal, 0)) {
      return new InForce(null, 0);
    }
    for (FileReport snapshot : snapshots) {
      if (isWhole(journal, snapshot.offset())) {
        return new InForce(snapshot.name(), snapshot.offset());
      }
    }
    if (snapshots.isEmpty()) {
      return new InForce(null, 0);
    }
    FileReport newest = snapshots.get(snapshots.size() - 1);
    return new InForce(newest.name(), newest.offset());
  }

  private static boolean isWhole(List<FileReport> journal, long from) {
    long at = from;
    for (FileReport segment : journal) {
      if (segment.offset() >= from) {
        if (segment.offset() != at) {
          return false;
        }
        at = segment.nextOffset();
      }
    }
    return true;
  }
}
