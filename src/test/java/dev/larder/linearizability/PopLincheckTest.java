package dev.larder.linearizability;

import dev.larder.Larder;
import dev.larder.LarderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A set that gives elements up by chance. What is popped is left to chance, so every element is
 * added once, and only whether something was popped is compared.
 */
@Tag("lincheck")
public class PopLincheckTest {
  private final Larder larder = Larder.inMemory();
  private final LarderSet<Integer> set = larder.set("s", Integer.class);
  private final AtomicInteger next = new AtomicInteger();

  @Operation
  public void add() {
    set.add(next.getAndIncrement());
  }

  @Operation
  public boolean pop() {
    return set.pop().isPresent();
  }

  @Operation
  public boolean isEmpty() {
    return set.isEmpty();
  }

  @Operation
  public void renew() {
    // What storeUnion does; Lincheck can't instrument the library that its result is made of.
    larder.inTransaction(
        tx -> {
          List<Integer> all = new ArrayList<>(tx.on(set));
          tx.delete("s");
          all.forEach(tx.on(set)::add);
        });
  }

  @Test
  void stress() {
    Short.stress().sequentialSpecification(Counted.class).check(PopLincheckTest.class);
  }

  @Test
  void modelChecking() {
    Short.smallModelChecking()
        .checkObstructionFreedom(true)
        .sequentialSpecification(Counted.class)
        .check(PopLincheckTest.class);
  }

  /** A set of which only the size is known. */
  public static class Counted {
    private int size;

    /** Adds one. */
    public void add() {
      size++;
    }

    /** Takes one. */
    public boolean pop() {
      return size > 0 && size-- > 0;
    }

    /** Whether nothing is there. */
    public boolean isEmpty() {
      return size == 0;
    }

    /** Changes nothing. */
    public void renew() {}
  }
}
