package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ours and a real redis-server answer the same, command by command, and hold the same in the end.
 * {@code -Dlarder.differential.commands=N} says how many commands, {@code .seed} which, {@code
 * .families=String,Key} of which families, {@code .alone=true} that no others turn up between them.
 */
class DifferentialTest {
  private static final int IN_THE_BUILD = 20_000;
  private static final int LONG = 1_000_000;

  private static Ours ours;
  private static RealRedis real;

  @BeforeAll
  static void start() throws IOException {
    RealRedis.assumeInstalled();
    real = RealRedis.start();
    ours = Ours.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (ours != null) {
      ours.close();
      real.close();
    }
  }

  static List<Arguments> familiesInBothProtocols() {
    List<Arguments> all = new ArrayList<>();
    for (Family family : Families.chosen()) {
      all.add(Arguments.of(family.name(), 2, family));
      all.add(Arguments.of(family.name(), 3, family));
    }
    return all;
  }

  @ParameterizedTest(name = "{0}, RESP{1}")
  @MethodSource("familiesInBothProtocols")
  void answersAsRedisDoes(String name, int resp, Family family) throws IOException {
    compare(Integer.getInteger("larder.differential.commands", IN_THE_BUILD), resp, family);
  }

  @ParameterizedTest(name = "{0}, RESP{1}")
  @MethodSource("familiesInBothProtocols")
  @Tag("long")
  void answersAsRedisDoesForLong(String name, int resp, Family family) throws IOException {
    compare(LONG, resp, family);
  }

  private static void compare(int commands, int resp, Family family) throws IOException {
    Long given = Long.getLong("larder.differential.seed");
    long seed = given != null ? given : new SplittableRandom().nextInt(Integer.MAX_VALUE);
    int share = Math.max(1, commands / (2 * Families.chosen().size()));
    Mix mix = new Mix(List.of(family), Families.company());
    Differential.run(ours.address(), real.address(), mix, seed, share, resp);
  }

  @Test
  void everyKnownDeviationStillDeviates() throws IOException {
    // A second real server deviates nowhere.
    List<KnownDeviation> known = Ours.isStandIn() ? List.of() : KnownDeviations.ALL;
    assertEquals(List.of(), KnownDeviations.stale(known, ours.address(), real.address()));
  }
}
