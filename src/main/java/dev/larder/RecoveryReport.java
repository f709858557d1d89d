package dev.larder;

import java.time.Duration;

/**
 * What opening a directory has read, and what it had to cut off.
 *
 * @param entries how many entries, elements and values were found, those that have run out included
 * @param changes how many changes were read to get there, those of the snapshot included
 * @param bytes how many bytes of files were read
 * @param duration how long it took
 * @param cut the end of the journal that was never known to be on the disk and could not be read,
 *     as after a crash of the system: where it began, and what stood there; empty when there was
 *     none. Nothing that was promised is in there.
 * @param cutBytes how many bytes were cut off
 */
public record RecoveryReport(
    long entries, long changes, long bytes, Duration duration, String cut, long cutBytes) {}
