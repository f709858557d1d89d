package dev.larder.model;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same random program on a map and a set of ours and of the JDK's. */
class RandomProgramTest {
  private static final int STEPS = 25_000;

  /** One call: which, and with what. */
  private record Call(int what, int key, int value) {}

  private static List<Call> program(long seed, int keys) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Call> program = new ArrayList<>(STEPS);
    for (int i = 0; i < STEPS; i++) {
      boolean rare = random.nextInt(2000) == 0;
      program.add(
          new Call(
              rare ? 20 + random.nextInt(4) : random.nextInt(14),
              random.nextInt(keys),
              random.nextInt(4)));
    }
    return program;
  }

  private static Object onMap(ConcurrentMap<Integer, Integer> map, Call call) {
    int key = call.key;
    int value = call.value;
    return switch (call.what) {
      case 0, 1, 2 -> map.put(key, value);
      case 3, 4 -> map.remove(key);
      case 5 -> map.get(key);
      case 6 -> map.putIfAbsent(key, value);
      case 7 -> map.replace(key, value, value + 1);
      case 8 -> map.remove(key, value);
      case 9 -> map.merge(key, value, (a, b) -> a > 2 ? null : Integer.valueOf(a + b));
      case 10 -> map.computeIfAbsent(key, k -> k % 3 == 0 ? null : k);
      case 11 -> map.computeIfPresent(key, (k, v) -> v > 2 ? null : Integer.valueOf(v + 1));
      case 12 -> map.replace(key, value);
      case 13 -> map.size();
      case 20 -> map.keySet().removeIf(k -> k % 2 == value % 2);
      case 21 -> Map.copyOf(map);
      case 22 -> {
        map.putAll(Map.of(key, value, key + 1, value));
        map.replaceAll((k, v) -> v + 1);
        yield map.hashCode();
      }
      default -> {
        map.clear();
        yield map.isEmpty();
      }
    };
  }

  private static Object onSet(Set<Integer> set, Call call) {
    return switch (call.what) {
      case 0, 1, 2, 3, 6 -> set.add(call.key);
      case 4, 7, 8, 9 -> set.remove(call.key);
      case 13 -> set.size();
      case 20 -> set.retainAll(List.of(call.key, call.value));
      case 21 -> Set.copyOf(set);
      case 22 -> set.addAll(Set.of(call.key, call.key + 1));
      case 23 -> {
        set.clear();
        yield set.hashCode();
      }
      default -> set.contains(call.key);
    };
  }

  /** Where two maps and two sets differ first, or null. */
  private static String difference(List<Call> program) {
    try (Larder larder = Larder.inMemory()) {
      LarderMap<Integer, Integer> map = larder.map("m", Integer.class, Integer.class);
      LarderSet<Integer> set = larder.set("s", Integer.class);
      ConcurrentMap<Integer, Integer> mapModel = new ConcurrentHashMap<>();
      Set<Integer> setModel = new HashSet<>();
      for (Call call : program) {
        Object wanted = onMap(mapModel, call);
        Object given = onMap(map, call);
        Object wantedOfSet = onSet(setModel, call);
        Object givenOfSet = onSet(set, call);
        if (!Objects.equals(wanted, given) || !Objects.equals(wantedOfSet, givenOfSet)) {
          return call + ": " + given + ", " + givenOfSet + " for " + wanted + ", " + wantedOfSet;
        }
      }
      return map.equals(mapModel) && set.equals(setModel) ? null : "not equal at the end";
    }
  }

  /** Leaves out calls, in ever smaller runs, while the program still fails. */
  private static List<Call> shrunk(List<Call> failing) {
    List<Call> program = failing;
    for (int run = program.size() / 2; run > 0; run /= 2) {
      for (int from = 0; from + run <= program.size(); ) {
        List<Call> fewer = new ArrayList<>(program.subList(0, from));
        fewer.addAll(program.subList(from + run, program.size()));
        if (difference(fewer) == null) {
          from += run;
        } else {
          program = fewer;
        }
      }
    }
    return program;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesTheSameResults(long seed) {
    List<Call> program = program(seed, seed % 2 == 0 ? 12 : 900);
    String difference = difference(program);
    if (difference != null) {
      List<Call> small = shrunk(program);
      throw new AssertionError("seed " + seed + ": " + difference(small) + "\nby " + small);
    }
  }
}
