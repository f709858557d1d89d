package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Random programs on ours and on the real server, until they differ or enough were run. */
final class Differential {
  /** Long enough for keys to be filled and changed, short enough to shrink quickly. */
  static final int PROGRAM_LENGTH = 300;

  private Differential() {}

  /**
   * Runs programs with the seeds {@code seed}, {@code seed + 1}, ... of so many commands in all.
   *
   * @return what the real server answered
   * @throws AssertionError with the least program that shows it, if there is a difference
   */
  static Tally run(
      InetSocketAddress ours,
      InetSocketAddress real,
      List<Family> families,
      long seed,
      int commands,
      int resp)
      throws IOException {
    return run(ours, real, Mix.of(families), seed, commands, resp);
  }

  static Tally run(
      InetSocketAddress ours, InetSocketAddress real, Mix mix, long seed, int commands, int resp)
      throws IOException {
    Comparison comparison = new Comparison(ours, real, resp, KnownDeviations.ALL);
    long next = seed;
    for (int left = commands; left > 0; left -= PROGRAM_LENGTH) {
      Program program = Program.random(mix, next, PROGRAM_LENGTH);
      Optional<Difference> difference = comparison.run(program);
      if (difference.isPresent()) {
        String origin = origin(mix, next, resp);
        throw new AssertionError(origin + explain(comparison, program, difference.get()));
      }
      next++;
    }
    return comparison.tally();
  }

  private static String origin(Mix mix, long seed, int resp) {
    return "ours and redis-server differ: seed "
        + seed
        + ", RESP"
        + resp
        + ", "
        + mix.names()
        + "\nagain: mvn test -Dtest=DifferentialTest -Dlarder.differential.seed="
        + seed
        + " -Dlarder.differential.families="
        + mix.names()
        + "\n";
  }

  private static String explain(Comparison comparison, Program program, Difference first)
      throws IOException {
    Program cut = program.upTo(Math.min(first.index() + 1, program.steps().size()));
    if (comparison.run(cut).isEmpty()) {
      return "it does not differ when it is run again; what was seen:\n" + first + "\n" + cut;
    }
    Program least = Shrinker.shrink(cut, candidate -> comparison.run(candidate).isPresent());
    Optional<Difference> last = comparison.run(least);
    return "the least program that shows it ("
        + least.steps().size()
        + " of "
        + program.steps().size()
        + " commands), as redis-cli takes it:\n\n"
        + least
        + "\n\n"
        + last.orElse(first);
  }
}
