package dev.larder.redis.internal.measure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The latest commands that took long. */
public final class SlowLog {
  /*
   * Shared by all threads: the entries by their numbers, and how many there are. Who adds one
   * counts it first and then takes out the oldest until the count is small enough; each taken out
   * is counted by who took it. So the count is that of the map, but for what is under way.
   */
  private static final int MOST_ARGUMENTS = 32;
  private static final int MOST_BYTES = 128;

  private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();

  /**
   * A command that took long.
   *
   * @param seconds when, since the epoch
   * @param arguments as {@link #cut} leaves them
   */
  public record Entry(
      long id, long seconds, long micros, List<byte[]> arguments, String address, String name) {}

  /** Adds a command, and drops the oldest while there are more than so many. */
  public void add(
      long seconds, long micros, List<byte[]> arguments, String address, String name, long most) {
    long id = ids.getAndIncrement();
    size.incrementAndGet();
    entries.put(id, new Entry(id, seconds, micros, arguments, address, name));
    while (size.get() > most && drop()) {}
  }

  private boolean drop() {
    boolean dropped = entries.pollFirstEntry() != null;
    if (dropped) {
      size.decrementAndGet();
    }
    return dropped;
  }

  public int size() {
    return size.get();
  }

  /** So many entries, the latest first. */
  public List<Entry> latest(long most) {
    List<Entry> latest = new ArrayList<>();
    for (Entry entry : entries.descendingMap().values()) {
      if (latest.size() >= most) {
        break;
      }
      latest.add(entry);
    }
    return latest;
  }

  /** Drops all; the numbers go on. */
  public void clear() {
    while (drop()) {}
  }

  /** What is kept of arguments: not too many, and not too much of each. */
  public static List<byte[]> cut(byte[][] arguments) {
    List<byte[]> kept = new ArrayList<>();
    int whole = arguments.length > MOST_ARGUMENTS ? MOST_ARGUMENTS - 1 : arguments.length;
    for (int i = 0; i < whole; i++) {
      kept.add(cut(arguments[i]));
    }
    if (whole < arguments.length) {
      kept.add(latin("... (" + (arguments.length - whole) + " more arguments)"));
    }
    return kept;
  }

  private static byte[] cut(byte[] argument) {
    if (argument.length <= MOST_BYTES) {
      return argument;
    }
    byte[] rest = latin("... (" + (argument.length - MOST_BYTES) + " more bytes)");
    byte[] cut = Arrays.copyOf(argument, MOST_BYTES + rest.length);
    System.arraycopy(rest, 0, cut, MOST_BYTES, rest.length);
    return cut;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
