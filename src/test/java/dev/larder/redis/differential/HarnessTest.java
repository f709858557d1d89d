package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.redis.differential.AlteringProxy.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harness finds planted differences, shrinks them, and finds none where there is none. */
class HarnessTest {
  private static RealRedis one;
  private static RealRedis other;

  @BeforeAll
  static void start() throws IOException {
    RealRedis.assumeInstalled();
    one = RealRedis.start();
    other = RealRedis.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (other != null) {
      one.close();
      other.close();
    }
  }

  private static final Fault WRONG_REPLY =
      new Fault() {
        @Override
        public Value reply(Step step, Value reply) {
          boolean alter = step.name().equals("STRLEN") && reply instanceof Value.Int;
          return alter && ((Value.Int) reply).number() > 40 ? new Value.Int(40) : reply;
        }
      };

  private static final Fault WRONG_STATE =
      new Fault() {
        @Override
        public Step request(Step step) {
          return step.is("PERSIST", 2)
              ? new Step(List.of(Bytes.of("EXISTS"), step.args().get(1)))
              : step;
        }

        @Override
        public Value reply(Step step, Value reply) {
          return step.is("PERSIST", 2) ? new Value.Int(0) : reply;
        }
      };

  @Test
  void findsAndShrinksAWrongReply() throws IOException {
    String report = report(WRONG_REPLY, List.of(new StringFamily()));
    assertTrue(report.matches("(?s).*program that shows it \\([23] of 300 .*"), report);
    assertTrue(report.matches("(?s).*\nat: +(?i:strlen) .*"), report);
    assertTrue(report.contains("ours: (integer) 40\n"), report);
    assertTrue(report.matches("(?s).*: seed \\d+, RESP2, String\n.*"), report);
  }

  @Test
  void findsAWrongStateThatNoReplyTells() throws IOException {
    try (AlteringProxy proxy = new AlteringProxy(other.address(), WRONG_STATE)) {
      Program program =
          new Program(
              List.of(
                  Step.of("SET", "k", "v", "EX", "100000"),
                  Step.of("SET", "other", "v"),
                  Step.of("RENAME", "k", "l"),
                  Step.of("PERSIST", "none"),
                  Step.of("PERSIST", "l")));
      Comparison comparison =
          new Comparison(
              proxy.address(), one.address(), 3, List.of(anyReplyOf("PERSIST", program)));
      Optional<Difference> difference = comparison.run(program);
      assertTrue(difference.orElseThrow().at().contains("db 0 key \"l\""), difference::toString);
      Program least = Shrinker.shrink(program, p -> comparison.run(p).isPresent());
      assertEquals(
          "SET k v EX 100000\nRENAME k l\nPERSIST l", least.toString(), "shrunk to what is needed");
    }
  }

  private static String report(Fault fault, List<Family> families) throws IOException {
    try (AlteringProxy proxy = new AlteringProxy(other.address(), fault)) {
      return assertThrows(
              AssertionError.class,
              () -> Differential.run(proxy.address(), one.address(), families, 1, 6_000, 2))
          .getMessage();
    }
  }

  @Test
  void aKnownDeviationIsExcusedUntilItIsNone() throws IOException {
    Program proof =
        new Program(List.of(Step.of("SET", "k", "v".repeat(50)), Step.of("STRLEN", "k")));
    List<KnownDeviation> known = List.of(anyReplyOf("STRLEN", proof));
    try (AlteringProxy proxy = new AlteringProxy(other.address(), WRONG_REPLY)) {
      assertEquals(List.of(), KnownDeviations.stale(known, proxy.address(), one.address()));
      KnownDeviation useless = anyReplyOf("GET", proof);
      List<String> rest = KnownDeviations.stale(List.of(useless), proxy.address(), one.address());
      assertTrue(rest.get(0).contains("does not excuse\nat:   STRLEN k\n"), rest::toString);
    }
    List<String> stale = KnownDeviations.stale(known, other.address(), one.address());
    assertTrue(stale.get(0).contains("take it out"), stale::toString);
  }

  private static KnownDeviation anyReplyOf(String command, Program proof) {
    return new KnownDeviation("planted", (step, a, b) -> step.name().equals(command), proof);
  }

  @Test
  void chanceIsMendedAndCountedAsTheSame() throws IOException {
    String[] words = "SADD s a b c d e f g h i j k l m n o p q r s t".split(" ");
    List<Step> steps = new ArrayList<>(List.of(Step.of(words)));
    for (int i = 0; i < 5; i++) {
      steps.add(Step.of("SPOP", "s"));
      steps.add(Step.of("SPOP", "s", "2"));
      steps.add(Step.of("SRANDMEMBER", "s", "-7"));
      steps.add(Step.of("SRANDMEMBER", "s", "7"));
      steps.add(Step.of("RANDOMKEY"));
      steps.add(Step.of("MULTI"));
      steps.add(Step.of("SPOP", "s"));
      steps.add(Step.of("SMEMBERS", "s"));
      steps.add(Step.of("SRANDMEMBER", "s"));
      steps.add(Step.of("EXEC"));
    }
    assertSame(new Program(steps));
    String[] fields = "HSET h a 1 b 2 c 3 d 4 e 5".split(" ");
    String[] scores = "ZADD z 1 a 2 b 3 c".split(" ");
    assertSame(
        new Program(
            List.of(
                Step.of(fields),
                Step.of(scores),
                Step.of("HRANDFIELD", "h"),
                Step.of("HRANDFIELD", "h", "3", "WITHVALUES"),
                Step.of("HRANDFIELD", "h", "-9", "WITHVALUES"),
                Step.of("ZRANDMEMBER", "z", "2", "WITHSCORES"),
                Step.of("ZRANDMEMBER", "z", "-5"),
                Step.of("HGETALL", "h"),
                Step.of("HSCAN", "h", "0"))));
  }

  private static void assertSame(Program program) throws IOException {
    for (int resp = 2; resp <= 3; resp++) {
      Comparison comparison = new Comparison(other.address(), one.address(), resp, List.of());
      assertEquals(Optional.empty(), comparison.run(program));
    }
  }

  @Test
  void aMemberThatIsNotThereIsFound() throws IOException {
    Fault fault =
        new Fault() {
          @Override
          public Value reply(Step step, Value reply) {
            boolean alter = step.name().equals("SRANDMEMBER") && reply instanceof Value.Bulk;
            return alter ? new Value.Bulk(Bytes.of("made up")) : reply;
          }
        };
    Program program = new Program(List.of(Step.of("SADD", "s", "a"), Step.of("SRANDMEMBER", "s")));
    try (AlteringProxy proxy = new AlteringProxy(other.address(), fault)) {
      Comparison comparison = new Comparison(proxy.address(), one.address(), 2, List.of());
      assertTrue(comparison.run(program).isPresent());
    }
  }

  @Test
  void oneSeedIsOneProgram() {
    Mix mix = Mix.of(Families.ALL);
    String program = Program.random(mix, 5, 300).toString();
    assertEquals(program, Program.random(mix, 5, 300).toString());
    assertFalse(program.equals(Program.random(mix, 6, 300).toString()));
  }

  @Test
  void aReferenceMoreIsExcusedOnlyInATransactionAndOfReferences() throws IOException {
    Value one = new Value.Int(1);
    Value two = new Value.Int(2);
    Value ours = new Value.Array(List.of(one));
    Value real = new Value.Array(List.of(two));
    Step references = Step.of("OBJECT", "REFCOUNT", "s");
    assertTrue(Rules.sameExec(List.of(references), ours, real));
    assertFalse(Rules.sameExec(List.of(references), real, ours));
    assertFalse(Rules.sameExec(List.of(Step.of("HSET", "h", "f", "v")), ours, real));
    assertFalse(Rules.same(references, one, two));
    try (RespClient client = new RespClient(HarnessTest.one.address())) {
      client.call("FLUSHALL");
      client.call("MULTI");
      client.call("GETSET", "s", "-5");
      client.call("OBJECT", "REFCOUNT", "s");
      assertEquals(two, client.call("EXEC").children().get(1)); // as long as a real one does so
    }
  }
}
