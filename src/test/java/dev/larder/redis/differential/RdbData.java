package dev.larder.redis.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills a server with random keys of all types and sizes, so that it writes them in all forms. */
final class RdbData {
  private static final int[] LENGTHS = {0, 1, 5, 20, 63, 64, 65, 200, 4_000, 20_000, 70_000};
  private static final int[] COUNTS = {1, 2, 5, 60, 130, 600};
  private static final double[] SCORES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    1e100,
    -1e-100,
    3.0e15,
    127,
    128,
    40_000,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final RespClient client;
  private final Random chance;

  RdbData(RespClient client, Random chance) {
    this.client = client;
    this.chance = chance;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void call(List<byte[]> args) throws IOException {
    Value reply = client.call(args.toArray(byte[][]::new));
    if (reply.isError()) {
      throw new IOException("the server does not take what is made up: " + reply);
    }
  }

  private void call(String... args) throws IOException {
    call(List.of(args).stream().map(RdbData::bytes).toList());
  }

  private byte[] element(int longest) {
    return switch (chance.nextInt(4)) {
      case 0 -> bytes(Long.toString(chance.nextLong() >> chance.nextInt(64)));
      case 1 -> bytes("e" + chance.nextInt(1_000_000));
      default -> {
        int length = Math.min(longest, LENGTHS[chance.nextInt(LENGTHS.length)]);
        byte[] made = new byte[length];
        if (chance.nextBoolean()) {
          chance.nextBytes(made);
        } else {
          for (int i = 0; i < length; i++) {
            made[i] = (byte) ('a' + i / 7 % 5); // can be compressed
          }
        }
        yield made;
      }
    };
  }

  /** How long each of some elements may be: there is no need for megabytes in each key. */
  private int longest(int count) {
    return Math.min(LENGTHS[chance.nextInt(LENGTHS.length)], 300_000 / count);
  }

  /** Makes some keys in some databases. */
  void fill(int keys) throws IOException {
    for (int i = 0; i < keys; i++) {
      call("SELECT", Integer.toString(chance.nextInt(4) * chance.nextInt(6)));
      String key = "k" + i;
      switch (i % 6) {
        case 0 -> call(List.of(bytes("SET"), bytes(key), element(70_000)));
        case 1 -> call(elements("RPUSH", key, false));
        case 2 -> call(elements("SADD", key, chance.nextBoolean()));
        case 3 -> sortedSet(key);
        case 4 -> hash(key);
        default -> stream(key);
      }
      if (chance.nextInt(4) == 0) {
        call("PEXPIREAT", key, Long.toString(4_000_000_000_000L + chance.nextInt()));
      }
    }
    call("SELECT", "0");
    call(
        "FUNCTION",
        "LOAD",
        "#!lua name=f" + keys + "\nredis.register_function('f', function() end)");
  }

  private List<byte[]> elements(String command, String key, boolean integers) {
    List<byte[]> args = new ArrayList<>(List.of(bytes(command), bytes(key)));
    int width = chance.nextInt(64);
    int count = COUNTS[chance.nextInt(COUNTS.length)];
    int longest = longest(count);
    for (int i = count; i > 0; i--) {
      args.add(integers ? bytes(Long.toString(chance.nextLong() >> width)) : element(longest));
    }
    return args;
  }

  private void sortedSet(String key) throws IOException {
    List<byte[]> args = new ArrayList<>(List.of(bytes("ZADD"), bytes(key)));
    int count = COUNTS[chance.nextInt(COUNTS.length)];
    int longest = longest(count);
    for (int i = count; i > 0; i--) {
      double score =
          chance.nextBoolean() ? SCORES[chance.nextInt(SCORES.length)] : chance.nextGaussian();
      args.add(
          bytes(Double.isInfinite(score) ? score > 0 ? "+inf" : "-inf" : Double.toString(score)));
      args.add(element(longest));
    }
    call(args);
  }

  private void hash(String key) throws IOException {
    List<byte[]> args = new ArrayList<>(List.of(bytes("HSET"), bytes(key)));
    int count = COUNTS[chance.nextInt(COUNTS.length)];
    int longest = longest(count);
    for (int i = count; i > 0; i--) {
      args.add(element(longest));
      args.add(element(longest));
    }
    call(args);
  }

  private void stream(String key) throws IOException {
    int entries = COUNTS[chance.nextInt(COUNTS.length)];
    long ms = chance.nextInt(1000);
    for (int i = 1; i <= entries; i++) {
      ms += chance.nextInt(3);
      List<byte[]> args = new ArrayList<>(List.of(bytes("XADD"), bytes(key), bytes(ms + "-" + i)));
      for (int field = chance.nextInt(3); field >= 0; field--) {
        args.add(bytes(chance.nextInt(4) == 0 ? "other" + field : "field" + field));
        args.add(element(200));
      }
      call(args);
      if (chance.nextInt(6) == 0) {
        call("XDEL", key, ms + "-" + i);
      }
    }
    for (int i = chance.nextInt(3); i > 0; i--) {
      call("XGROUP", "CREATE", key, "g" + i, chance.nextBoolean() ? "0" : "$");
      call("XGROUP", "CREATECONSUMER", key, "g" + i, "idle");
      for (int j = chance.nextInt(4); j > 0; j--) {
        String count = Integer.toString(1 + chance.nextInt(20));
        call("XREADGROUP", "GROUP", "g" + i, "c" + j % 2, "COUNT", count, "STREAMS", key, ">");
      }
    }
    if (chance.nextInt(5) == 0) {
      call("XTRIM", key, "MAXLEN", Integer.toString(entries / 2));
    }
  }
}
