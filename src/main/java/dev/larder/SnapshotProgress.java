package dev.larder;

/**
 * How far a snapshot has come.
 *
 * @param entries how many entries, elements and values have been written
 * @param names how many names of {@code allNames} have been written
 * @param allNames how many names there were when it began
 * @param bytes how long its file is by now
 */
public record SnapshotProgress(long entries, long names, long allNames, long bytes) {}
