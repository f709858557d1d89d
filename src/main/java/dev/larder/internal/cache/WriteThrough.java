package dev.larder.internal.cache;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a writer of each change of a cache's handle before it is made. */
@SuppressWarnings("unchecked") // the entries are those of this cache
final class WriteThrough<K, V> {
  /*
   * A change is decided by a look at the entry, outside of the key's turn, so that a user's
   * function may do what it likes. In the turn the entry is looked at again, the writer is called,
   * and the decided change is made if the entry is still the same. Others than this handle may
   * have changed it: then all is done again, and when there is nothing to change any more, the
   * writer is told what the entry holds. An entry that went away meanwhile was evicted, as far as
   * can be seen: the source has what was written, and so has the map.
   *
   * Loads that are under way are superseded after the source was told and before the map changes: a
   * load that begins later reads what was written.
   *
   * A change linearises where the map's does.
   */
  private final CacheHandle<K, V> cache;
  private final CacheCore<K, V> core;
  private final Calls<K, V> calls;
  private final Turns turns;

  WriteThrough(CacheHandle<K, V> cache, Calls<K, V> calls) {
    this.cache = cache;
    this.calls = calls;
    core = cache.core;
    turns = new Turns(core.shelf.direct().quiet());
  }

  /** Does what an operation says, at the source first; answers the entry before. */
  @Nullable Node change(Object key, Operation operation, @Nullable Object argument) {
    calls.checkOutside();
    boolean written = false;
    for (; ; ) {
      Look look = new Look(operation);
      cache.apply(key, look, argument);
      if (look.decided == Operation.KEEP && !written) {
        return look.before;
      }
      boolean again = written;
      Attempt attempt =
          turns.inTurn(
              key,
              () -> again || isStill(key, look.before) ? write(key, look) : Attempt.NOT_WRITTEN);
      if (attempt == Attempt.DONE) {
        return look.before;
      }
      written |= attempt == Attempt.OVERTAKEN;
    }
  }

  private enum Attempt {
    NOT_WRITTEN,
    OVERTAKEN,
    DONE
  }

  @SuppressWarnings("ReferenceEquality") // an equal value of another change is another one
  private boolean isStill(Object key, @Nullable Node before) {
    Node now = cache.peek(key);
    return before == null ? now == null : now != null && now.value() == before.value();
  }

  private Attempt write(Object key, Look look) {
    Object told = look.decided;
    if (told == Operation.KEEP) {
      told = look.before == null ? Operation.REMOVE : look.before.value();
    } else if (told != Operation.REMOVE) {
      core.checkWeight(key, told);
    }
    tell(key, told);
    if (look.decided == Operation.KEEP) {
      return Attempt.DONE;
    }
    core.loads.supersede(key);
    Settle settle = new Settle(look);
    settled(key, settle);
    return settle.isOvertaken ? Attempt.OVERTAKEN : Attempt.DONE;
  }

  private void tell(Object key, Object told) {
    if (told == Operation.REMOVE) {
      calls.delete((K) key);
    } else {
      calls.write((K) key, (V) told);
    }
  }

  /** Changes the map; if it refuses, it has at least not another value than the source. */
  private void settled(Object key, Operation operation) {
    try {
      cache.apply(key, operation, null);
    } catch (RuntimeException e) {
      takeOut(key, e);
      throw e;
    }
  }

  private void takeOut(Object key, RuntimeException refused) {
    try {
      cache.takeOut(key);
    } catch (RuntimeException e) {
      refused.addSuppressed(e);
    }
  }

  /** Removes a key at the source, and its entry, if there is one. */
  @Nullable Node remove(Object key, Operation operation) {
    calls.checkOutside();
    return turns.inTurn(
        key,
        () -> {
          calls.delete((K) key);
          core.loads.supersedeAndSettle(key);
          return cache.apply(key, operation, null);
        });
  }

  /** Puts all, at the source by one call. */
  void putAll(Map<K, V> added, Runnable putting) {
    calls.checkOutside();
    turns.inTurnOfAll(
        added.keySet(),
        () -> {
          added.forEach(core::checkWeight);
          calls.writeAll(added);
          try {
            putting.run();
          } catch (RuntimeException e) {
            added.keySet().forEach(key -> takeOut(key, e));
            throw e;
          }
          return null;
        });
  }

  /** Notes what an operation decides, and changes nothing. */
  private static final class Look implements Operation {
    private final Operation operation;
    private @Nullable Node before;
    private Object decided = KEEP;

    Look(Operation operation) {
      this.operation = operation;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      before = current;
      decided = operation.decide(current, argument);
      return KEEP;
    }
  }

  /** Does what was decided, unless there is another value than then. */
  private static final class Settle implements Operation {
    private final Look look;
    private boolean isOvertaken;

    Settle(Look look) {
      this.look = look;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // as in isStill
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      Node before = look.before;
      isOvertaken = current != null && (before == null || current.value() != before.value());
      if (isOvertaken || current == null && look.decided == REMOVE) {
        return KEEP;
      }
      return Objects.requireNonNull(look.decided);
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return look.operation.expiresAt(current);
    }
  }
}
