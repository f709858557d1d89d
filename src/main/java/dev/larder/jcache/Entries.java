package dev.larder.jcache;

import dev.larder.LarderCache;
import dev.larder.internal.cache.Layer;
import dev.larder.internal.kind.Computations;
import dev.larder.jcache.Decision.Action;
import dev.larder.jcache.Decision.Outcome;
import org.jspecify.annotations.Nullable;

/** The entries of a cache, and the one place that changes any. */
final class Entries<K, V> {
  /*
   * A change is one compare-and-set of the entry, made if its value is the one that the decision
   * was about. Without a writer and listeners that is all. Where the user's code takes part, the
   * thread has the key to itself meanwhile, so that the writer and the listeners see the changes of
   * a key in their order, and an entry processor runs once; reads don't wait. Others than caches of
   * this API (transactions, clients of an endpoint, eviction) don't ask for the key: when one of
   * them was first, the decision is made again.
   *
   * Linearisation: each operation at the swap of its last round; one that changes nothing, at the
   * read of that round.
   */
  private final LarderCache<K, V> cache;
  private final Layer<K, V> layer;
  private final Copying copying;
  private final Lifetimes lifetimes;
  private final Listening<K, V> listening;
  private final Counting counting;
  private final boolean inTurn;

  /**
   * The entries.
   *
   * @param inTurn whether each change is to have its key to itself
   */
  Entries(
      LarderCache<K, V> cache,
      Copying copying,
      Lifetimes lifetimes,
      Listening<K, V> listening,
      Counting counting,
      boolean inTurn) {
    this.cache = cache;
    this.layer = Layer.of(cache);
    this.copying = copying;
    this.lifetimes = lifetimes;
    this.listening = listening;
    this.counting = counting;
    this.inTurn = inTurn;
  }

  /** What a change was about. */
  record Changed<V>(@Nullable V before, Outcome<V> outcome) {
    boolean did(Action action) {
      return outcome.action() == action;
    }

    boolean wasThere() {
      return before != null;
    }
  }

  /** The value of a key, as it is stored. */
  @Nullable V find(K key) {
    return cache.get(key);
  }

  /** Changes an entry. */
  Changed<V> change(K key, Decision<V> decision) {
    return inTurn || !listening.isEmpty()
        ? changeInTurn(key, decision)
        : change(key, decision, null);
  }

  /** Changes an entry by a decision that asks the user's code. */
  Changed<V> changeInTurn(K key, Decision<V> decision) {
    Computations.Place place = layer.place(copying.of(key));
    Turn turn = take(place);
    try {
      return change(key, decision, turn);
    } finally {
      if (turn != null) {
        layer.turns().end(place, turn);
      }
    }
  }

  /** Null for a listener that changes the entry that it is being told of. */
  private @Nullable Turn take(Computations.Place place) {
    Turn mine = new Turn();
    for (; ; ) {
      Computations.Computation other = layer.turns().begin(place, mine);
      if (other == null) {
        return mine;
      }
      if (other.isMine() && other instanceof Turn outer && outer.isSettled()) {
        return null;
      }
      layer.turns().await(place, other);
    }
  }

  private Changed<V> change(K key, Decision<V> decision, @Nullable Turn turn) {
    for (; ; ) {
      V current = cache.get(key);
      Outcome<V> outcome = decision.decide(current);
      if (settle(key, current, outcome, turn)) {
        return new Changed<>(current, outcome);
      }
    }
  }

  private boolean settle(K key, @Nullable V current, Outcome<V> outcome, @Nullable Turn turn) {
    V next = outcome.value();
    return switch (outcome.action()) {
      case NONE -> true;
      case READ -> {
        if (current != null) {
          read(key, current);
        }
        yield true;
      }
      case REMOVE -> current == null || remove(key, current, turn);
      case PUT, LOAD -> next == null || put(key, current, next, outcome.action(), turn);
    };
  }

  private boolean remove(K key, V current, @Nullable Turn turn) {
    if (!layer.swap(key, current, null, Layer.KEEP)) {
      return false;
    }
    settled(turn);
    counting.removed();
    listening.removed(key, current);
    return true;
  }

  private boolean put(K key, @Nullable V current, V next, Action action, @Nullable Turn turn) {
    long now = layer.millis();
    long deadline = current == null ? lifetimes.created(now) : lifetimes.updated(now);
    boolean gone = deadline == Lifetimes.GONE;
    if (current == null && gone) {
      return true;
    }
    K stored = current == null ? copying.of(key) : key;
    if (!layer.swap(stored, current, gone ? null : next, gone ? Layer.KEEP : deadline)) {
      return false;
    }
    settled(turn);
    if (action == Action.PUT) {
      counting.put();
    }
    if (current == null) {
      listening.created(key, next);
    } else if (gone) {
      listening.expired(key, current);
    } else {
      listening.updated(key, next, current);
    }
    return true;
  }

  private static void settled(@Nullable Turn turn) {
    if (turn != null) {
      turn.settled();
    }
  }

  /** A value was read: the entry may run out at another time from now on. */
  void read(K key, V current) {
    long deadline = lifetimes.read(layer.millis());
    if (deadline == Lifetimes.GONE) {
      if (layer.swap(key, current, null, Layer.KEEP)) {
        listening.expired(key, current);
      }
    } else if (deadline != Layer.KEEP) {
      layer.swap(key, current, current, deadline); // who changed it meanwhile has said when
    }
  }
}
