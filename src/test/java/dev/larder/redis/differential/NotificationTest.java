package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ours and a real redis-server tell the same keyspace events, in the same order, of the same
 * commands. Commands whose events depend on chance are left out.
 */
class NotificationTest {
  private static final int PROGRAM_LENGTH = 100;

  private static Ours ours;
  private static RealRedis real;

  @BeforeAll
  static void start() throws IOException {
    RealRedis.assumeInstalled();
    real = RealRedis.start();
    ours = Ours.start();
    for (InetSocketAddress address : List.of(ours.address(), real.address())) {
      try (RespClient client = new RespClient(address)) {
        Value set = client.call("CONFIG", "SET", "notify-keyspace-events", "KEA");
        if (set.isError()) {
          throw new IOException(set.toString());
        }
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (ours != null) {
      ours.close();
      real.close();
    }
  }

  @Test
  void theSameEventsInTheSameOrder() throws IOException {
    Long given = Long.getLong("larder.differential.seed");
    long seed = given != null ? given : new SplittableRandom().nextInt(Integer.MAX_VALUE);
    int programs =
        Integer.getInteger("larder.differential.commands", 20_000) / (4 * PROGRAM_LENGTH);
    Mix mix = new Mix(Families.chosen(), Families.company());
    for (int i = 0; i < programs; i++) {
      Program program = predictable(Program.random(mix, seed + i, PROGRAM_LENGTH));
      if (!difference(program).isEmpty()) {
        Program least = Shrinker.shrink(program, p -> !difference(p).isEmpty());
        throw new AssertionError("seed " + (seed + i) + "\n" + least + "\n\n" + difference(least));
      }
    }
  }

  /** A step of BITFIELD that a later one undoes has changed the string all the same. */
  @Test
  void changesThatAreUndone() throws IOException {
    String[][] fields = {
      {"SET", "u8", "0", "5", "SET", "u8", "0", "0"},
      {"SET", "u8", "0", "0"},
      {"SET", "u8", "0", "256", "OVERFLOW", "FAIL", "SET", "u8", "8", "256"},
      {"INCRBY", "i5", "3", "1", "INCRBY", "i5", "3", "-1"},
      {"SET", "u8", "16", "0"},
      {"OVERFLOW", "FAIL", "SET", "u8", "32", "256"},
      {"OVERFLOW", "FAIL", "SET", "u8", "56", "256", "SET", "u8", "0", "0"},
    };
    List<Step> steps = new ArrayList<>(List.of(Step.of("SET", "bits", "\0\0")));
    for (String[] field : fields) {
      steps.add(
          Step.of(
              Stream.concat(Stream.of("BITFIELD", "bits"), Stream.of(field))
                  .toArray(String[]::new)));
    }
    assertEquals("", difference(new Program(steps)));
  }

  /** Without what depends on chance, on other connections, or on both. */
  private static Program predictable(Program program) {
    return new Program(
        program.steps().stream()
            .filter(
                step ->
                    switch (step.name()) {
                      case "SPOP", "CONFIG", "CLIENT", "RESET", "QUIT", "HELLO", "DEBUG" -> false;
                      default -> true;
                    })
            .toList());
  }

  /** The events of each command where they first differ; empty when they never do. */
  private static String difference(Program program) throws IOException {
    List<List<Value>> first = events(ours.address(), program);
    List<List<Value>> second = events(real.address(), program);
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).equals(second.get(i))) {
        return program.steps().get(i) + "\nours: " + first.get(i) + "\nreal: " + second.get(i);
      }
    }
    return "";
  }

  private static List<List<Value>> events(InetSocketAddress address, Program program)
      throws IOException {
    try (RespClient client = new RespClient(address);
        RespClient marker = new RespClient(address);
        RespClient listener = new RespClient(address)) {
      client.call("FLUSHALL");
      listener.call("PSUBSCRIBE", "__key*__:*");
      listener.call("SUBSCRIBE", "mark");
      List<List<Value>> all = new ArrayList<>();
      for (Step step : program.steps()) {
        client.send(step.args());
        client.flush();
        client.read();
        marker.call("PUBLISH", "mark", "x");
        List<Value> events = new ArrayList<>();
        Value next = listener.read();
        while (next.children().size() != 3) {
          events.addAll(next.children().subList(2, 4));
          next = listener.read();
        }
        all.add(events);
      }
      return all;
    }
  }
}
