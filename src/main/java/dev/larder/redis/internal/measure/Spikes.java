package dev.larder.redis.internal.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** When the server took long for what kind of event: what LATENCY shows. */
public final class Spikes {
  private static final int MOST_SAMPLES = 160;

  /** Shared by all threads; a series is never changed, only replaced by one compare-and-set. */
  private final Map<String, Series> all = new ConcurrentSkipListMap<>();

  /** The longest of one second. */
  public record Sample(long second, long millis) {}

  /**
   * The latest samples of an event, the oldest first.
   *
   * @param highest the longest of all that there were, in milliseconds
   */
  public record Series(String event, long highest, List<Sample> samples) {
    /** The latest sample. */
    public Sample latest() {
      return samples.get(samples.size() - 1);
    }

    private static Series with(String event, @Nullable Series before, Sample added) {
      if (before == null) {
        return new Series(event, added.millis, List.of(added));
      }
      List<Sample> samples = new ArrayList<>(before.samples);
      Sample last = before.latest();
      if (last.second == added.second) {
        samples.set(samples.size() - 1, last.millis >= added.millis ? last : added);
      } else {
        samples.add(added);
      }
      List<Sample> kept =
          samples.subList(Math.max(0, samples.size() - MOST_SAMPLES), samples.size());
      return new Series(event, Math.max(before.highest, added.millis), List.copyOf(kept));
    }
  }

  /** Adds a time, in milliseconds, at a second since the epoch. */
  public void add(String event, long second, long millis) {
    all.compute(event, (name, before) -> Series.with(name, before, new Sample(second, millis)));
  }

  /** All events of which there are samples, by name. */
  public Collection<Series> all() {
    return all.values();
  }

  /** The samples of an event, or null. */
  public @Nullable Series of(String event) {
    return all.get(event);
  }

  /** Forgets an event, and says whether there were samples of it. */
  public boolean forget(String event) {
    return all.remove(event) != null;
  }
}
