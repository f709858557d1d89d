package dev.larder.internal.journal;

import dev.larder.Sync;
import dev.larder.internal.log.BatchWriter;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentWriter;
import dev.larder.internal.time.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal: takes records from the queue in order, waits for each to be decided, fills
 * batches, writes them, and forces them to the disk by policy. One thread of its own, since an
 * interruption of a caller's would close the file under everybody.
 */
final class JournalWriter {
  static final long SECOND_NANOS = 1_000_000_000;

  /**
   * When EVERY_SECOND syncs: early enough that a sync may take half a second longer than the last
   * one before writers have to wait for it. At a whole second, each that took longer made them
   * wait.
   */
  private static final long SYNC_AFTER_NANOS = SECOND_NANOS / 2;

  /** A batch this long is written without waiting for more. */
  private static final int FULL_BATCH = 64 * 1024;

  /** So long at most a change stays in a batch that is not full. */
  private static final long LINGER_NANOS = 2_000_000;

  /** So many callers at most share one sync: the rest waits for the next. */
  private static final int GROUP = 4096;

  private static final int SPINS = 200;
  private static final int TAKEN_AT_ONCE = 16 * 1024;
  private static final long NAP_NANOS = 20_000;
  private static final long JOIN_NANOS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  private final Journal journal;
  private final JournalOptions options;
  private final Disk disk;
  private final UUID store;
  private final int epoch;
  private final Ticker ticker;
  private final LongSupplier clock;
  private final BatchWriter batch = new BatchWriter();
  private final List<PendingRecord> waiting = new ArrayList<>();

  /** The one that was taken last: when it fails, who waits for it is in no list yet. */
  private @Nullable PendingRecord taken;

  private @Nullable SegmentWriter segment;
  private int segments;
  private long nextOffset;
  private long synced;
  private boolean batchOpen;
  private long leftBytes;
  private int lastGroup;
  private long lastSyncNanos;
  private long syncedNanos;
  private long batchNanos;
  private boolean dirty;
  private long dirtyNanos;

  /** The last segment is full, and there is no next one whose header says that it is synced. */
  private boolean unproven;

  /**
   * A writer that goes on where recovery ended.
   *
   * @param clock milliseconds of the epoch, for the batches
   */
  JournalWriter(
      Journal journal,
      JournalOptions options,
      Disk disk,
      Recovered recovered,
      Ticker ticker,
      LongSupplier clock) {
    this.journal = journal;
    this.options = options;
    this.disk = disk;
    this.store = recovered.manifest().store();
    this.epoch = recovered.epoch();
    this.nextOffset = recovered.nextOffset();
    this.synced = nextOffset;
    this.ticker = ticker;
    this.clock = clock;
  }

  /** Writes until the journal is closed. */
  void run() {
    try {
      while (step()) {
        // on to the next record
      }
      end();
    } catch (IOException | RuntimeException | Error failure) {
      while (!failed(failure)) {
        LockSupport.parkNanos(NAP_NANOS); // there may be memory later
      }
    }
  }

  /** Fails as {@link #fail} does; false when there is no memory for that. */
  private boolean failed(Throwable failure) {
    try {
      fail(failure);
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private boolean step() throws IOException {
    PendingRecord record = journal.poll();
    if (record != null) {
      leftBytes += Journal.cost(record);
      if (leftBytes >= TAKEN_AT_ONCE) {
        countTaken();
      }
      take(record);
      return true;
    }
    countTaken();
    if (journal.isClosedVolatile() && journal.isEmpty()) {
      return false;
    }
    rest();
    return true;
  }

  /**
   * Has what left the queue counted so. Not at each record: the counter's cache line would go to
   * and fro between the threads, and this sum in the journal would share one with what they read
   * there.
   */
  private void countTaken() {
    if (leftBytes > 0) {
      journal.taken(leftBytes);
      leftBytes = 0;
    }
  }

  private void take(PendingRecord record) throws IOException {
    taken = record;
    for (int i = 0; record.isUndecided(); i++) {
      if (i < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    if (record.isAborted()) {
      return;
    }
    if (record instanceof Marker marker) {
      reach(marker);
      return;
    }
    add(record.payload());
    if (options.sync() == Sync.ALWAYS) {
      waiting.add(record);
    }
    if (batch.size() >= FULL_BATCH) {
      flush();
      syncIfDue();
    }
  }

  private void add(byte[] payload) throws IOException {
    if (!batchOpen) {
      beginSegmentIfNone();
      batch.begin(nextOffset, epoch + segments, clock.getAsLong(), synced, false);
      batchOpen = true;
      batchNanos = ticker.nanos();
      if (!dirty) {
        dirty = true;
        dirtyNanos = batchNanos;
        journal.oldest(batchNanos);
      }
    }
    batch.add(payload, 0, payload.length);
  }

  private void beginSegmentIfNone() throws IOException {
    if (segment == null) {
      segments++;
      SegmentFormat format = new SegmentFormat(SegmentFormat.Kind.JOURNAL, store, epoch + segments);
      segment = SegmentWriter.create(disk, format, batch, nextOffset, clock.getAsLong());
      nextOffset = batch.nextOffset();
      synced = nextOffset;
      unproven = false;
    }
  }

  private void reach(Marker marker) throws IOException {
    force();
    countTaken();
    if (marker.beginsSegment()) {
      endSegment();
    }
    marker.reached(nextOffset, epoch + segments);
    wake(marker);
  }

  /** Writes the open batch. */
  private void flush() throws IOException {
    SegmentWriter current = segment;
    if (!batchOpen || current == null) {
      return;
    }
    journal.atDisk(true);
    long before = current.position();
    current.append(batch.finish());
    journal.atDisk(false);
    nextOffset = batch.nextOffset();
    batchOpen = false;
    journal.written(current.position() - before);
    if (current.position() >= options.segmentBytes()) {
      force();
      endSegment();
      unproven = true;
    }
  }

  private void endSegment() throws IOException {
    if (segment != null) {
      segment.close();
      segment = null;
    }
  }

  /** Writes and syncs; all who wait for it hear of it. */
  private void force() throws IOException {
    flush();
    if (dirty && segment != null) {
      long begun = ticker.nanos();
      journal.atDisk(true);
      segment.force();
      journal.atDisk(false);
      syncedNanos = ticker.nanos();
      lastSyncNanos = syncedNanos - begun;
      journal.synced(lastSyncNanos);
      synced = nextOffset;
    }
    dirty = false;
    journal.oldest(0);
    lastGroup = waiting.size();
    waiting.forEach(JournalWriter::wake);
    waiting.clear();
  }

  private static void wake(PendingRecord record) {
    Thread waiter = record.durable();
    if (waiter != null) {
      LockSupport.unpark(waiter);
    }
  }

  private void syncIfDue() throws IOException {
    boolean due =
        switch (options.sync()) {
          case ALWAYS -> waiting.size() >= GROUP;
          case EVERY_SECOND -> dirty && ticker.nanos() - dirtyNanos >= SYNC_AFTER_NANOS;
          case NEVER -> false;
        };
    if (due) {
      force();
    }
  }

  /**
   * Whether it is worth to wait for others of the last group, who have just been woken and may be
   * about to change something again: for an eighth of what a sync takes.
   */
  private boolean moreWillJoin() {
    return waiting.size() < lastGroup && ticker.nanos() - syncedNanos < lastSyncNanos / 8;
  }

  /** The queue is empty. */
  private void rest() throws IOException {
    if (options.sync() == Sync.ALWAYS && (batchOpen || dirty)) {
      if (moreWillJoin()) {
        LockSupport.parkNanos(JOIN_NANOS);
      } else {
        force();
      }
      return;
    }
    if (batchOpen) {
      if (ticker.nanos() - batchNanos < LINGER_NANOS) {
        LockSupport.parkNanos(LINGER_NANOS / 4); // nobody has to wake us: more is welcome
        return;
      }
      flush();
    }
    syncIfDue();
    long nanos = journal.nanosToSnapshot();
    if (dirty && options.sync() == Sync.EVERY_SECOND) {
      nanos = Math.min(nanos, dirtyNanos + SYNC_AFTER_NANOS - ticker.nanos());
    }
    journal.park(Math.max(1, nanos));
  }

  /** Syncs, and says so in a last batch: recovery then knows all before it as proven. */
  private void end() throws IOException {
    force();
    Consumer<ChangeWriter> last = journal.atEnd();
    if (last != null) {
      LastRecords.write(last, this::addLast);
      force();
    }
    if (segment != null || unproven) {
      add(new byte[0]);
      force();
      endSegment();
    }
  }

  private void addLast(byte[] payload) throws IOException {
    add(payload);
    if (batch.size() >= FULL_BATCH) {
      flush();
    }
  }

  /** Nothing is written any more: lets go of all who wait, until the journal is closed. */
  private void fail(Throwable failure) {
    journal.fail(failure);
    journal.atDisk(false);
    for (int i = 0; i < waiting.size(); i++) {
      unpark(waiting.get(i));
    }
    waiting.clear();
    if (taken != null) {
      unpark(taken);
    }
    tellOf(failure);
    while (!journal.isClosedVolatile() || !journal.isEmpty()) {
      PendingRecord record = journal.poll();
      if (record == null) {
        journal.park(Long.MAX_VALUE);
      } else {
        journal.taken(Journal.cost(record));
        unpark(record);
      }
    }
  }

  /** Whatever fails in here, such as for want of memory: there is nobody left to tell. */
  private void tellOf(Throwable failure) {
    try {
      LOG.error("The journal in {} can't be written; the store is read-only now", disk, failure);
      endSegment();
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  private static void unpark(PendingRecord record) {
    Thread waiter = record.waiterVolatile();
    if (waiter != null) {
      LockSupport.unpark(waiter);
    }
  }
}
