package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What both servers are told, from an empty keyspace and a new connection on. */
record Program(List<Step> steps) {
  /**
   * Numbers after which a SORT of Redis's may say that it can't read others: it looks at what an
   * earlier command left in errno.
   */
  private static final List<String> STALE = List.of("5E-324", "1E400", "-1E400", "1E5000");

  Program {
    steps = List.copyOf(steps);
  }

  /** The same seed, families and length give the same program. */
  static Program random(Mix mix, long seed, int length) {
    Gen gen = new Gen(new SplittableRandom(seed));
    List<Step> steps = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      Family family = mix.pick(gen);
      steps.add(new Step(Mutator.maybe(gen, family.next(gen))));
    }
    if (steps.stream().anyMatch(step -> step.name().startsWith("SORT"))) {
      steps.removeIf(step -> STALE.stream().anyMatch(step::has));
    }
    return new Program(steps);
  }

  /** Without {@code count} steps from {@code from} on. */
  Program without(int from, int count) {
    List<Step> rest = new ArrayList<>(steps);
    rest.subList(from, from + count).clear();
    return new Program(rest);
  }

  Program upTo(int length) {
    return new Program(steps.subList(0, length));
  }

  /** One command a line, as redis-cli takes them. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
