package dev.larder.internal.journal;

import dev.larder.internal.journal.FileReport.Role;
import dev.larder.internal.log.Batch;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentFormat.Kind;
import dev.larder.internal.log.SegmentScan;
import java.io.IOException;
import java.util.List;

/** Counts what is in one segment. */
final class FileScanner {
  private long batches;
  private long records;
  private long firstTime;
  private long lastTime;
  private long offset;
  private long nextOffset;

  private FileScanner(long named) {
    offset = named;
    nextOffset = named;
  }

  static FileReport scan(Disk disk, String name, Kind kind, Role role) throws IOException {
    FileScanner scanner = new FileScanner(kind.offsetOf(name));
    try (SegmentScan scan = SegmentScan.open(disk, name, kind)) {
      for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
        scanner.add(batch);
      }
      SegmentFormat format = scan.format();
      return new FileReport(
          name,
          role,
          scan.fileSize(),
          scanner.batches,
          scanner.records,
          scanner.firstTime,
          scanner.lastTime,
          format == null ? -1 : format.epoch(),
          scanner.offset,
          scanner.nextOffset,
          List.copyOf(scan.damage()));
    }
  }

  private void add(Batch batch) {
    if (batch.position() == 0) {
      offset = batch.baseOffset(); // knows better than the name, which somebody may have changed
      nextOffset = offset;
    }
    nextOffset = Math.max(nextOffset, batch.nextOffset());
    if (batch.isControl()) {
      return;
    }
    if (batches == 0) {
      firstTime = batch.timestamp();
    }
    lastTime = batch.timestamp();
    batches++;
    records += batch.count();
  }
}
