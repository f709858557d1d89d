package dev.larder.internal.kind;

import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;

/** A store's inside whose clock stands still, for tests of lists. */
final class ListShelf {
  final Engine engine = new Engine(new TimeSource(() -> Instant.EPOCH));
  final Shelf shelf = new Shelf(engine);

  ListHandle<Integer> list(String name) {
    return new ListHandle<>(shelf, Name.of(name), Element.of(Integer.class), shelf.direct());
  }

  void close() {
    engine.close();
    shelf.takers().wakeAll();
  }
}
