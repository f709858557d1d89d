package dev.larder.internal.kind;

import dev.larder.LarderCollection;
import java.time.Duration;
import java.util.Optional;

/** What the handles have in common that extend no class of the JDK's. */
abstract class Handle implements LarderCollection {
  final Binding binding;

  Handle(Binding binding) {
    this.binding = binding;
  }

  /** Whether this handle is one of the store's whose shelf this is. */
  public final boolean belongsTo(Shelf shelf) {
    return binding.shelf == shelf;
  }

  @Override
  public final String name() {
    return binding.openName();
  }

  @Override
  public final boolean expire(Duration timeToLive) {
    return binding.expire(timeToLive);
  }

  @Override
  public final boolean persist() {
    return binding.persist();
  }

  @Override
  public final Optional<Duration> timeToLive() {
    return binding.timeToLive();
  }
}
