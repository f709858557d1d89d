package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain model that replays a journal of maps and lists of strings, one record after the other,
 * and compares what each says that it read with what is there. Written apart from {@link
 * StoredState}, so that the two check each other.
 */
final class SerialModel {
  /** The name of the map into which a change writes what it read, under its own number. */
  static final String LOG = "log";

  private final Map<String, Long> names = new HashMap<>();
  private final Map<Long, Map<String, String>> maps = new HashMap<>();
  private final Map<Long, List<String>> lists = new HashMap<>();
  private final Map<String, String> results;
  private final Set<String> seen = new HashSet<>();
  private int checked;

  /**
   * A model.
   *
   * @param results what each single put of a unique value answered, "-" for null
   */
  SerialModel(Map<String, String> results) {
    this.results = results;
  }

  int checked() {
    return checked;
  }

  /** The single puts that were answered, and of which the journal says nothing. */
  Set<String> missing() {
    Set<String> missing = new HashSet<>(results.keySet());
    missing.removeAll(seen);
    return missing;
  }

  Map<String, Map<String, String>> maps() {
    Map<String, Map<String, String>> result = new HashMap<>();
    names.forEach(
        (name, id) -> {
          if (maps.containsKey(id) && !maps.get(id).isEmpty()) {
            result.put(name, maps.get(id));
          }
        });
    return result;
  }

  /** What is read at a place such as {@code map1.k3} or {@code list.first}; "-" for nothing. */
  private String read(String place) {
    int dot = place.indexOf('.');
    Long id = names.get(place.substring(0, dot));
    String key = place.substring(dot + 1);
    if (key.equals("first")) {
      List<String> list = lists.getOrDefault(id, List.of());
      return list.isEmpty() ? "-" : list.get(0);
    }
    return maps.getOrDefault(id, Map.of()).getOrDefault(key, "-");
  }

  /** Checks what a record says that it read, and then makes its changes. */
  void replay(byte[] bytes, int from, int length) {
    List<Runnable> changes = new ArrayList<>();
    ByteSource in = new ByteSource(bytes, from, length);
    while (in.remaining() > 0) {
      changes.add(change(in));
    }
    changes.forEach(Runnable::run);
  }

  private Runnable change(ByteSource in) {
    switch (in.getByte()) {
      case ChangeFormat.TYPE:
        in.getVarint();
        in.getByte();
        for (int i = in.getCount(); i > 0; i--) {
          in.getSized();
        }
        return () -> {};
      case ChangeFormat.BIND:
        in.getVarint();
        String bound = text(in);
        in.getVarint();
        in.getVarint();
        long boundId = in.getVarint();
        return () -> names.put(bound, boundId);
      case ChangeFormat.FREE:
        in.getVarint();
        String freed = text(in);
        return () -> names.remove(freed);
      case ChangeFormat.PUT:
        return put(in.getVarint(), text(in), text(in));
      case ChangeFormat.REMOVE:
        long id = in.getVarint();
        String key = text(in);
        return () -> maps.get(id).remove(key);
      case ChangeFormat.SPLICE:
        return splice(in);
      case ChangeFormat.APPEND:
        return append(in);
      default:
        throw new IllegalStateException("a change that this test does not make");
    }
  }

  private static String text(ByteSource in) {
    return in.getText(in.getCount());
  }

  private Runnable put(long id, String key, String value) {
    if (value.startsWith("read ")) {
      check(key, value.substring("read ".length()));
    }
    return () -> {
      Map<String, String> map = maps.computeIfAbsent(id, none -> new HashMap<>());
      String answered = results.get(value);
      if (answered != null) {
        seen.add(value);
        compare(value, answered, map.getOrDefault(key, "-"));
      }
      map.put(key, value);
    };
  }

  /** Reads are of the state before the record, so they are compared before any of its changes. */
  private void check(String number, String reads) {
    for (String read : reads.split(";")) {
      int equals = read.indexOf('=');
      compare(number, read.substring(equals + 1), read(read.substring(0, equals)));
    }
  }

  private void compare(String number, String answered, String here) {
    checked++;
    if (!answered.equals(here)) {
      throw new AssertionError(
          "change " + number + " was answered " + answered + ", but serially it is " + here);
    }
  }

  private Runnable splice(ByteSource in) {
    long id = in.getVarint();
    in.getVarint();
    int from = in.getCount();
    int removed = in.getCount();
    List<String> added = texts(in);
    return () -> {
      List<String> list = lists.computeIfAbsent(id, none -> new ArrayList<>());
      list.subList(from, from + removed).clear();
      list.addAll(from, added);
    };
  }

  private Runnable append(ByteSource in) {
    long id = in.getVarint();
    in.getVarint();
    int from = in.getCount();
    List<String> added = texts(in);
    return () -> {
      List<String> list = lists.computeIfAbsent(id, none -> new ArrayList<>());
      list.subList(from, list.size()).clear();
      list.addAll(added);
    };
  }

  private static @Nullable List<String> texts(ByteSource in) {
    List<String> texts = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      texts.add(text(in));
    }
    return texts;
  }
}
