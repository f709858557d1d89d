package dev.larder.internal.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the batches of a file on a thread of its own, a few buffers ahead of the one
 * thread that takes them. What can't be read is thrown when all before it has been taken.
 *
 * <p>A buffer goes round: the reading thread fills it, the taking one gets it with its batches and
 * gives it back empty. A semaphore for each way says how many wait there, and orders what one
 * thread wrote before what the other reads. A permit without a chunk is the end: the reader belongs
 * to the taking thread again. That one needs no memory, so a full heap keeps nobody waiting.
 */
final class ReadAhead implements BatchReader.Buffers {
  /** So many bytes are worth a thread. */
  static final int WORTH_IT = 4 << 20;

  /** Beside one that is being filled and one that is being taken from. */
  private static final int SPARE = 2;

  private static final byte[] EMPTY = {};

  /** What was read into one buffer. */
  private static final class Chunk {
    final List<Batch> batches;
    final byte[] buffer;

    Chunk(List<Batch> batches, byte[] buffer) {
      this.batches = batches;
      this.buffer = buffer;
    }
  }

  private final BatchReader reader;

  private final Queue<Chunk> full = new ConcurrentLinkedQueue<>();
  private final Semaphore fulls = new Semaphore(0);
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final Semaphore frees = new Semaphore(SPARE);
  private volatile boolean isClosed;

  // Of the thread that reads; the failure is read by the other after the end.
  private List<Batch> read = new ArrayList<>();
  private @Nullable Throwable failure;

  // Of the thread that takes.
  private Chunk chunk = new Chunk(List.of(), EMPTY);
  private int taken;
  private boolean isEnded;

  /** Begins to read; nobody else may use the reader until the end has been taken. */
  ReadAhead(BatchReader reader) {
    this.reader = reader;
    reader.setBuffers(this);
    Thread thread = new Thread(this::run, "larder-read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      readAll();
    } catch (IOException | DamageException | RuntimeException | Error e) {
      failure = e; // for the thread that takes
    }
    reader.setBuffers(BatchReader.SAME); // for who looks behind damage
    fulls.release();
  }

  private void readAll() throws IOException, DamageException {
    try {
      Batch batch = reader.next();
      while (batch != null && !isClosed) {
        read.add(batch);
        batch = reader.next();
      }
    } finally {
      hand(new Chunk(read, EMPTY));
    }
  }

  @Override
  public byte[] next(byte[] last, int least) {
    hand(new Chunk(read, last));
    read = new ArrayList<>();
    frees.acquireUninterruptibly();
    byte[] buffer = free.poll();
    return buffer == null || buffer.length < least ? new byte[least] : buffer;
  }

  private void hand(Chunk next) {
    full.add(next);
    fulls.release();
  }

  /** The next batch, or null at the end; good until the next call. */
  @Nullable Batch next() throws IOException, DamageException {
    while (taken == chunk.batches.size()) {
      if (isEnded) {
        throwFailure();
        return null;
      }
      free.add(chunk.buffer);
      take();
    }
    return chunk.batches.get(taken++);
  }

  private void take() {
    frees.release();
    fulls.acquireUninterruptibly();
    Chunk next = full.poll();
    if (next == null) {
      isEnded = true;
    } else {
      chunk = next;
      taken = 0;
    }
  }

  private void throwFailure() throws IOException, DamageException {
    Throwable thrown = failure;
    if (thrown instanceof IOException e) {
      throw e;
    } else if (thrown instanceof DamageException e) {
      throw e;
    } else if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    }
  }

  /** Returns when the reading thread is done with the file, whether all was taken or not. */
  void close() {
    isClosed = true;
    while (!isEnded) {
      take();
    }
    // What could not be read behind what somebody wanted is no matter of his.
  }
}
