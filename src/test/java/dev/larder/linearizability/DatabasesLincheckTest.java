package dev.larder.linearizability;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.WireNames;
import dev.larder.internal.table.Node;
import dev.larder.internal.time.TimeSource;
import dev.larder.store.MovableClock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two databases of one store: moves between them, clearings of one and of both at one moment. */
@Tag("lincheck")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class DatabasesLincheckTest {
  private static final Name KEY = Name.of("k");

  private final Engine engine = new Engine(new TimeSource(new MovableClock()));
  private final Shelf first = new Shelf(engine);
  private final Shelf second = new Shelf(engine.ofDatabase(1, engine.nextId()));

  private static WireNames keys(Shelf shelf) {
    return new WireNames(shelf, shelf.direct());
  }

  private static void set(Shelf shelf, int value) {
    new ByteString(shelf, KEY, shelf.direct()).put(new byte[] {(byte) value}, Node.NEVER);
  }

  private static int get(Shelf shelf, Access access) {
    byte[] found = new ByteString(shelf, KEY, access).get();
    return found == null ? 0 : found[0];
  }

  @Operation
  public void setFirst(@Param(name = "value") int value) {
    set(first, value);
  }

  @Operation
  public void setSecond(@Param(name = "value") int value) {
    set(second, value);
  }

  @Operation
  public int getFirst() {
    return get(first, first.direct());
  }

  @Operation
  public int getSecond() {
    return get(second, second.direct());
  }

  @Operation
  public int both() {
    return first
        .transactor()
        .run(tx -> 10 * get(first, tx) + get(second, tx.in(second.transactor())));
  }

  @Operation
  public boolean move() {
    return keys(first).move(KEY, keys(second));
  }

  @Operation
  public boolean moveBack() {
    return keys(second).move(KEY, keys(first));
  }

  @Operation
  public void clearSecond() {
    second.engine().clear();
  }

  @Operation
  public void clearFirst() {
    first.engine().clear();
  }

  @Operation
  public void clearBoth() {
    first
        .transactor()
        .run(
            tx -> {
              tx.clear();
              tx.in(second.transactor()).clear();
              return true;
            });
  }

  @Test
  void stress() {
    Short.stress().check(DatabasesLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking().checkObstructionFreedom(true).check(DatabasesLincheckTest.class);
  }
}
