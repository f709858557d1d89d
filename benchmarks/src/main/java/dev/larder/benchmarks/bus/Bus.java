package dev.larder.benchmarks.bus;

/** A bus with its subscribers, as a benchmark sees it. */
public interface Bus extends AutoCloseable {
  /** Publishes to all subscribers. */
  void publish(Tick message);

  @Override
  default void close() {}
}
