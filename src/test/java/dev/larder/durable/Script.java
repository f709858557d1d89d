package dev.larder.durable;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.ListEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A random program of changes of every kind, and a text that says all that a store holds. */
final class Script {
  private final SplittableRandom random;
  private int step;

  Script(long seed) {
    random = new SplittableRandom(seed);
  }

  private String name(String kind) {
    return kind + random.nextInt(3);
  }

  private static LarderMap<String, Integer> map(Larder larder, String name) {
    return larder.map(name, String.class, Integer.class);
  }

  /** Makes the next change. */
  void step(Larder larder) {
    step++;
    switch (random.nextInt(24)) {
      case 0 -> larder.value(name("value"), String.class).set("v" + step);
      case 1 -> larder.value(name("value"), String.class).remove();
      case 2 -> larder.counter(name("counter")).add(random.nextInt(100) - 50);
      case 3, 4, 5 -> map(larder, name("map")).put("k" + random.nextInt(20), step);
      case 6 -> map(larder, name("map")).remove("k" + random.nextInt(20));
      case 7 -> map(larder, name("map")).put("x", step, Duration.ofDays(1 + random.nextInt(9)));
      case 8 -> larder.set(name("set"), String.class).add("e" + random.nextInt(20));
      case 9 -> larder.set(name("set"), String.class).remove("e" + random.nextInt(20));
      case 10 -> larder.list(name("list"), String.class).deque().addLast("i" + step);
      case 11 -> larder.list(name("list"), String.class).deque().addFirst("i" + step);
      case 12 -> larder.list(name("list"), String.class).deque().pollFirst();
      case 13 ->
          larder
              .list(name("list"), String.class)
              .move(ListEnd.LAST, larder.list(name("list"), String.class), ListEnd.FIRST);
      case 14 -> larder.sortedSet(name("scores"), Integer.class).add(random.nextInt(20), step);
      case 15 -> larder.sortedSet(name("scores"), Integer.class).popFirst();
      case 16 -> transfer(larder);
      case 17 -> rename(larder);
      case 18 -> larder.delete(name("map"), name("list"));
      case 19, 20, 21, 22 -> Streams.step(larder, name("stream"), step, random);
      default -> larder.expire(name("set"), Duration.ofDays(1 + random.nextInt(9)));
    }
  }

  private void transfer(Larder larder) {
    LarderMap<String, Integer> from = map(larder, name("map"));
    LarderMap<String, Integer> to = map(larder, name("map"));
    String key = "k" + random.nextInt(20);
    int amount = step;
    larder.inTransaction(
        tx -> {
          tx.on(from).merge(key, -amount, Integer::sum);
          tx.on(to).merge(key, amount, Integer::sum);
          tx.on(larder.list("list0", String.class)).add(key);
        });
  }

  private void rename(Larder larder) {
    String kind = List.of("map", "list", "set", "scores", "value", "stream").get(random.nextInt(6));
    larder.rename(name(kind), name(kind));
  }

  /** All that a store holds which only this has changed. */
  static String text(Larder larder) {
    Map<String, String> all = new TreeMap<>();
    for (String name : larder.names()) {
      String kind = name.replaceAll("\\d", "");
      String content =
          switch (kind) {
            case "value" -> larder.value(name, String.class).toString();
            case "counter" -> larder.counter(name).toString();
            case "map" -> mapText(map(larder, name));
            case "set" -> new java.util.TreeSet<>(larder.set(name, String.class)).toString();
            case "list" -> larder.list(name, String.class).toString();
            case "stream" -> Streams.text(larder, name);
            case "scores" -> larder.sortedSet(name, Integer.class).toString();
            default -> throw new IllegalStateException(name);
          };
      all.put(name, content + larder.timeToLive(name).map(ttl -> " " + ttl).orElse(""));
    }
    return all.toString();
  }

  private static String mapText(LarderMap<String, Integer> map) {
    Map<String, String> entries = new TreeMap<>();
    map.forEach(
        (key, value) ->
            entries.put(key, value + map.timeToLive(key).map(ttl -> " " + ttl).orElse("")));
    return entries.toString();
  }
}
