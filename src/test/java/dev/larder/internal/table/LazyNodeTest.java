package dev.larder.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lazy entry stands for is one value, however often the entry is copied. */
public class LazyNodeTest {
  private final List<Integer> asked = new ArrayList<>();

  private LazyNode.Lazy lazy(int place) {
    asked.add(place);
    Object value = new Object();
    return () -> value;
  }

  @Test
  void aCopyHasTheSameValue() {
    LazyNode node = LazyNode.of(1, "key", this::lazy, 7, 99, null);
    Node copy = node.withNext(Node.single("other", "value"));
    assertSame(node.value(), copy.value());
    assertSame(copy.value(), copy.withNext(null).value());
    assertEquals(List.of(7), asked);
    assertEquals(99, copy.expiresAt());
  }

  @Test
  void aTableIsFilledWithoutAskingForValues() {
    Table table = new Table(new World(), "label", 4);
    for (int i = 0; i < 4; i++) {
      table.fill("key" + i, 8, this::lazy, i, Node.NEVER);
    }
    table.filled(4);
    assertEquals(List.of(), asked);
    assertEquals(4, table.count());
    for (int i = 0; i < 4; i++) {
      assertEquals(i, ((LazyNode) table.find("key" + i, 8)).place());
    }
  }
}
