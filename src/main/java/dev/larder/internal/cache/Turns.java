package dev.larder.internal.cache;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has the threads that write the same key do it one after the other, first come first served. */
final class Turns {
  /*
   * Shared: the table, from a key's hash code to the last turn that was taken of it. Who comes puts
   * its own there and waits for the end of the one it found. Keys of one hash code share turns,
   * which orders all turns there are: who needs several takes them by rising hash code, so there is
   * no circle of threads that wait for each other. Whose turn it is calls a user's writer, which
   * takes no turn of the same cache.
   */
  private static final Operation TAKE = (current, mine) -> Objects.requireNonNull(mine);
  private static final Operation LEAVE =
      (current, mine) ->
          current != null && current.value() == mine ? Operation.REMOVE : Operation.KEEP;

  private final Access quiet;
  private final Table last = new Table(new World(), "turns");

  Turns(Access quiet) {
    this.quiet = quiet;
  }

  /** Runs an action when it is the turn of this thread for a key. */
  <R> @Nullable R inTurn(Object key, Supplied<R> action) {
    Turn turn = take(key.hashCode());
    try {
      return action.get();
    } finally {
      release(turn);
    }
  }

  /** Runs an action when it is the turn of this thread for all keys. */
  <R> @Nullable R inTurnOfAll(Collection<?> keys, Supplied<R> action) {
    TreeSet<Integer> hashes = new TreeSet<>();
    keys.forEach(key -> hashes.add(key.hashCode()));
    Deque<Turn> taken = new ArrayDeque<>();
    try {
      hashes.forEach(hash -> taken.push(take(hash)));
      return action.get();
    } finally {
      taken.forEach(this::release);
    }
  }

  /** What is done in a turn. */
  @FunctionalInterface
  interface Supplied<R> {
    @Nullable R get();
  }

  private record Turn(Integer hash, CompletableFuture<Boolean> end) {}

  private Turn take(Integer hash) {
    Turn mine = new Turn(hash, new CompletableFuture<>());
    Node before = quiet.change(last, hash, Table.spread(hash), TAKE, mine);
    if (before != null) {
      boolean ended = ((Turn) before.value()).end.join(); // an interrupt is kept for later
      assert ended;
    }
    return mine;
  }

  private void release(Turn turn) {
    quiet.change(last, turn.hash, Table.spread(turn.hash), LEAVE, turn);
    turn.end.complete(true);
  }
}
