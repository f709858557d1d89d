package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.SET;

import java.util.List;
import java.util.Set;

/** Sets. */
final class SetFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "SADD",
        "SCARD",
        "SDIFF",
        "SDIFFSTORE",
        "SINTER",
        "SINTERCARD",
        "SINTERSTORE",
        "SISMEMBER",
        "SMEMBERS",
        "SMISMEMBER",
        "SMOVE",
        "SPOP",
        "SRANDMEMBER",
        "SREM",
        "SSCAN",
        "SUNION",
        "SUNIONSTORE");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(SET);
    return switch (gen.below(22)) {
      case 0, 1, 2, 3 -> gen.args("SADD", key, gen.some(6, () -> member(gen)));
      case 4, 5 -> gen.args("SREM", key, gen.some(3, () -> member(gen)));
      case 6 -> gen.args("SISMEMBER", key, member(gen));
      case 7 -> gen.args("SMISMEMBER", key, gen.some(3, () -> member(gen)));
      case 8 -> gen.args(gen.pick("SCARD", "SMEMBERS"), key);
      case 9, 10 -> gen.args("SMOVE", key, gen.key(SET), member(gen));
      case 11 -> gen.args("SPOP", key, gen.maybe(60, gen.count()));
      case 12 -> gen.args("SRANDMEMBER", key, gen.maybe(70, gen.count()));
      case 13, 14 ->
          gen.args(gen.pick("SDIFF", "SINTER", "SUNION"), gen.some(4, () -> gen.key(SET)));
      case 15, 16, 17 ->
          gen.args(
              gen.pick("SDIFFSTORE", "SINTERSTORE", "SUNIONSTORE"),
              key,
              gen.some(4, () -> gen.key(SET)));
      case 18 ->
          gen.args(
              "SINTERCARD",
              gen.pick(2, 2, 2, 1, 3, "0", "-1", "x"),
              key,
              gen.key(SET),
              gen.maybe(50, "LIMIT", gen.count()));
      case 19 -> many(gen, key);
      case 20 -> gen.args("OBJECT", "ENCODING", key);
      default ->
          gen.args(
              "SSCAN",
              key,
              HashFamily.cursor(gen),
              gen.maybe(30, "MATCH", gen.pattern()),
              gen.maybe(30, "COUNT", gen.count()));
    };
  }

  /** Mostly a small number: sets of numbers only are stored in another form. */
  private static byte[] member(Gen gen) {
    return gen.chance(60) ? gen.number() : gen.member();
  }

  /** Nearly as many numbers as the small form may have, or a few more. */
  private static List<byte[]> many(Gen gen, byte[] key) {
    if (gen.chance(80)) {
      return gen.args("SREM", key, gen.some(12, gen::member));
    }
    List<byte[]> command = gen.args("SADD", key);
    for (int i = gen.below(3); i < 509 + gen.below(6); i++) {
      command.add(Bytes.of(Integer.toString(i)));
    }
    return command;
  }
}
