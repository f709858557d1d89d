package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.CollectionType;
import dev.larder.LarderMap;
import dev.larder.internal.cell.ChangeSink;
import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Pending;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A change that has its place in the record must not be made after others have come between, even
 * when the bucket looks as it did: it gives its place up and takes another.
 */
public class RecordOrderTest {
  private final Recording sink = new Recording();
  private final Shelf shelf =
      new Shelf(new Engine(new TimeSource(() -> Instant.EPOCH), sink, 1, 2));
  private final LarderMap<Integer, String> map =
      new MapHandle<>(
          shelf, Name.of("m"), Element.of(Integer.class), Element.of(String.class), shelf.direct());

  /** Notes what became of each place, and does something while the first one is pending. */
  private static final class Recording implements ChangeSink {
    final List<String> outcomes = new ArrayList<>();
    @Nullable Runnable meanwhile;

    private Pending place(String what) {
      int index = outcomes.size();
      outcomes.add(what + " pending");
      return new Pending() {
        @Override
        public void committed() {
          outcomes.set(index, what);
        }

        @Override
        public void aborted() {
          outcomes.set(index, what + " given up");
        }

        @Override
        public void awaitDurable() {}
      };
    }

    @Override
    public Pending record(
        Table table, Object key, @Nullable Node before, @Nullable Object after, long expiresAt) {
      Pending place = place(key + "=" + (after instanceof String ? after : "-"));
      Runnable action = meanwhile;
      meanwhile = null;
      if (action != null) {
        action.run();
      }
      return place;
    }

    @Override
    public Changes changes() {
      return new Changes() {
        @Override
        public void add(
            Table table, Object key, @Nullable Node before, @Nullable Object after, long at) {}

        @Override
        public void clear(World next) {}

        @Override
        public boolean seal() {
          return true;
        }

        @Override
        public Pending offer() {
          return place("transaction");
        }
      };
    }

    @Override
    public Pending recordClear(World next) {
      return place("clear");
    }
  }

  @Test
  void anEmptinessThatCameAndWent() {
    map.put(2, "so that the map stays");
    map.put(1, "x");
    map.remove(1);
    sink.outcomes.clear();
    sink.meanwhile =
        () -> {
          map.put(1, "between");
          map.remove(1);
        };
    map.put(1, "mine");
    assertEquals(List.of("1=mine given up", "1=between", "1=-", "1=mine"), sink.outcomes);
  }

  @Test
  void aCellThatATransactionHasOnlyRead() {
    map.put(1, "x");
    map.put(2, "y");
    sink.outcomes.clear();
    sink.meanwhile =
        () ->
            shelf
                .transactor()
                .<@Nullable Object>run(
                    tx -> {
                      LarderMap<Integer, String> inside = ((MapHandle<Integer, String>) map).in(tx);
                      return inside.put(2, "after reading " + inside.get(1));
                    });
    map.put(1, "mine");
    assertEquals(List.of("1=mine given up", "transaction", "1=mine"), sink.outcomes);
    assertEquals("after reading x", map.get(2));
    assertEquals(CollectionType.MAP, new Names(shelf, shelf.direct()).type(Name.of("m")).get());
  }
}
