package dev.larder.internal.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamDifference;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of streams applied to a state that has them already, as on top of a snapshot. */
class StoredStreamTest {
  private static final long ID = 9;

  private final StoredState state = new StoredState();
  private final TypeIds types = new TypeIds();
  private final List<byte[]> definitions = new ArrayList<>();
  private final ChangeWriter out = new ChangeWriter(this::typeId);

  private long typeId(TypeName type) {
    return types.id(
        type,
        definition -> {
          dev.larder.internal.codec.ByteSink bytes = new dev.larder.internal.codec.ByteSink();
          definition.writeTo(bytes);
          definitions.add(bytes.toByteArray());
        });
  }

  private void bind() {
    out.name(0, StoredState.FIRST_WORLD, Name.of("x"), dev.larder.internal.table.Node.NEVER);
    out.bind(new TypeName(CollectionType.STREAM, List.of()), ID);
  }

  private void apply(boolean lenient) {
    definitions.forEach(each -> state.apply(each, 0, each.length, lenient));
    definitions.clear();
    state.apply(out.out().array(), 0, out.size(), lenient);
    out.clear();
  }

  private static Stream with(Stream stream, int ms) {
    return stream.append(new StreamEntry(ms, 0, new byte[][] {{'f'}, {'v'}}));
  }

  private StoredStream stored() {
    return (StoredStream) state.names().get(Name.of("x")).collection();
  }

  @Test
  void whatTheSnapshotHasIsNotDoneAgain() {
    Stream one = with(Stream.EMPTY, 1);
    Stream two = with(one, 2).delete(new StreamId(1, 0));
    Stream three = with(two, 3);
    bind();
    StreamChange.whole(ID, 2, two, 1, out::stream);
    apply(false);
    for (int again = 0; again < 2; again++) {
      bind();
      StreamChange.whole(ID, 1, one, 1, out::stream);
      out.stream(StreamDifference.between(ID, 1, one, 2, two));
      apply(true);
      assertEquals(2, stored().version());
      out.stream(StreamDifference.between(ID, 1, one, 2, two));
      out.stream(StreamDifference.between(ID, 2, two, 3, three));
      apply(true);
      assertEquals(3, stored().version());
      assertEquals(2, stored().stream().length());
      assertEquals(new StreamId(1, 0), stored().stream().maxDeletedId());
      assertEquals(3, stored().stream().entriesAdded());
    }
  }

  @Test
  void aChangeMustFollowTheOneBefore() {
    Stream one = with(Stream.EMPTY, 1);
    Stream two = with(one, 2);
    bind();
    StreamChange.whole(ID, 1, one, 9, out::stream);
    apply(false);
    out.stream(StreamDifference.between(ID, 2, one, 3, two));
    assertThrows(IllegalArgumentException.class, () -> apply(false));
  }
}
