package dev.larder.internal.journal;

import dev.larder.internal.log.SegmentDamage;
import java.util.List;

/**
 * What one file of a store's directory is.
 *
 * @param name its name
 * @param role what it is for
 * @param bytes its length
 * @param batches how many good ones it has, its header left out
 * @param records how many there are in them
 * @param firstTime when the first batch was written, in milliseconds of the epoch; 0 if there is
 *     none
 * @param lastTime when the last was
 * @param generation what the header says; -1 if there is none
 * @param offset where its offsets begin; -1 if it has none
 * @param nextOffset the offset after the last record's
 * @param damage what could not be read
 */
public record FileReport(
    String name,
    Role role,
    long bytes,
    long batches,
    long records,
    long firstTime,
    long lastTime,
    int generation,
    long offset,
    long nextOffset,
    List<SegmentDamage> damage) {

  /** What a file is for. */
  public enum Role {
    /** What the store is made of. */
    MANIFEST("manifest"),
    /** The state that the journal goes on from. */
    SNAPSHOT("snapshot"),
    /** Changes that are read. */
    JOURNAL("journal"),
    /** Nothing reads it any more: opening removes it. */
    LEFT_OVER("left over"),
    /** How hot the entries of a cache were; opening works without it. */
    HEAT("heat"),
    /** Held by the process that has the store open; empty, and always there. */
    LOCK("lock"),
    /** None of a store's. */
    OTHER("other");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A file without batches. */
  static FileReport plain(String name, Role role, long bytes, List<SegmentDamage> damage) {
    return new FileReport(name, role, bytes, 0, 0, 0, 0, -1, -1, -1, damage);
  }

  FileReport withRole(Role other) {
    return new FileReport(
        name,
        other,
        bytes,
        batches,
        records,
        firstTime,
        lastTime,
        generation,
        offset,
        nextOffset,
        damage);
  }

  /** Whether opening the store reads it. */
  public boolean isInForce() {
    return role == Role.MANIFEST || role == Role.SNAPSHOT || role == Role.JOURNAL;
  }
}
