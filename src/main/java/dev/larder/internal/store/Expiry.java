package dev.larder.internal.store;

import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.expiry.Sweeper;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableIterator;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.table.World;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Removes what has run out in one store, a bounded number of names a tick. */
final class Expiry implements Sweeper.Sweepable {
  private static final int NAMES_A_TICK = 20_000;

  private final Shelf shelf;
  private final Names names;
  private final BooleanSupplier isOn;
  private final AtomicBoolean entered = new AtomicBoolean();

  // Of the sweeping thread alone: where the walk through a world stands.
  private @Nullable World walked;
  private @Nullable TableIterator walk;

  /**
   * For the names of a shelf.
   *
   * @param isOn whether anything is to be removed: read at each tick
   */
  Expiry(Shelf shelf, BooleanSupplier isOn) {
    this.shelf = shelf;
    this.isOn = isOn;
    this.names = new Names(shelf, shelf.direct());
  }

  /** Hears that a table has an entry that runs out before all that it had. */
  void due(Table table, long deadline) {
    if (!table.isKeyspace()) {
      table.world().names().noteDue(deadline);
    }
    if (!entered.get() && entered.compareAndSet(false, true)) {
      Sweeper.enter(this);
    }
  }

  @Override
  public boolean sweep() {
    Engine engine = shelf.engine();
    World world = engine.latestWorld();
    if (engine.isClosed()) {
      return false;
    }
    if (!isOn.getAsBoolean()) {
      return true;
    }
    if (walked != world) {
      walked = world;
      walk = null;
    }
    if (walk == null && world.names().nextDueAcquire() <= engine.time().millis()) {
      world.names().forgetDue();
      walk = new TableIterator(world.names().generation(true));
    }
    if (walk != null) {
      go(world, walk);
    }
    return walk != null || world.names().nextDueAcquire() != Node.NEVER || !leave(world);
  }

  /** Takes this store out unless something has come that runs out. */
  private boolean leave(World world) {
    entered.set(false);
    return world.names().nextDueAcquire() == Node.NEVER || !entered.compareAndSet(false, true);
  }

  private void go(World world, TableIterator entries) {
    for (int i = 0; i < NAMES_A_TICK && entries.hasNext(); i++) {
      Node entry = entries.next();
      if (entry.expiresAt() != Node.NEVER) {
        if (shelf.direct().removeExpired(world.names(), entry)) {
          continue;
        }
        world.names().noteDue(entry.expiresAt());
      }
      Table table = ((Content) entry.value()).table();
      if (table != null) {
        sweepTable(world, (Name) entry.key(), table);
      }
    }
    if (!entries.hasNext()) {
      walk = null;
    }
  }

  private void sweepTable(World world, Name name, Table table) {
    TableObserver observer = table.observerAcquire();
    if (observer != null) {
      table.forgetDue();
      long due = observer.sweep(); // it knows what runs out next without a walk
      table.noteDue(due);
      world.names().noteDue(due);
      if (table.count() <= 0) {
        names.exists(name);
      }
      return;
    }
    if (table.nextDueAcquire() <= shelf.engine().time().millis()) {
      shelf.direct().sweep(table);
      if (table.count() <= 0) {
        names.exists(name); // ends a collection that has become empty
      }
    }
    if (table.nextDueAcquire() != Node.NEVER) {
      world.names().noteDue(table.nextDueAcquire());
    }
  }
}
