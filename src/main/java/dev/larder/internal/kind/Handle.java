package dev.larder.internal.kind;

import dev.larder.LarderCollection;
import java.time.Duration;
import java.util.Optional;

/** What all handles have in common: they say of their collection what its binding knows. */
interface Handle extends LarderCollection {
  /** What ties the handle to its collection. */
  Binding binding();

  /** Whether this handle is one of the store's whose shelf this is. */
  default boolean belongsTo(Shelf shelf) {
    return binding().shelf == shelf;
  }

  @Override
  default String name() {
    return binding().openName();
  }

  @Override
  default boolean expire(Duration timeToLive) {
    return binding().expire(timeToLive);
  }

  @Override
  default boolean persist() {
    return binding().persist();
  }

  @Override
  default Optional<Duration> timeToLive() {
    return binding().timeToLive();
  }
}
