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
 * thread wrote before what the other reads; a reader belongs to the taking thread again when it has
 * had the last chunk.
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
    final boolean isLast;
    final @Nullable Throwable failure;

    Chunk(List<Batch> batches, byte[] buffer, boolean isLast, @Nullable Throwable failure) {
      this.batches = batches;
      this.buffer = buffer;
      this.isLast = isLast;
      this.failure = failure;
    }
  }

  private final BatchReader reader;

  private final Queue<Chunk> full = new ConcurrentLinkedQueue<>();
  private final Semaphore fulls = new Semaphore(0);
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final Semaphore frees = new Semaphore(SPARE);
  private volatile boolean isClosed;

  // Of the thread that reads.
  private List<Batch> read = new ArrayList<>();

  // Of the thread that takes.
  private Chunk chunk = new Chunk(List.of(), EMPTY, false, null);
  private int taken;

  /** Begins to read; nobody else may use the reader until the last chunk is taken. */
  ReadAhead(BatchReader reader) {
    this.reader = reader;
    for (int i = 0; i < SPARE; i++) {
      free.add(EMPTY);
    }
    reader.setBuffers(this);
    Thread thread = new Thread(this::run, "larder-read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    Throwable failure = null;
    try {
      Batch batch = reader.next();
      while (batch != null && !isClosed) {
        read.add(batch);
        batch = reader.next();
      }
    } catch (IOException | DamageException | RuntimeException | Error e) {
      failure = e; // for the thread that takes
    }
    reader.setBuffers(BatchReader.SAME); // for who looks behind damage
    hand(new Chunk(read, EMPTY, true, failure));
  }

  @Override
  public byte[] next(byte[] last, int least) {
    hand(new Chunk(read, last, false, null));
    read = new ArrayList<>();
    frees.acquireUninterruptibly();
    byte[] buffer = free.remove();
    return buffer.length < least ? new byte[least] : buffer;
  }

  private void hand(Chunk next) {
    full.add(next);
    fulls.release();
  }

  /** The next batch, or null at the end; good until the next call. */
  @Nullable Batch next() throws IOException, DamageException {
    while (taken == chunk.batches.size()) {
      if (chunk.isLast) {
        throwFailure(chunk.failure);
        return null;
      }
      take();
    }
    return chunk.batches.get(taken++);
  }

  private void take() {
    free.add(chunk.buffer);
    frees.release();
    fulls.acquireUninterruptibly();
    chunk = full.remove();
    taken = 0;
  }

  private static void throwFailure(@Nullable Throwable failure)
      throws IOException, DamageException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof DamageException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  /** Returns when the reading thread is done with the file, whether all was taken or not. */
  void close() {
    isClosed = true;
    while (!chunk.isLast) {
      take();
    }
    // What a chunk that nobody asks for could not read is no matter of who did not want it.
  }
}
