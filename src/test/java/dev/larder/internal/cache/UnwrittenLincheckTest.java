package dev.larder.internal.cache;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.time.TimeSource;
import dev.larder.linearizability.Short;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One key, changed as the engine changes an entry, and a writer that is told of it: what is found
 * unwritten is the last change, until the writer has been told of that.
 */
@Tag("lincheck")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class UnwrittenLincheckTest {
  private static final String KEY = "key";
  private static final int NONE = 0;

  /** As an entry: an object of its own for each change, which never comes back. */
  private record Entry(int value) {}

  private final Unwritten unwritten =
      new Unwritten(new CellWriter(new Engine(new TimeSource(TimeSource.system()))).quiet());

  private final AtomicReference<Entry> entry = new AtomicReference<>(new Entry(NONE));

  @Operation
  public void put(@Param(name = "value") int value) {
    for (; ; ) {
      Entry before = entry.get();
      Unwritten.Notice notice = unwritten.announce(KEY);
      if (entry.compareAndSet(before, new Entry(value))) {
        unwritten.counts(notice, value);
        return;
      }
      unwritten.settle(notice);
    }
  }

  /** What a load of the key would be given. */
  @Operation
  public int look() {
    return valueOf(unwritten.newest(KEY));
  }

  /** What the writer is told: it is one thread. */
  @Operation(nonParallelGroup = "writer")
  public int write() {
    Unwritten.Notice notice = unwritten.newestDecided(KEY);
    int value = valueOf(notice);
    if (notice != null) {
      unwritten.settle(notice);
    }
    return value;
  }

  private static int valueOf(Unwritten.Notice notice) {
    Object state = notice == null ? Unwritten.SETTLED : notice.state();
    return state == Unwritten.SETTLED ? NONE : (Integer) state;
  }

  @Test
  void modelChecking() {
    Short.modelChecking(3, 100)
        .actorsPerThread(2)
        .actorsBefore(1)
        .check(UnwrittenLincheckTest.class);
  }

  @Test
  void stress() {
    Short.stress(3, 200).actorsBefore(1).check(UnwrittenLincheckTest.class);
  }
}
