package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.HASH;

import java.util.List;
import java.util.Set;

/** Hashes. */
final class HashFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "HDEL",
        "HEXISTS",
        "HGET",
        "HGETALL",
        "HINCRBY",
        "HINCRBYFLOAT",
        "HKEYS",
        "HLEN",
        "HMGET",
        "HMSET",
        "HRANDFIELD",
        "HSCAN",
        "HSET",
        "HSETNX",
        "HSTRLEN",
        "HVALS");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(HASH);
    return switch (gen.below(20)) {
      case 0, 1 ->
          gen.args(
              gen.pick("HSET", "HMSET"), key, gen.some(4, () -> List.of(gen.field(), value(gen))));
      case 2 -> gen.args("HSET", key, gen.field(), value(gen));
      case 3 -> many(gen, key);
      case 4 -> gen.args("HSETNX", key, gen.field(), value(gen));
      case 5 -> gen.args(gen.pick("HGET", "HSTRLEN", "HEXISTS"), key, gen.field());
      case 6 -> gen.args("HMGET", key, gen.some(4, gen::field));
      case 7, 8 -> gen.args("HDEL", key, gen.some(3, gen::field));
      case 9 -> gen.args(gen.pick("HKEYS", "HVALS", "HGETALL"), key);
      case 10 -> gen.args("HLEN", key);
      case 11, 12 -> gen.args("HINCRBY", key, gen.field(), gen.integer());
      case 13, 14 -> gen.args("HINCRBYFLOAT", key, gen.field(), gen.floating());
      case 15 -> gen.args("HRANDFIELD", key);
      case 16 -> gen.args("HRANDFIELD", key, gen.count(), gen.maybe(40, "WITHVALUES"));
      case 17 -> gen.args("OBJECT", "ENCODING", key);
      default ->
          gen.args(
              "HSCAN",
              key,
              cursor(gen),
              gen.maybe(30, "MATCH", gen.pattern()),
              gen.maybe(30, "COUNT", gen.count()));
    };
  }

  /** Where a scan begins; goes on anywhere, too. */
  static Object cursor(Gen gen) {
    return gen.chance(85) ? "0" : gen.pick(1, 7, "-1", "x", "", "99999999999999999999", " 1", "+0");
  }

  /** Numbers, so that sums come out, besides other values. */
  private static byte[] value(Gen gen) {
    return gen.chance(40) ? gen.number() : gen.value();
  }

  /** Nearly as many as a small hash may have, or a few more, or of long names. */
  private static List<byte[]> many(Gen gen, byte[] key) {
    if (gen.chance(70)) {
      return gen.args("HDEL", key, "f0", "f1", "f2", "f3");
    }
    int first = gen.below(3);
    List<byte[]> command = gen.args("HSET", key);
    for (int i = first; i < 508 + gen.below(8); i++) {
      command.addAll(gen.args("f" + i, i));
    }
    return command;
  }
}
