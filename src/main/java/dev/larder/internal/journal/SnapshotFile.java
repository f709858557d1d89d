package dev.larder.internal.journal;

import dev.larder.internal.log.BatchWriter;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;

/** A snapshot's file while it is written: records of changes that lead to a state. */
final class SnapshotFile implements Closeable, StateWriter.RecordSink {
  private static final int FULL_BATCH = 256 * 1024;

  /**
   * So much is written at most before it is synced: a sync of the journal, for which writers may
   * have to wait, would otherwise have to get past all of a snapshot on its way to the disk.
   */
  private static final int SYNCED_AT_ONCE = 8 << 20;

  private final BatchWriter batch = new BatchWriter();
  private final SegmentWriter segment;
  private final int epoch;
  private final long timestamp;
  private long nextOffset;
  private long syncedTo;

  SnapshotFile(Disk disk, UUID store, int epoch, long offset, long timestamp) throws IOException {
    SegmentFormat format = new SegmentFormat(SegmentFormat.Kind.SNAPSHOT, store, epoch);
    this.segment = SegmentWriter.create(disk, format, batch, offset, timestamp);
    this.epoch = epoch;
    this.timestamp = timestamp;
    this.nextOffset = batch.nextOffset();
    begin();
  }

  private void begin() {
    batch.begin(nextOffset, epoch, timestamp, nextOffset, false);
  }

  /** Adds a record; written when there are enough. */
  @Override
  public void add(byte[] bytes, int length) throws IOException {
    batch.add(bytes, 0, length);
    if (batch.size() >= FULL_BATCH) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (batch.count() > 0) {
      segment.append(batch.finish());
      if (segment.position() - syncedTo >= SYNCED_AT_ONCE) {
        segment.force();
        syncedTo = segment.position();
      }
      nextOffset = batch.nextOffset();
      begin();
    }
  }

  /** Writes what is left and returns when all is on the disk. */
  void finish() throws IOException {
    flush();
    segment.force();
  }

  String name() {
    return segment.name();
  }

  @Override
  public long size() {
    return segment.position();
  }

  @Override
  public void close() throws IOException {
    segment.close();
  }
}
