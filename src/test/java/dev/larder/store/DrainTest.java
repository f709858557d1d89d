package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Larder;
import dev.larder.LarderList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.Test;

/** Draining a list into another collection. */
class DrainTest {
  @Test
  void whatTheTargetRefusesStaysInTheList() {
    try (Larder larder = Larder.inMemory()) {
      LarderList<Integer> list = larder.list("l", Integer.class);
      list.addAll(List.of(1, 2, 3, 4, 5));
      ArrayBlockingQueue<Integer> small = new ArrayBlockingQueue<>(2);
      assertThrows(IllegalStateException.class, () -> list.deque().drainTo(small, 4));
      assertEquals(List.of(1, 2), new ArrayList<>(small));
      assertEquals(List.of(3, 4, 5), list);
      List<Integer> rest = new ArrayList<>();
      assertEquals(3, list.deque().drainTo(rest));
      assertEquals(List.of(3, 4, 5), rest);
      assertEquals(List.of(), list);
    }
  }
}
