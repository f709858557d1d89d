package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderSet;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two sets, and moves between them. */
@Tag("lincheck")
@Param(name = "element", gen = IntGen.class, conf = "1:3")
public class SetLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderSet<Integer> left = larder.set("left", Integer.class);
  private final LarderSet<Integer> right = larder.set("right", Integer.class);

  @Operation
  public boolean add(@Param(name = "element") int element) {
    return left.add(element);
  }

  @Operation
  public boolean remove(@Param(name = "element") int element) {
    return left.remove(element);
  }

  @Operation
  public boolean inLeft(@Param(name = "element") int element) {
    return left.contains(element);
  }

  @Operation
  public boolean inRight(@Param(name = "element") int element) {
    return right.contains(element);
  }

  @Operation
  public boolean move(@Param(name = "element") int element) {
    return left.move(element, right);
  }

  @Operation
  public boolean moveBack(@Param(name = "element") int element) {
    return right.move(element, left);
  }

  @Operation
  public String both() {
    return larder.transact(tx -> new TreeSet<>(tx.on(left)) + "" + new TreeSet<>(tx.on(right)));
  }

  @Test
  void stress() {
    Short.stress().check(SetLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking().checkObstructionFreedom(true).check(SetLincheckTest.class);
  }
}
