package dev.larder.internal.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changes applied to a state that has them already, as on top of a snapshot. */
public class StoredStateTest {
  private static final int MAP = 9;

  private final StoredState state = new StoredState();

  private interface Part {
    void writeTo(ByteSink out);
  }

  private void apply(boolean lenient, Part... parts) {
    ByteSink out = new ByteSink();
    for (Part part : parts) {
      part.writeTo(out);
    }
    state.apply(out.array(), 0, out.size(), lenient);
  }

  private static Part define() {
    TypeName type = new TypeName(CollectionType.MAP, List.of("string", "string"));
    return new TypeIds.Definition(1, type)::writeTo;
  }

  private static Part free(String name) {
    return out -> {
      out.putByte(ChangeFormat.FREE);
      out.putVarint(StoredState.FIRST_WORLD);
      out.putSized(name.getBytes());
    };
  }

  private static Part bind(String name) {
    return out -> {
      out.putByte(ChangeFormat.BIND);
      out.putVarint(StoredState.FIRST_WORLD);
      out.putSized(name.getBytes());
      out.putVarint(0);
      out.putVarint(1);
      out.putVarint(MAP);
    };
  }

  private static Part put(String key) {
    return out -> {
      out.putByte(ChangeFormat.PUT);
      out.putVarint(MAP);
      out.putSized(key.getBytes());
      out.putSized(new byte[0]);
    };
  }

  /** The snapshot has it under its last name, and the journal frees that name first. */
  @Test
  void aCollectionBetweenTwoNamesIsKept() {
    apply(false, define(), bind("b"), put("k"));
    apply(true, free("b"));
    apply(true, free("a"), bind("b"));
    apply(false, put("l"));
    StoredTable table = (StoredTable) state.names().get(Name.of("b")).collection();
    assertEquals(2, table.size());
  }

  /** Without a snapshot, a collection that has lost its name is gone, and late puts with it. */
  @Test
  void aCollectionWithoutANameIsGone() {
    apply(false, define(), bind("a"), put("k"));
    apply(false, free("a"));
    apply(false, put("late"));
    apply(false, bind("a"));
    assertEquals(0, ((StoredTable) state.names().get(Name.of("a")).collection()).size());
  }

  private static Part database(int number, long world) {
    return out -> {
      out.putByte(ChangeFormat.DATABASE);
      out.putVarint(number);
      out.putVarint(world);
    };
  }

  private static Part bindIn(long world, String name, long collection) {
    return out -> {
      out.putByte(ChangeFormat.BIND);
      out.putVarint(world);
      out.putSized(name.getBytes());
      out.putVarint(0);
      out.putVarint(1);
      out.putVarint(collection);
    };
  }

  private static Part clear(long world) {
    return out -> {
      out.putByte(ChangeFormat.CLEAR);
      out.putVarint(world);
    };
  }

  /** What each database holds, as the names and the numbers of entries. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (StoredKeyspace keyspace : state.keyspaces()) {
      Map<String, Integer> sizes = new TreeMap<>();
      keyspace
          .names()
          .forEach(
              (name, stored) ->
                  sizes.put(name.toString(), ((StoredTable) stored.collection()).size()));
      text.append(keyspace.database()).append(sizes);
    }
    return text.toString();
  }

  @Test
  void aDatabaseHasNamesOfItsOwn() {
    apply(false, define(), bind("a"), put("k"));
    apply(false, database(3, 10), bindIn(10, "a", 11));
    assertEquals("0{a=1}3{a=0}", text());
    apply(false, bindIn(10, "b", 12)); // without saying again whose world that is
    apply(false, database(2, 13), bindIn(13, "c", 14), bindIn(10, "d", 15));
    assertEquals("0{a=1}2{c=0}3{a=0, b=0, d=0}", text());
    assertEquals(16, state.nextId());
    assertEquals(5, state.countNames());
  }

  @Test
  void aClearingIsOfOneDatabase() {
    apply(false, define(), bind("a"), put("k"));
    apply(false, database(3, 10), bindIn(10, "a", 11));
    apply(false, database(4, 12), bindIn(12, "a", 13));
    apply(false, database(3, 14));
    assertEquals("0{a=1}3{}4{a=0}", text());
    apply(false, put("l"));
    assertEquals("0{a=2}3{}4{a=0}", text());
    apply(false, clear(15));
    apply(false, put("gone"), database(3, 14), bindIn(14, "b", 16));
    assertEquals("0{}3{b=0}4{a=0}", text());
    apply(false, database(4, 18), clear(19)); // FLUSHALL
    assertEquals("0{}3{b=0}4{}", text());
    assertEquals(20, state.nextId());
  }

  /** What was changed while it was cleared may stand behind the clearing. */
  @Test
  void aWorldThatHasEndedDoesNotComeBack() {
    for (boolean lenient : new boolean[] {false, true}) {
      apply(lenient, define(), database(3, 10), bindIn(10, "a", 11));
      apply(lenient, database(3, 12), bindIn(12, "b", 13));
      apply(lenient, database(3, 10), bindIn(10, "late", 14));
      apply(lenient, database(3, 12), bindIn(12, "c", 15));
      assertEquals("0{}3{b=0, c=0}", text());
    }
  }

  @Test
  void noStoreWritesAnotherNumberOrTheWorldOfAnother() {
    apply(false, database(1, 10));
    apply(false, database(15, 11));
    for (int number : new int[] {0, 16, 1 << 20}) {
      assertThrows(IllegalArgumentException.class, () -> apply(false, database(number, 12)));
    }
    assertThrows(IllegalArgumentException.class, () -> apply(false, database(2, 10)));
    assertThrows(
        IllegalArgumentException.class, () -> apply(false, database(2, StoredState.FIRST_WORLD)));
    assertThrows(IllegalArgumentException.class, () -> apply(false, out -> out.putByte(16)));
  }
}
