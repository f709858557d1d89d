package dev.larder.internal.journal;

import dev.larder.Sync;

/**
 * How a journal is kept.
 *
 * @param sync when it is forced to the disk
 * @param queueBytes how many bytes may wait to be written before writers wait
 * @param segmentBytes when a file is long enough for a new one to begin
 * @param snapshotBytes by how much the journal must have grown for a snapshot to be taken
 * @param snapshotNanos how old a snapshot must be for another to be taken when something changed
 */
public record JournalOptions(
    Sync sync, long queueBytes, long segmentBytes, long snapshotBytes, long snapshotNanos) {}
