package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where ours answers otherwise on purpose. Only replies: what the servers hold has to be the same.
 * Each entry stands in {@code docs/redis.md}, too.
 */
final class KnownDeviations {
  static final List<KnownDeviation> ALL =
      List.of(
          notServed("scripts", "EVAL return 0"),
          notServed("scripts", "EVAL_RO return 0"),
          notServed("scripts", "EVALSHA 0123456789012345678901234567890123456789 0"),
          notServed("scripts", "SCRIPT EXISTS a"),
          notServed("functions", "FUNCTION LIST"),
          notServed("functions", "FCALL f 0"),
          notServed("ACL beyond one password", "ACL WHOAMI"),
          notServed("serialised values", "DUMP missing"),
          notServed("serialised values", "RESTORE key 0 nothing"),
          notServed("cluster", "CLUSTER KEYSLOT key"),
          notServed("cluster", "READONLY"),
          notServed("modules", "MODULE LIST"),
          new KnownDeviation(
              "WATCH does not see a command that writes nothing",
              (step, ours, real) ->
                  step.is("EXEC", 1) && real instanceof Value.Null && !ours.isError(),
              program("RPUSH list a", "WATCH list", "LTRIM list 0 -1", "MULTI", "PING", "EXEC")),
          new KnownDeviation(
              "WATCH sees what changes a stream's groups",
              (step, ours, real) -> step.is("EXEC", 1) && ours instanceof Value.Null,
              program(
                  "XGROUP CREATE stream g 0 MKSTREAM",
                  "WATCH stream",
                  "XGROUP CREATECONSUMER stream g alice",
                  "MULTI",
                  "EXEC")),
          new KnownDeviation(
              "A lower threshold changes the encoding at once",
              (step, ours, real) -> step.subcommand().equals("OBJECT|ENCODING"),
              program(
                  "HSET hash a 1 b 2 c 3",
                  "CONFIG SET hash-max-listpack-entries 2",
                  "OBJECT ENCODING hash",
                  "CONFIG SET hash-max-listpack-entries 512")));

  private KnownDeviations() {}

  private static KnownDeviation notServed(String what, String command) {
    Program proof = program(command);
    String name = proof.steps().get(0).name();
    return new KnownDeviation(
        what + " are not served: " + name,
        (step, ours, real) ->
            step.name().equals(name)
                && ours instanceof Value.Error error
                && error.text().startsWith("ERR unknown command"),
        proof);
  }

  private static Program program(String... commands) {
    return new Program(Arrays.stream(commands).map(line -> Step.of(line.split(" "))).toList());
  }

  /** Those whose proof shows no difference any more, or one that they don't excuse. */
  static List<String> stale(
      List<KnownDeviation> deviations, InetSocketAddress ours, InetSocketAddress real)
      throws IOException {
    List<String> stale = new ArrayList<>();
    for (KnownDeviation deviation : deviations) {
      int differing = 0;
      for (int resp = 2; resp <= 3; resp++) {
        Comparison strict = new Comparison(ours, real, resp, List.of());
        Comparison excusing = new Comparison(ours, real, resp, List.of(deviation));
        if (strict.run(deviation.proof()).isPresent()) {
          differing++;
          excusing
              .run(deviation.proof())
              .ifPresent(rest -> stale.add(deviation.reason() + " does not excuse\n" + rest));
        }
      }
      if (differing == 0) {
        stale.add(deviation.reason() + ": nothing differs any more, take it out");
      }
    }
    return stale;
  }
}
