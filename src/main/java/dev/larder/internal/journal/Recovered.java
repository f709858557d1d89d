package dev.larder.internal.journal;

import dev.larder.RecoveryReport;
import java.util.UUID;

/**
 * Where recovery ended.
 *
 * @param state what was found
 * @param store the store's id
 * @param nextOffset where the journal goes on
 * @param epoch the highest generation that a file has
 * @param journalBytes how long the journal is that was read on top of the snapshot
 * @param report what is said of it
 */
record Recovered(
    StoredState state,
    UUID store,
    long nextOffset,
    int epoch,
    long journalBytes,
    RecoveryReport report) {}
