package dev.larder.internal.kind;

import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;
import java.util.Comparator;

/** Sorted sets on a shelf of their own, at a time that stands still. */
final class SortedSetFixture {
  private SortedSetFixture() {}

  static Shelf shelf() {
    return new Shelf(new Engine(new TimeSource(() -> Instant.EPOCH)));
  }

  static SortedSetHandle<String> strings(Shelf shelf, String name) {
    return sortedSet(shelf, name, String.class, Comparator.naturalOrder());
  }

  static <E> SortedSetHandle<E> sortedSet(
      Shelf shelf, String name, Class<E> type, Comparator<? super E> order) {
    return new SortedSetHandle<>(shelf, Name.of(name), Element.of(type), order, shelf.direct());
  }
}
