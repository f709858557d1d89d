package dev.larder.internal.store;

import dev.larder.internal.cell.Engine;
import dev.larder.internal.journal.StoredKeyspace;
import dev.larder.internal.journal.StoredState;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.Succession;
import dev.larder.internal.table.World;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

  /** Goes to true once, when something is there that runs out, and before it can do so. */
  private volatile boolean expires;

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
    Expiry expiry = new Expiry(shelf, this::isSweeping);
    engine.onDue(
        (table, deadline) -> {
          if (!expires) {
            expires = true;
          }
          expiry.due(table, deadline);
        });
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

  // ---- worlds that go on ------------------------------------------------------------------------

  /**
   * Ends the worlds of all keyspaces at one moment, and lets others go on that hold the same;
   * answers those that have ended, by their databases' numbers. Linearises at the commit.
   */
  Moment goOn() {
    Succession succession = Shelf.succession();
    return replace((shelf, world) -> world.continued(succession), false);
  }

  /** Ends the worlds of all keyspaces at one moment, and lets copies of earlier ones go on. */
  void goBackTo(Moment moment) {
    Succession succession = Shelf.succession();
    replace(
        (shelf, world) -> {
          World earlier = moment.world(world.database());
          return earlier == null
              ? shelf.engine().successorOf(world)
              : earlier.copied(shelf.engine().nextId(), succession);
        },
        true);
    for (Shelf shelf : present()) {
      sweepIf(moment.expires(), shelf);
      shelf.takers().serveAll();
    }
  }

  /** The worlds of all databases when they ended. */
  static final class Moment {
    private final Map<Integer, World> worlds;
    private final boolean expires;

    /**
     * A moment.
     *
     * @param expires whether there may be something in the worlds that runs out
     */
    Moment(Map<Integer, World> worlds, boolean expires) {
      this.worlds = worlds;
      this.expires = expires;
    }

    boolean expires() {
      return expires;
    }

    @Nullable World world(int database) {
      return worlds.get(database);
    }
  }

  private Moment replace(BiFunction<Shelf, World, World> successor, boolean isOther) {
    for (; ; ) {
      List<Shelf> all = present();
      Map<Integer, World> ended = new HashMap<>();
      all.get(0)
          .transactor()
          .run(
              tx -> {
                for (Shelf shelf : all) {
                  TxAccess view = tx.in(shelf.transactor());
                  World world = view.world();
                  ended.put(world.database(), world);
                  view.succeedBy(successor.apply(shelf, world), isOther);
                }
                return true;
              });
      if (present().size() == all.size()) {
        return new Moment(ended, expires);
      } // else one came that somebody may have changed before: once more, with it
    }
  }

  /** Enters what another store's databases held, before others know of this. */
  void enter(Moment moment) {
    for (int i = 1; i < COUNT; i++) {
      World world = moment.world(i);
      if (world != null) {
        enter(i, own.ofDatabase(world, Shelf.succession()));
      }
    }
    present().forEach(shelf -> sweepIf(moment.expires(), shelf));
  }

  /** Has the sweeper walk through the names of a keyspace once, to find what runs out. */
  private static void sweepIf(boolean expires, Shelf shelf) {
    if (expires) {
      shelf.engine().noteDue(shelf.engine().latestWorld().names(), 0);
    }
  }

  private List<Shelf> present() {
    List<Shelf> present = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Shelf shelf = shelves.get(i);
      if (shelf != null) {
        present.add(shelf);
      }
    }
    return present;
  }

  /** The engines of all that are there; the store's own first. */
  List<Engine> engines() {
    return present().stream().map(Shelf::engine).toList();
  }

  /** Closes all, of which the store's own is closed already, and wakes who waits in them. */
  void close() {
    for (Shelf shelf : present()) {
      shelf.engine().close();
      shelf.takers().wakeAll();
    }
  }
}
