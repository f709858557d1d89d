package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.WireNames.Expired;
import dev.larder.internal.table.Node;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireNamesTest {
  private static final Name A = Name.of("a");
  private static final Name B = Name.of("b");
  private static final byte[] ONE = {1};

  private final Shelf shelf = new Shelf(new Engine(new TimeSource(() -> Instant.EPOCH)));
  private final Access direct = shelf.direct();
  private final WireNames keys = new WireNames(shelf, direct);

  private MapHandle<Name, byte[]> hash(Name name) {
    return new MapHandle<>(shelf, name, Element.RAW_KEY, Element.RAW_VALUE, direct);
  }

  private SortedSetHandle<Name> sorted(Name name) {
    return new SortedSetHandle<>(shelf, name, Element.RAW_KEY, Comparator.naturalOrder(), direct);
  }

  private void put(Name name) {
    new ByteString(shelf, name, direct).put(ONE, Node.NEVER);
  }

  @Test
  void aCopiedMapIsAnother() {
    hash(A).put(B, ONE);
    keys.expireAt(A, 5_000, 0, before -> true);
    assertTrue(keys.copy(A, keys, B, false));
    assertEquals(5_000, keys.deadline(B));
    hash(B).put(A, ONE);
    assertEquals(1, hash(A).size());
    assertEquals(2, hash(B).size());
    assertFalse(keys.copy(A, keys, B, false));
    assertTrue(keys.copy(A, keys, B, true));
    assertEquals(1, hash(B).size());
  }

  @Test
  void aCopiedSortedSetIsAnother() {
    sorted(A).add(B, 1);
    assertTrue(keys.copy(A, keys, B, false));
    sorted(B).add(A, 2);
    assertEquals(1, sorted(A).size());
    assertEquals(2, sorted(B).size());
  }

  @Test
  void aCopyOfAStringSaysSo() {
    put(A);
    assertTrue(keys.copy(A, keys, B, false));
    assertEquals(ByteString.Form.NATURAL, new ByteString(shelf, A, direct).form());
    assertEquals(ByteString.Form.COPIED, new ByteString(shelf, B, direct).form());
    assertFalse(keys.copy(Name.of("none"), keys, B, true));
  }

  @Test
  void whatHasRunOutIsGone() {
    put(A);
    assertEquals(Expired.NOT, keys.expireAt(A, 5, 0, before -> before != Node.NEVER));
    assertEquals(Expired.LATER, keys.expireAt(A, 5, 0, before -> before == Node.NEVER));
    assertEquals(5, keys.deadline(A));
    assertEquals(Expired.AT_ONCE, keys.expireAt(A, 0, 0, before -> true));
    assertNull(keys.deadline(A));
    assertEquals(Expired.NOT, keys.expireAt(A, 5, 0, before -> true));
  }

  @Test
  void aConditionOnWhatIsThereLooksAtAnyType() {
    hash(A).put(B, ONE);
    ByteString string = new ByteString(shelf, A, direct);
    assertFalse(string.put(ONE, Node.NEVER, ByteString.When.ABSENT, ByteString.Form.NATURAL));
    assertEquals(CollectionType.MAP, keys.type(A));
    assertTrue(string.put(ONE, Node.NEVER, ByteString.When.PRESENT, ByteString.Form.NATURAL));
    assertEquals(CollectionType.VALUE, keys.type(A));
    keys.expireAt(A, 7, 0, before -> true);
    assertTrue(
        string.put(ONE, ByteString.KEEP_DEADLINE, ByteString.When.ALWAYS, ByteString.Form.NATURAL));
    assertEquals(7, keys.deadline(A));
    string.put(ONE, Node.NEVER);
    assertEquals(Node.NEVER, keys.deadline(A));
    hash(B).put(B, ONE);
    hash(B).remove(B);
    assertTrue(
        new ByteString(shelf, B, direct)
            .put(ONE, Node.NEVER, ByteString.When.ABSENT, ByteString.Form.NATURAL));
  }

  @Test
  void aTransactionScansWhatItSees() {
    Set<Name> expected = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      put(Name.of("k" + i));
      expected.add(Name.of("k" + i));
    }
    Set<Name> seen =
        shelf
            .transactor()
            .run(
                tx -> {
                  new ByteString(shelf, A, tx).put(ONE, Node.NEVER);
                  WireNames inside = new WireNames(shelf, tx);
                  Set<Name> found = new HashSet<>();
                  long cursor = 0;
                  do {
                    cursor = inside.scan(cursor, 11, (name, type) -> found.add(name));
                  } while (cursor != 0);
                  assertEquals(301, inside.size());
                  return found;
                });
    expected.add(A);
    assertEquals(expected, seen);
    assertEquals(expected, new HashSet<>(keys.all()));
    assertTrue(expected.contains(keys.random()));
  }

  @Test
  void aTransactionClears() {
    put(A);
    hash(B).put(A, ONE);
    shelf
        .transactor()
        .<Map<Name, byte[]>>run(
            tx -> {
              WireNames.clear(List.of(new WireNames(shelf, tx)));
              assertEquals(List.of(), new WireNames(shelf, tx).all());
              return Map.of();
            });
    assertEquals(0, keys.size());
    assertNull(keys.random());
    put(A);
    WireNames.clear(List.of(keys));
    assertEquals(List.of(), keys.all());
  }
}
