package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.SET;
import static dev.larder.redis.differential.Gen.Type.ZSET;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sorted sets, without what waits. */
final class SortedSetFamily implements Family {
  private static final String[] ALGEBRA = {"ZUNION", "ZINTER", "ZDIFF"};

  @Override
  public Set<String> commands() {
    return Set.of(
        "ZADD",
        "ZCARD",
        "ZCOUNT",
        "ZDIFF",
        "ZDIFFSTORE",
        "ZINCRBY",
        "ZINTER",
        "ZINTERCARD",
        "ZINTERSTORE",
        "ZLEXCOUNT",
        "ZMPOP",
        "ZMSCORE",
        "ZPOPMAX",
        "ZPOPMIN",
        "ZRANDMEMBER",
        "ZRANGE",
        "ZRANGEBYLEX",
        "ZRANGEBYSCORE",
        "ZRANGESTORE",
        "ZRANK",
        "ZREM",
        "ZREMRANGEBYLEX",
        "ZREMRANGEBYRANK",
        "ZREMRANGEBYSCORE",
        "ZREVRANGE",
        "ZREVRANGEBYLEX",
        "ZREVRANGEBYSCORE",
        "ZREVRANK",
        "ZSCAN",
        "ZSCORE",
        "ZUNION",
        "ZUNIONSTORE");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(ZSET);
    return switch (gen.below(34)) {
      case 0, 1, 2, 3, 4, 5, 6 -> add(gen, key);
      case 7 -> gen.args("ZINCRBY", key, gen.score(), member(gen));
      case 8 -> gen.args("ZREM", key, gen.some(2, () -> member(gen)));
      case 9 -> gen.args(gen.pick("ZSCORE", "ZRANK", "ZREVRANK"), key, member(gen));
      case 10 -> gen.args("ZMSCORE", key, gen.some(3, () -> member(gen)));
      case 11 -> gen.args("ZCARD", key);
      case 12 -> gen.args("ZCOUNT", key, gen.scoreBound(), gen.scoreBound());
      case 13 -> lex(gen);
      case 14 -> gen.args(gen.pick("ZPOPMIN", "ZPOPMAX"), key, gen.maybe(50, gen.count()));
      case 15 -> mpop(gen, key);
      case 16 ->
          gen.args("ZRANDMEMBER", key, gen.maybe(70, gen.count(), gen.maybe(40, "WITHSCORES")));
      case 17, 18, 19 -> gen.args("ZRANGE", key, range(gen), gen.maybe(40, "WITHSCORES"));
      case 20, 21 -> oldRange(gen, key);
      case 22 -> gen.args("ZRANGESTORE", gen.key(ZSET), key, range(gen));
      case 23 -> lex(gen);
      case 24 -> removeRange(gen, key);
      case 25, 26 -> algebra(gen);
      case 27, 28, 29 -> store(gen, key);
      case 30 ->
          gen.args(
              "ZINTERCARD",
              gen.pick(2, 2, 2, 1, 3, "0", "-1", "x"),
              key,
              source(gen),
              gen.maybe(50, "LIMIT", gen.count()));
      case 31 -> gen.args("OBJECT", "ENCODING", key);
      case 32 -> many(gen, key);
      default ->
          gen.args(
              "ZSCAN",
              key,
              HashFamily.cursor(gen),
              gen.maybe(30, "MATCH", gen.pattern()),
              gen.maybe(30, "COUNT", gen.count()));
    };
  }

  private static byte[] member(Gen gen) {
    return gen.chance(2) ? Bytes.of("m".repeat(64 + gen.below(2))) : gen.member();
  }

  private static List<byte[]> add(Gen gen, byte[] key) {
    if (gen.chance(40)) { // of one score, which ranges of members need
      return gen.args("ZADD", key, gen.some(6, () -> List.of(Bytes.of("0"), member(gen))));
    }
    List<byte[]> options =
        gen.maybe(40, gen.some(2, () -> gen.pick("NX", "XX", "GT", "LT", "CH", "gt", "ch")));
    return gen.chance(12)
        ? gen.args("ZADD", key, options, "INCR", gen.score(), member(gen))
        : gen.args("ZADD", key, options, gen.some(4, () -> List.of(gen.score(), member(gen))));
  }

  private static List<byte[]> mpop(Gen gen, byte[] key) {
    return gen.args(
        "ZMPOP",
        gen.pick(2, 2, 1, 3, "0", "x"),
        key,
        gen.key(ZSET),
        gen.pick("MIN", "MAX", "max"),
        gen.maybe(50, "COUNT", gen.count()));
  }

  /** The two bounds of ZRANGE, and what it says of them. */
  private static List<byte[]> range(Gen gen) {
    List<byte[]> reversed = gen.maybe(35, "REV");
    List<byte[]> limit = gen.maybe(25, "LIMIT", gen.index(), gen.index());
    return gen.chance(50)
        ? gen.args(gen.index(), gen.index(), reversed, gen.chance(10) ? limit : List.of())
        : gen.args(gen.scoreBound(), gen.scoreBound(), "BYSCORE", reversed, limit);
  }

  /**
   * Ranges of members. They are for sets whose scores are all the same; in others, once they are
   * stored in the large form, Redis finds what chance lets it find. So they have keys of their own.
   */
  private static List<byte[]> lex(Gen gen) {
    String key = gen.pick("lex0", "lex1", "lex1", "lex0", "hash0");
    List<byte[]> bounds = gen.args(gen.lexBound(), gen.lexBound());
    List<byte[]> limit = gen.maybe(25, "LIMIT", gen.index(), gen.index());
    List<byte[]> range = gen.args(bounds, "BYLEX", limit, gen.maybe(35, "REV"));
    return switch (gen.below(8)) {
      case 0, 1 -> gen.args("ZADD", key, gen.some(6, () -> List.of(Bytes.of("0"), gen.member())));
      case 2 -> gen.args("ZRANGE", key, range, gen.maybe(5, "WITHSCORES"));
      case 3 -> gen.args("ZRANGESTORE", gen.key(ZSET), key, range);
      case 4 -> gen.args("ZLEXCOUNT", key, bounds);
      case 5 -> gen.args("ZREMRANGEBYLEX", key, bounds);
      default -> gen.args(gen.pick("ZRANGEBYLEX", "ZREVRANGEBYLEX"), key, bounds, limit);
    };
  }

  private static List<byte[]> oldRange(Gen gen, byte[] key) {
    List<byte[]> limit = gen.maybe(25, "LIMIT", gen.index(), gen.index());
    List<byte[]> scores = gen.maybe(40, "WITHSCORES");
    return gen.chance(33)
        ? gen.args("ZREVRANGE", key, gen.index(), gen.index(), scores)
        : gen.args(
            gen.pick("ZRANGEBYSCORE", "ZREVRANGEBYSCORE"),
            key,
            gen.scoreBound(),
            gen.scoreBound(),
            limit,
            scores);
  }

  private static List<byte[]> removeRange(Gen gen, byte[] key) {
    return gen.chance(50)
        ? gen.args("ZREMRANGEBYRANK", key, gen.index(), gen.index())
        : gen.args("ZREMRANGEBYSCORE", key, gen.scoreBound(), gen.scoreBound());
  }

  private static byte[] source(Gen gen) {
    return gen.key(gen.chance(80) ? ZSET : SET);
  }

  private static List<byte[]> algebra(Gen gen) {
    String name = gen.pick(ALGEBRA);
    return gen.args(name, sources(gen, name), gen.maybe(50, "WITHSCORES"));
  }

  private static List<byte[]> store(Gen gen, byte[] key) {
    String name = gen.pick(ALGEBRA);
    return gen.args(name + "STORE", key, sources(gen, name));
  }

  /** How many sets, which, and what counts of their scores. */
  private static List<byte[]> sources(Gen gen, String name) {
    int count = 1 + gen.below(3);
    List<byte[]> all = new ArrayList<>();
    all.add(Bytes.of(gen.chance(95) ? Integer.toString(count) : gen.pick("0", "-1", "4", "x")));
    for (int i = 0; i < count; i++) {
      all.add(source(gen));
    }
    if (!name.equals("ZDIFF")) {
      if (gen.chance(35)) {
        all.addAll(gen.args("WEIGHTS"));
        for (int i = 0; i < count; i++) {
          all.add(gen.score());
        }
      }
      all.addAll(gen.maybe(35, "AGGREGATE", gen.pick("SUM", "MIN", "MAX", "max", "x")));
    }
    return all;
  }

  /** Nearly as many as the small form may have, or a few more. */
  private static List<byte[]> many(Gen gen, byte[] key) {
    if (gen.chance(70)) {
      return gen.args("ZREMRANGEBYRANK", key, 3, "-1");
    }
    List<byte[]> command = gen.args("ZADD", key);
    for (int i = gen.below(3); i < 124 + gen.below(8); i++) {
      command.addAll(gen.args(i % 7, i));
    }
    return command;
  }
}
