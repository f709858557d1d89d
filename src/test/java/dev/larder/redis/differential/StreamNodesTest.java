package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the parameters stream-node-max-bytes and stream-node-max-entries change can be seen. */
class StreamNodesTest {
  private static final String[][] BOUNDS = {
    {"4096", "100"},
    {"4096", "3"},
    {"60", "100"},
    {"200", "0"},
    {"0", "0"},
    {"0", "1"},
    {"0", "250"}
  };

  @Test
  void approximateTrimsLeaveWhatRedisLeaves() throws IOException {
    RealRedis.assumeInstalled();
    long seed = new SplittableRandom().nextInt(Integer.MAX_VALUE);
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = new RespClient(ours.address());
        RespClient their = new RespClient(real.address())) {
      for (String[] bounds : BOUNDS) {
        List<String> commands = program(new SplittableRandom(seed), bounds);
        for (int i = 0; i < commands.size(); i++) {
          String[] command = commands.get(i).split(" ", -1);
          int at = i;
          assertEquals(
              shown(their.call(command)),
              shown(our.call(command)),
              () -> "seed " + seed + ": " + String.join("\n", commands.subList(0, at + 1)));
        }
      }
    }
  }

  /** Of XINFO STREAM what trims show: the length and the number of nodes. */
  private static String shown(Value reply) {
    List<Value> parts = reply.children();
    return parts.size() < 14 ? reply.toString() : parts.subList(0, 4).toString();
  }

  private static List<String> program(SplittableRandom random, String[] bounds) {
    List<String> program = new ArrayList<>();
    program.add("DEL s");
    program.add("CONFIG SET stream-node-max-bytes " + bounds[0]);
    program.add("CONFIG SET stream-node-max-entries " + bounds[1]);
    int last = 0;
    for (int i = 0; i < 600; i++) {
      int near = Math.max(0, last - random.nextInt(400));
      switch (random.nextInt(20)) {
        case 0 -> program.add("XTRIM s MAXLEN ~ " + random.nextInt(400));
        case 1 -> program.add("XTRIM s MINID ~ " + near);
        case 2 ->
            program.add(
                "XTRIM s MAXLEN ~ " + random.nextInt(300) + " LIMIT " + random.nextInt(200));
        case 3 -> program.add("XADD s MAXLEN ~ " + random.nextInt(400) + " " + ++last + "-1 f v");
        case 4 -> program.add("XDEL s " + near + "-1 " + (near + 1) + "-1");
        case 5 -> program.add("XINFO STREAM s");
        default -> {
          String value = "v".repeat(random.nextInt(20));
          program.add(
              "XADD s " + ++last + "-1 f " + value + (random.nextInt(9) == 0 ? " g 1" : ""));
        }
      }
    }
    // A limit that the client does not give goes by the number of entries.
    program.add("DEL s");
    int many = 1200;
    IntStream.range(1, many).forEach(i -> program.add("XADD s " + i + "-1 f v"));
    program.add("XTRIM s MAXLEN ~ 0");
    program.add("XLEN s");
    return program;
  }
}
