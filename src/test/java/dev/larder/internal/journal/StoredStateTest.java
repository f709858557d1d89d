package dev.larder.internal.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSink;
import java.util.List;
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
}
