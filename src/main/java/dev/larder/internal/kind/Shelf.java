package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.tx.Transactor;
import dev.larder.internal.tx.TxAccess;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the handles of one store share. */
public final class Shelf {
  private final Engine engine;
  private final CellWriter direct;
  private final Transactor transactor;
  private final Computations computations;
  private final Takers takers;
  private final Watches watches;
  private final Supplier<RandomGenerator> chance;

  /**
   * The shelf of one store.
   *
   * @param engine what changes cells
   */
  public Shelf(Engine engine) {
    this(engine, ThreadLocalRandom::current);
  }

  /**
   * The shelf of one store.
   *
   * @param engine what changes cells
   * @param chance what is asked where chance decides
   */
  public Shelf(Engine engine, Supplier<RandomGenerator> chance) {
    this.engine = engine;
    this.chance = chance;
    this.direct = new CellWriter(engine);
    this.transactor = new Transactor(engine, direct);
    this.computations = new Computations(direct.quiet());
    this.takers = new Takers(engine, transactor);
    this.watches = new Watches(engine, direct);
  }

  /** The engine. */
  public Engine engine() {
    return engine;
  }

  /** Access outside of transactions. */
  public CellWriter direct() {
    return direct;
  }

  /** What runs transactions. */
  public Transactor transactor() {
    return transactor;
  }

  /** Those who wait for elements. */
  public Takers takers() {
    return takers;
  }

  /** Those who want to know of changes. */
  public Watches watches() {
    return watches;
  }

  public RandomGenerator random() {
    return chance.get();
  }

  public Computations computations() {
    return computations;
  }

  /** Runs a program inside the transaction that the access is, or in one of its own. */
  <R extends @Nullable Object> R atomically(Access access, Function<TxAccess, R> program) {
    engine.world(); // throws when the store is closed
    return access instanceof TxAccess transaction
        ? program.apply(transaction)
        : transactor.run(program);
  }
}
