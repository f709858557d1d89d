package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.STREAM;

import java.util.List;
import java.util.Set;

/**
 * Commands that would wait, where they find something, fail, or stand between MULTI and EXEC; and
 * now and then really wait, for the shortest of times. What wakes them is in {@link BlockingTest}.
 */
final class BlockingFamily implements Family {
  /** A wait that is in vain takes a tenth of a second with Redis, so there are few. */
  private static final int PUSH_PERCENT = 55;

  @Override
  public Set<String> commands() {
    return Set.of(
        "BLMOVE",
        "BLMPOP",
        "BLPOP",
        "BRPOP",
        "BRPOPLPUSH",
        "BZMPOP",
        "BZPOPMAX",
        "BZPOPMIN",
        "XREAD",
        "XREADGROUP");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    return gen.chance(PUSH_PERCENT) ? push(gen) : pop(gen);
  }

  private static List<byte[]> push(Gen gen) {
    return switch (gen.below(9)) {
      case 0, 1, 2, 3 -> gen.args("RPUSH", list(gen), gen.number(), gen.some(4, gen::value));
      case 4, 5, 6 ->
          gen.args("ZADD", set(gen), gen.some(4, () -> gen.args(gen.number(), gen.member())));
      case 7 -> gen.args("XGROUP", "CREATE", gen.key(STREAM), "g", "0", "MKSTREAM");
      default -> gen.args("XADD", gen.key(STREAM), "1-*", gen.field(), gen.value());
    };
  }

  private static List<byte[]> pop(Gen gen) {
    return switch (gen.below(10)) {
      case 0, 1, 2 -> gen.args(gen.pick("BLPOP", "BRPOP"), gen.some(3, () -> list(gen)), time(gen));
      case 3 -> gen.args("BLMOVE", list(gen), list(gen), end(gen), end(gen), time(gen));
      case 4 -> gen.args("BRPOPLPUSH", list(gen), list(gen), time(gen));
      case 5 ->
          gen.args(
              "BLMPOP",
              time(gen),
              gen.pick(2, 2, 1, 3, "x"),
              list(gen),
              list(gen),
              end(gen),
              gen.maybe(40, "COUNT", gen.count()));
      case 6 -> gen.args(gen.pick("BZPOPMIN", "BZPOPMAX"), gen.some(3, () -> set(gen)), time(gen));
      case 7 ->
          gen.args(
              "BZMPOP",
              time(gen),
              gen.pick(2, 2, 1, 3, "x"),
              set(gen),
              set(gen),
              gen.pick("MIN", "MAX", "max", "x"),
              gen.maybe(40, "COUNT", gen.count()));
      case 8 ->
          gen.args("XREAD", "BLOCK", millis(gen), "STREAMS", gen.key(STREAM), gen.pick("0", "$"));
      default ->
          gen.args(
              "XREADGROUP",
              "GROUP",
              gen.pick("g", "g", "gone"),
              gen.pick("alice", "bob"),
              gen.maybe(30, "COUNT", gen.count()),
              "block",
              millis(gen),
              "STREAMS",
              gen.key(STREAM),
              gen.pick(">", "0"));
    };
  }

  private static String list(Gen gen) {
    return gen.chance(95) ? "list" + gen.below(2) : gen.pick("zset0", "x");
  }

  private static String set(Gen gen) {
    return gen.chance(95) ? "zset" + gen.below(2) : gen.pick("list0", "x");
  }

  private static String end(Gen gen) {
    return gen.pick("LEFT", "RIGHT", "left", "right", "RIGHT", "middle");
  }

  /** Never one that is long, nor none at all. */
  private static String time(Gen gen) {
    return gen.chance(90) ? "0.001" : gen.pick("1e-3", "x", "", "-1", "0x1p-10", "nan", "inf");
  }

  private static String millis(Gen gen) {
    return gen.chance(90) ? "1" : gen.pick("x", "-1", "1.5", "");
  }
}
