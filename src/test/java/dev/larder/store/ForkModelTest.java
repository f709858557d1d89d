package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs on a store and its forks, with marks, beside plain maps of maps. */
class ForkModelTest {
  private static final int STEPS = 3000;
  private static final int NAMES = 12;

  private final MovableClock clock = new MovableClock();
  private long now;

  /** What a name stands for: entries with deadlines, and a deadline of the whole. */
  private record Collection(Map<Integer, long[]> entries, long deadline) {
    Collection copy() {
      Map<Integer, long[]> copy = new TreeMap<>();
      entries.forEach((key, value) -> copy.put(key, value.clone()));
      return new Collection(copy, deadline);
    }
  }

  /** A store, and what it must hold. */
  private final class Pair {
    private final Larder larder;
    private Map<String, Collection> model;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Map<String, Collection>> marked = new ArrayList<>();

    Pair(Larder larder, Map<String, Collection> model) {
      this.larder = larder;
      this.model = model;
    }

    private Map<String, Collection> copy() {
      Map<String, Collection> copy = new HashMap<>();
      model.forEach((name, collection) -> copy.put(name, collection.copy()));
      return copy;
    }

    /** Takes out what has run out. */
    private void expire() {
      model.values().removeIf(collection -> collection.deadline <= now);
      model.values().forEach(each -> each.entries.values().removeIf(entry -> entry[1] <= now));
      model.values().removeIf(collection -> collection.entries.isEmpty());
    }

    private LarderMap<Integer, Long> map(String name) {
      return larder.map(name, Integer.class, Long.class);
    }

    private void step(Random chance) {
      expire();
      String name = "m" + chance.nextInt(NAMES);
      int key = chance.nextInt(chance.nextBoolean() ? 5 : 400);
      Collection known = model.get(name);
      switch (chance.nextInt(12)) {
        case 0, 1, 2, 3 -> put(name, known, key, chance.nextLong(), Long.MAX_VALUE);
        case 4 -> put(name, known, key, chance.nextLong(), now + 1 + chance.nextInt(300));
        case 5, 6 -> {
          map(name).remove(key);
          if (known != null) {
            known.entries.remove(key);
          }
        }
        case 7 -> {
          assertEquals(known == null ? 0 : 1, larder.delete(name));
          model.remove(name);
        }
        case 8 -> {
          String to = "m" + chance.nextInt(NAMES);
          assertEquals(known != null, larder.rename(name, to));
          if (known != null) {
            model.remove(name);
            model.put(to, known);
          }
        }
        case 9 -> {
          long life = 1 + chance.nextInt(500);
          assertEquals(known != null, larder.expire(name, Duration.ofMillis(life)));
          if (known != null) {
            model.put(name, new Collection(known.entries, now + life));
          }
        }
        case 10 -> markOrRewind(chance);
        default -> check(name);
      }
    }

    private void put(String name, Collection known, int key, long value, long deadline) {
      if (deadline == Long.MAX_VALUE) {
        map(name).put(key, value);
      } else {
        map(name).put(key, value, Duration.ofMillis(deadline - now));
      }
      Collection into = known == null ? new Collection(new TreeMap<>(), Long.MAX_VALUE) : known;
      into.entries.put(key, new long[] {value, deadline});
      model.put(name, into);
    }

    private void markOrRewind(Random chance) {
      if (marks.size() < 4 && chance.nextBoolean()) {
        marks.add(larder.mark());
        marked.add(copy());
      } else if (!marks.isEmpty()) {
        int which = chance.nextInt(marks.size());
        larder.rewind(marks.get(which));
        model = marked.get(which);
        marked.set(which, copy());
        if (chance.nextInt(5) == 0) {
          marks.remove(which).close();
          marked.remove(which);
        }
      }
    }

    private void check(String name) {
      expire();
      Map<Integer, Long> expected = new HashMap<>();
      if (model.containsKey(name)) {
        model.get(name).entries.forEach((key, value) -> expected.put(key, value[0]));
      }
      assertEquals(expected.size(), map(name).size());
      assertEquals(expected, map(name));
      assertEquals(!expected.isEmpty(), larder.exists(name));
    }

    private void checkAll() {
      expire();
      assertEquals(model.keySet(), larder.names());
      for (int i = 0; i < NAMES; i++) {
        check("m" + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isWhatTheModelSays(long seed) {
    Random chance = new Random(seed);
    List<Pair> all = new ArrayList<>();
    now = clock.millis();
    all.add(new Pair(Larder.builder().clock(clock).open(), new HashMap<>()));
    for (int i = 0; i < STEPS; i++) {
      all.get(chance.nextInt(all.size())).step(chance);
      if (chance.nextInt(100) == 0) {
        int which = chance.nextInt(all.size());
        if (all.size() < 5) {
          Pair forked = all.get(which);
          forked.expire();
          all.add(new Pair(forked.larder.fork(), forked.copy()));
        } else {
          all.get(which).checkAll();
          all.remove(which).larder.close();
        }
      }
      if (chance.nextInt(20) == 0) {
        clock.advanceMillis(chance.nextInt(100));
        now = clock.millis();
      }
    }
    all.forEach(Pair::checkAll);
    all.forEach(pair -> pair.larder.close());
  }
}
