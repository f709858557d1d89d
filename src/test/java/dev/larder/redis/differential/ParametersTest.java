package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parameters that have an effect, beside the generator's, which leaves them as they are. */
class ParametersTest {
  @Test
  void howLongAHyperLogLogIsSparse() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String bytes : List.of("0", "40", "3000", "100000")) {
      steps.add(Step.of("CONFIG", "SET", "hll-sparse-max-bytes", bytes));
      for (int i = 0; i < 60; i++) {
        steps.add(Step.of("PFADD", "sketch" + bytes, "element" + i));
        steps.add(Step.of("STRLEN", "sketch" + bytes));
      }
      steps.add(Step.of("PFMERGE", "all", "sketch" + bytes));
      steps.add(Step.of("STRLEN", "all"));
    }
    steps.add(Step.of("CONFIG", "SET", "hll-sparse-max-bytes", "3000"));
    same(new Program(steps));
  }

  @Test
  void hzIsKeptWithinBounds() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String hz : List.of("0", "1", "500", "501", "2147483647", "-1", "10")) {
      steps.add(Step.of("CONFIG", "SET", "hz", hz));
      steps.add(Step.of("CONFIG", "GET", "hz"));
    }
    same(new Program(steps));
  }

  private static void same(Program program) throws IOException {
    RealRedis.assumeInstalled();
    try (RealRedis real = RealRedis.start();
        Ours ours = Ours.start()) {
      for (int resp = 2; resp <= 3; resp++) {
        Comparison strict = new Comparison(ours.address(), real.address(), resp, List.of());
        assertEquals(Optional.empty(), strict.run(program));
      }
    }
  }
}
