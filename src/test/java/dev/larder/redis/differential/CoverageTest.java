package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No command is forgotten, and what a family claims to cover it does. */
class CoverageTest {
  private static final int ENOUGH = 20_000;

  private static RealRedis real;
  private static RealRedis other;

  @BeforeAll
  static void start() throws IOException {
    RealRedis.assumeInstalled();
    real = RealRedis.start();
    other = RealRedis.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (other != null) {
      other.close();
      real.close();
    }
  }

  static List<Family> families() {
    return Families.ALL;
  }

  @Test
  void everyCommandOfOursIsTested() throws IOException {
    try (Ours ours = Ours.start();
        RespClient client = new RespClient(ours.address())) {
      Set<String> served = Coverage.names(client.call("COMMAND", "LIST"));
      if (Ours.isStandIn()) {
        // It serves what we don't: but each name that we know must be one of its own.
        Set<String> known = Coverage.covered(Families.ALL);
        known.addAll(Coverage.ELSEWHERE.keySet());
        known.remove("QUIT"); // it answers that one outside of its table
        known.removeAll(served);
        assertEquals(Set.of(), known, "no commands of Redis");
      } else {
        Set<String> covered = Coverage.covered(Families.ALL);
        assertEquals(Set.of(), Coverage.missing(served, covered), "in no family");
      }
    }
  }

  @Test
  void whatIsMissingIsFound() {
    Set<String> served = Set.of("GET", "OBJECT", "OBJECT|FREQ", "OBJECT|NEW", "MONITOR", "NEW");
    assertEquals(Set.of("NEW", "OBJECT|NEW"), Coverage.missing(served, Set.of("GET")));
  }

  @ParameterizedTest
  @MethodSource("families")
  void makesWhatItClaims(Family family) {
    Gen gen = new Gen(new SplittableRandom(1));
    Set<String> made = new TreeSet<>();
    for (int i = 0; i < ENOUGH; i++) {
      Step step = new Step(family.next(gen));
      made.add(step.name());
      made.add(step.subcommand());
    }
    Set<String> claimed = new TreeSet<>(family.commands());
    claimed.removeAll(made);
    assertEquals(Set.of(), claimed, "claimed, but not made");
  }

  /** Nothing is tested by errors alone. */
  @ParameterizedTest
  @MethodSource("families")
  void theReferenceAnswersEach(Family family) throws IOException {
    Mix mix = new Mix(List.of(family), Families.ALL);
    Set<String> claimed = new TreeSet<>(family.commands());
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < 8 && !claimed.isEmpty(); i++) {
      Tally tally =
          Differential.run(other.address(), real.address(), mix, 1 + 1000 * i, ENOUGH / 8, 3);
      claimed.removeAll(tally.answered());
      tallies.add(tally);
    }
    assertEquals(Set.of(), claimed, () -> "answered by errors only; all: " + tallies);
  }
}
