package dev.larder.internal.store;

import dev.larder.internal.cell.Engine;
import dev.larder.internal.journal.StoredKeyspace;
import dev.larder.internal.journal.StoredState;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The keyspaces of one store: its own, which has number 0, and those that only an endpoint's
 * clients can choose. These are made when somebody asks for them, or something was found on the
 * disk; they share record, numbers and time with the store's own.
 */
final class Databases {
  /*
   * Shared: the places, each of which goes once from null to a shelf. Who makes one that another
   * thread has made too drops it: nothing was changed in it. A change is recorded after its
   * database got its place, so a snapshot finds each database that the journal before it is about.
   */
  static final int COUNT = StoredKeyspace.MAX_DATABASES;

  private final AtomicReferenceArray<Shelf> shelves = new AtomicReferenceArray<>(COUNT);
  private final Engine own;
  private final Supplier<RandomGenerator> chance;

  /** Set by any thread, for tests that want to find what has run out. */
  private volatile boolean sweeping = true;

  /** Databases of which none but the store's own are there yet. */
  Databases(Engine own, Supplier<RandomGenerator> chance) {
    this.own = own;
    this.chance = chance;
    enter(0, own);
  }

  /** Says whether what has run out is removed although nobody asks for it. */
  void sweeps(boolean isOn) {
    sweeping = isOn;
  }

  private boolean isSweeping() {
    return sweeping;
  }

  /** A database, which is made unless it is there. */
  Shelf get(int number) {
    Shelf known = shelves.get(number);
    return known != null ? known : enter(number, own.ofDatabase(number, own.nextId()));
  }

  private Shelf enter(int number, Engine engine) {
    Shelf shelf = new Shelf(engine, chance);
    engine.onDue(new Expiry(shelf, this::isSweeping)::due);
    Shelf earlier = shelves.compareAndExchange(number, null, shelf);
    if (earlier != null) {
      return earlier;
    }
    if (own.isClosed()) {
      engine.close(); // the store may have looked for what is to be closed before
    }
    return shelf;
  }

  /** Puts back what was found on the disk, before others know of this. */
  void restore(StoredState state) {
    for (StoredKeyspace stored : state.keyspaces()) {
      int number = stored.database();
      if (number == 0 || !stored.names().isEmpty()) {
        Shelf shelf = number == 0 ? get(0) : enter(number, own.ofDatabase(number, stored.world()));
        new Names(shelf, shelf.direct()).restore(stored);
      }
    }
  }

  /** The engines of all that are there; the store's own first. */
  List<Engine> engines() {
    List<Engine> engines = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Shelf shelf = shelves.get(i);
      if (shelf != null) {
        engines.add(shelf.engine());
      }
    }
    return engines;
  }

  /** Closes all, of which the store's own is closed already, and wakes who waits in them. */
  void close() {
    for (int i = 0; i < COUNT; i++) {
      Shelf shelf = shelves.get(i);
      if (shelf != null) {
        shelf.engine().close();
        shelf.takers().wakeAll();
      }
    }
  }
}
