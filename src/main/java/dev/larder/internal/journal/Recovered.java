package dev.larder.internal.journal;

import dev.larder.RecoveryReport;

/**
 * Where recovery ended.
 *
 * @param state what was found
 * @param manifest the one in force
 * @param nextOffset where the journal goes on
 * @param epoch the highest generation that a file has
 * @param journalBytes how long the journal is that was read on top of the snapshot
 * @param report what is said of it
 */
record Recovered(
    StoredState state,
    Manifest manifest,
    long nextOffset,
    int epoch,
    long journalBytes,
    RecoveryReport report) {}
