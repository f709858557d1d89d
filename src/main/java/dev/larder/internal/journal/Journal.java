package dev.larder.internal.journal;

import dev.larder.LarderClosedException;
import dev.larder.LarderHealth;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import dev.larder.internal.cell.ChangeSink;
import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Pending;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of the journal: what callers of the store see of it. Everything is written by
 * the one thread of {@link JournalWriter}.
 */
public final class Journal implements ChangeSink {
  /*
   * Shared: the queue (many producers, one consumer), the number of bytes in it, and what the
   * journal's thread says of itself: whether it is parked, at the disk, failed.
   *
   * 1. A record's place is fixed by its offer to the queue. The thread takes records in that order
   *    and waits for the one at the head to be decided.
   * 2. `closed` is set before the thread looks at the queue for the last time; who offers looks at
   *    `closed` afterwards. So a record is seen by the last look, or its caller sees `closed` and
   *    gives it up, with nothing changed.
   * 3. Parking: the thread sets `parked` and then looks at the queue; who decides a record looks at
   *    `parked` afterwards. Both are volatile.
   */
  private static final VarHandle PARKED;
  private static final VarHandle CLOSED;
  private static final VarHandle FAILURE;
  private static final VarHandle AT_DISK;
  private static final VarHandle OLDEST;

  /** What a record takes in memory besides its bytes, about. */
  private static final int RECORD_OVERHEAD = 64;

  private static final long NAP_NANOS = 50_000;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PARKED = lookup.findVarHandle(Journal.class, "parked", boolean.class);
      CLOSED = lookup.findVarHandle(Journal.class, "closed", boolean.class);
      FAILURE = lookup.findVarHandle(Journal.class, "failure", Throwable.class);
      AT_DISK = lookup.findVarHandle(Journal.class, "atDisk", boolean.class);
      OLDEST = lookup.findVarHandle(Journal.class, "oldestNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MpscUnboundedVarHandleArrayQueue<PendingRecord> queue =
      new MpscUnboundedVarHandleArrayQueue<>(1024);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final LongAdder waits = new LongAdder();
  private final TypeIds types;
  private final ThreadLocal<ChangeWriter> writers;
  private final JournalOptions options;
  private final Ticker ticker;
  private @Nullable Thread thread;

  private volatile @Nullable SnapshotTrigger trigger;
  private volatile @Nullable Consumer<ChangeWriter> atEnd;

  @SuppressWarnings("unused") // through PARKED
  private boolean parked;

  @SuppressWarnings("unused") // through CLOSED
  private boolean closed;

  @SuppressWarnings("unused") // through FAILURE
  private @Nullable Throwable failure;

  @SuppressWarnings("unused") // through AT_DISK
  private boolean atDisk;

  @SuppressWarnings("unused") // through OLDEST
  private long oldestNanos;

  private volatile long lastSyncNanos;

  Journal(JournalOptions options, Ticker ticker, TypeIds types) {
    this.options = options;
    this.ticker = ticker;
    this.types = types;
    this.writers = ThreadLocal.withInitial(() -> new ChangeWriter(this::typeId));
  }

  /** Says which thread writes, before that thread takes the first record. */
  void thread(Thread writing) {
    thread = writing;
  }

  // ---- what changes call ------------------------------------------------------------------------

  @Override
  public @Nullable Pending record(
      Table table, Object key, @Nullable Node before, @Nullable Object after, long expiresAt) {
    if (!table.isKeyspace() && !((EntryFormat) table.label()).isKept()) {
      return null;
    }
    awaitRoom();
    ChangeWriter writer = takeWriter();
    byte[] payload;
    try {
      writer.change(table, key, before, after, expiresAt);
      payload = writer.toByteArray();
    } finally {
      writer.giveBack();
    }
    return payload.length == 0 ? null : offerOrThrow(payload);
  }

  @Override
  public Changes changes() {
    return new RecordedChanges(this);
  }

  @Override
  public Pending recordClear(World next) {
    awaitRoom();
    ChangeWriter writer = new ChangeWriter(this::typeId);
    writer.clearTo(next);
    return offerOrThrow(writer.toByteArray());
  }

  /** A writer for this thread, which must give it back. */
  ChangeWriter takeWriter() {
    ChangeWriter writer = writers.get();
    // A codec of the user's may come back here while the writer is in use.
    return writer.take() ? writer : new ChangeWriter(this::typeId);
  }

  long typeId(TypeName type) {
    return types.id(type, this::define);
  }

  private void define(TypeIds.Definition definition) {
    ByteSink out = new ByteSink();
    definition.writeTo(out);
    offerOrThrow(out.toByteArray()).committed();
  }

  /**
   * Returns when there is room in the queue, and the disk is not behind by more than the policy
   * allows.
   *
   * @throws LarderStorageException if nothing is written any more
   * @throws LarderClosedException if the store is closed
   */
  void awaitRoom() {
    checkOpen();
    if (hasRoom()) {
      return;
    }
    waits.increment();
    boolean interrupted = false;
    while (!hasRoom()) {
      checkOpen();
      LockSupport.parkNanos(this, NAP_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    checkOpen();
  }

  private boolean hasRoom() {
    return queuedBytes.get() < options.queueBytes() && !isOverdue();
  }

  private void checkOpen() {
    Throwable cause = failureVolatile();
    if (cause != null) {
      throw failed(cause);
    }
    if ((boolean) CLOSED.getVolatile(this)) {
      throw new LarderClosedException("the store is closed");
    }
  }

  private static LarderStorageException failed(Throwable cause) {
    return new LarderStorageException(
        "the journal can't be written any more, so nothing can be changed until the store is opened"
            + " again: "
            + cause.getMessage(),
        cause);
  }

  /** Whether the oldest change that is not on the disk is older than a second and one sync. */
  private boolean isOverdue() {
    return options.sync() == Sync.EVERY_SECOND
        && (boolean) AT_DISK.getOpaque(this)
        && oldestAgeNanos() > JournalWriter.SECOND_NANOS + lastSyncNanos;
  }

  private PendingRecord offerOrThrow(byte[] payload) {
    PendingRecord record = offer(payload);
    if (record == null) {
      throw new LarderClosedException("the store is closed");
    }
    return record;
  }

  /** Gives a record its place; null when the journal is closed. */
  @Nullable PendingRecord offer(byte[] payload) {
    PendingRecord record = new PendingRecord(this, payload);
    enqueue(record);
    if ((boolean) CLOSED.getVolatile(this)) {
      record.aborted();
      return null;
    }
    return record;
  }

  private void enqueue(PendingRecord record) {
    queuedBytes.addAndGet(cost(record));
    boolean offered = false;
    try {
      queue.offer(record);
      offered = true;
    } finally {
      if (!offered) {
        queuedBytes.addAndGet(-cost(record)); // no memory for it
      }
    }
  }

  static int cost(PendingRecord record) {
    return record.payload().length + RECORD_OVERHEAD;
  }

  void wakeIfParked() {
    if ((boolean) PARKED.getVolatile(this)) {
      LockSupport.unpark(thread);
    }
  }

  void awaitDurable(PendingRecord record) {
    if (options.sync() == Sync.ALWAYS) {
      await(record);
    }
  }

  private void await(PendingRecord record) {
    boolean interrupted = false;
    record.enter();
    while (!record.isDurable()) {
      Throwable cause = failureVolatile();
      if (cause != null) {
        throw new LarderStorageException(
            "the change was made in memory, but is not known to be on the disk: "
                + cause.getMessage(),
            cause);
      }
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- what the store calls ---------------------------------------------------------------------

  /**
   * Returns when all changes that returned before are on the disk.
   *
   * @throws LarderStorageException if they do not get there
   */
  public void sync() {
    place(new Marker(this, false));
  }

  /** Begins a new segment; answers where the journal stands there. */
  Marker beginSegment() {
    Marker marker = new Marker(this, true);
    place(marker);
    return marker;
  }

  /** Syncs, and answers the offset below which everything is on the disk. */
  long syncedOffset() {
    Marker marker = new Marker(this, false);
    place(marker);
    return marker.offset();
  }

  private void place(Marker marker) {
    checkOpen();
    enqueue(marker);
    if ((boolean) CLOSED.getVolatile(this)) {
      marker.aborted();
      throw new LarderClosedException("the store is closed");
    }
    marker.committed();
    await(marker);
  }

  /** Writes what is left, syncs, and ends the thread. What comes later is refused. */
  public void close() {
    CLOSED.setVolatile(this, true);
    Thread writing = Objects.requireNonNull(thread);
    LockSupport.unpark(writing);
    boolean interrupted = false;
    while (writing.isAlive()) {
      try {
        writing.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What ended the writing, or null. */
  public @Nullable Throwable failureVolatile() {
    return (Throwable) FAILURE.getVolatile(this);
  }

  /** What is said of this journal. */
  public LarderHealth health() {
    Throwable cause = failureVolatile();
    return new LarderHealth(
        cause == null,
        Optional.ofNullable(cause),
        queuedBytes.get(),
        waits.sum(),
        Duration.ofNanos(oldestAgeNanos()));
  }

  /** How old the oldest change is that is not on the disk; 0 when there is none. */
  public long oldestAgeNanos() {
    long oldest = (long) OLDEST.getVolatile(this);
    return oldest == 0 ? 0 : Math.max(0, ticker.nanos() - oldest);
  }

  /** Says when snapshots are due, before the first change. */
  public void snapshotWhenDue(SnapshotTrigger snapshotTrigger) {
    trigger = snapshotTrigger;
  }

  /**
   * Sets what describes changes that are recorded at the end only. It is called on the journal's
   * thread, so it must not wait for anybody who may wait for the journal.
   */
  public void recordAtEnd(Consumer<ChangeWriter> description) {
    atEnd = description;
  }

  @Nullable Consumer<ChangeWriter> atEnd() {
    return atEnd;
  }

  /** Bytes were written; begins a snapshot when it is due. For the journal's thread. */
  void written(long bytes) {
    if (trigger != null) {
      trigger.written(bytes);
    }
  }

  /** How long until a snapshot is due by time, which begins it when that is over. */
  long nanosToSnapshot() {
    return trigger == null ? Long.MAX_VALUE : trigger.nanosToGo();
  }

  void snapshotTaken(long bytes) {
    if (trigger != null) {
      trigger.taken(bytes);
    }
  }

  TypeIds types() {
    return types;
  }

  // ---- what the journal's thread calls ----------------------------------------------------------

  @Nullable PendingRecord poll() {
    return queue.poll();
  }

  /** Records of this cost have left the queue. */
  void taken(long cost) {
    queuedBytes.addAndGet(-cost);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  boolean isClosedVolatile() {
    return (boolean) CLOSED.getVolatile(this);
  }

  /** Parks until there is something to do, or the time is up. */
  void park(long nanos) {
    PARKED.setVolatile(this, true);
    if (queue.isEmpty() && !isClosedVolatile()) {
      LockSupport.parkNanos(this, nanos);
    }
    PARKED.setVolatile(this, false);
  }

  void atDisk(boolean is) {
    AT_DISK.setOpaque(this, is);
  }

  /** When the oldest change came that is not on the disk; 0 for none. */
  void oldest(long nanos) {
    OLDEST.setVolatile(this, nanos);
  }

  void synced(long tookNanos) {
    lastSyncNanos = tookNanos;
  }

  void fail(Throwable cause) {
    FAILURE.compareAndSet(this, null, cause);
  }
}
