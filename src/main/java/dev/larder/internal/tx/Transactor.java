package dev.larder.internal.tx;

import dev.larder.TransactionConflictException;
import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs programs as transactions: again and again until one attempt commits. */
public final class Transactor {
  private final Engine engine;
  private final CellWriter direct;
  private final LongAdder commits = new LongAdder();
  private final LongAdder conflicts = new LongAdder();

  /**
   * For one store.
   *
   * @param engine what its handles share
   * @param direct how single changes are made
   */
  public Transactor(Engine engine, CellWriter direct) {
    this.engine = engine;
    this.direct = direct;
  }

  Engine engine() {
    return engine;
  }

  CellWriter direct() {
    return direct;
  }

  /** Runs a program until it commits. */
  public <R extends @Nullable Object> R run(Function<TxAccess, R> program) {
    return run(program, Long.MAX_VALUE);
  }

  /**
   * Runs a program until it commits.
   *
   * @param retries how often it may be run again
   * @throws TransactionConflictException if that was not often enough; nothing was changed
   */
  @SuppressWarnings("NullAway") // null is returned only where the program returned it
  public <R extends @Nullable Object> R run(Function<TxAccess, R> program, long retries) {
    for (long attempt = 0; ; attempt++) {
      TxAccess access = new TxAccess(engine, direct);
      boolean committed = false;
      R result = null;
      try {
        result = applyOnce(program, access);
        committed = access.commit();
      } catch (Conflict conflict) {
        // what was read did not fit together: run it again
      } catch (RuntimeException | Error failure) {
        if (access.isConsistent()) {
          throw failure;
        }
      }
      if (committed) {
        commits.increment();
        access.committed();
        return result;
      }
      conflicts.increment();
      if (attempt >= retries) {
        throw new TransactionConflictException(attempt + 1);
      }
      Thread.onSpinWait();
    }
  }

  @SuppressWarnings("NullAway") // null is returned only where the program returned it
  private static <R extends @Nullable Object> R applyOnce(
      Function<TxAccess, R> program, TxAccess access) {
    try {
      return program.apply(access);
    } finally {
      access.end();
    }
  }

  /** How many transactions committed. */
  public long commits() {
    return commits.sum();
  }

  /** How many attempts were in vain. */
  public long conflicts() {
    return conflicts.sum();
  }
}
