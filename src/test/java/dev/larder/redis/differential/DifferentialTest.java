package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.fail;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint answers as a real redis-server does. Where there is none, this says so loudly. */
class DifferentialTest {
  private static final int PROGRAM = 400;
  private static final int CHUNK = 40;

  @ParameterizedTest
  @CsvSource({"lists, 2", "lists, 3"})
  void everyReplyIsTheSame(String family, int protocol) throws IOException {
    compare(family, protocol, 25);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"lists, 2", "lists, 3"})
  void everyReplyIsTheSameForLong(String family, int protocol) throws IOException {
    compare(family, protocol, 1250);
  }

  private static void compare(String family, int protocol, int programs) throws IOException {
    if (!RealRedis.isInstalled()) {
      System.err.println("NO redis-server IS INSTALLED: the endpoint is compared with nothing");
      Assumptions.abort("no redis-server");
    }
    long seed = new SplittableRandom().nextLong();
    try (RealRedis real = RealRedis.start()) {
      for (int i = 0; i < programs; i++) {
        long programSeed = seed + i;
        List<List<String>> program = program(Families.ALL.get(family), programSeed);
        if (difference(program, protocol, real) != null) {
          List<List<String>> least = shrunk(program, protocol, real);
          fail(
              family
                  + ", seed "
                  + programSeed
                  + ", RESP"
                  + protocol
                  + "\n"
                  + difference(least, protocol, real)
                  + "\nafter "
                  + least);
        }
      }
    }
  }

  private static List<List<String>> program(Family family, long seed) {
    Gen gen = new Gen(new SplittableRandom(seed));
    List<List<String>> program = new ArrayList<>();
    for (int i = 0; i < PROGRAM; i++) {
      program.add(gen.maybeSpoiled(family.next(gen)));
    }
    return program;
  }

  /** Without each command that the difference does not need. */
  private static List<List<String>> shrunk(List<List<String>> program, int protocol, RealRedis real)
      throws IOException {
    List<List<String>> least = new ArrayList<>(program);
    for (int size = least.size() / 2; size > 0; size /= 2) {
      for (int from = 0; from < least.size(); ) {
        List<List<String>> without = new ArrayList<>(least.subList(0, from));
        without.addAll(least.subList(Math.min(least.size(), from + size), least.size()));
        if (difference(without, protocol, real) != null) {
          least = without;
        } else {
          from += size;
        }
      }
    }
    return least;
  }

  /** The first difference as a text, or null. */
  private static String difference(List<List<String>> program, int protocol, RealRedis real)
      throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0);
        RespClient ours = new RespClient(endpoint.port());
        RespClient theirs = new RespClient(real.port())) {
      theirs.call("FLUSHALL");
      ours.call("HELLO", Integer.toString(protocol));
      theirs.call("HELLO", Integer.toString(protocol));
      for (int from = 0; from < program.size(); from += CHUNK) {
        List<List<String>> chunk = program.subList(from, Math.min(program.size(), from + CHUNK));
        for (RespClient client : List.of(ours, theirs)) {
          for (List<String> command : chunk) {
            client.send(command);
          }
          client.flush();
        }
        for (List<String> command : chunk) {
          Object our = ours.read();
          Object their = theirs.read();
          if (!our.equals(their)) {
            return command + "\nLarder " + our + "\nRedis  " + their;
          }
        }
      }
      return null;
    }
  }
}
