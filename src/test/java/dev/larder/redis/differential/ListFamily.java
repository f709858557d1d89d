package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.LIST;

import java.util.List;
import java.util.Set;

/** Lists, without what waits. */
final class ListFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "LINDEX",
        "LINSERT",
        "LLEN",
        "LMOVE",
        "LMPOP",
        "LPOP",
        "LPOS",
        "LPUSH",
        "LPUSHX",
        "LRANGE",
        "LREM",
        "LSET",
        "LTRIM",
        "RPOP",
        "RPOPLPUSH",
        "RPUSH",
        "RPUSHX");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(LIST);
    return switch (gen.below(17)) {
      case 0, 1, 2 ->
          gen.args(
              gen.pick("LPUSH", "RPUSH", "LPUSHX", "RPUSHX"), key, gen.some(4, () -> item(gen)));
      case 3 -> gen.args(gen.pick("LPOP", "RPOP"), key);
      case 4 -> gen.args(gen.pick("LPOP", "RPOP"), key, gen.count());
      case 5 -> gen.args("LLEN", key);
      case 6 -> gen.args("LRANGE", key, gen.index(), gen.index());
      case 7 -> gen.args("LINDEX", key, gen.index());
      case 8 -> gen.args("LSET", key, gen.index(), item(gen));
      case 9 -> gen.args("LINSERT", key, gen.pick("BEFORE", "after"), item(gen), item(gen));
      case 10 -> gen.args("LREM", key, gen.index(), item(gen));
      case 11 -> gen.args("LTRIM", key, gen.index(), gen.index());
      case 12, 13 ->
          gen.args(
              "LPOS",
              key,
              item(gen),
              gen.maybe(30, "RANK", gen.index()),
              gen.maybe(30, "COUNT", gen.count()),
              gen.maybe(30, "MAXLEN", gen.count()));
      case 14 -> gen.args("LMOVE", key, gen.key(LIST), end(gen), end(gen));
      case 15 -> gen.args("RPOPLPUSH", key, gen.key(LIST));
      default ->
          gen.args(
              "LMPOP",
              gen.pick(2, 2, 1, 3, "x"),
              key,
              gen.key(LIST),
              end(gen),
              gen.maybe(50, "COUNT", gen.count()));
    };
  }

  private static byte[] item(Gen gen) {
    return gen.chance(70) ? gen.number() : gen.value();
  }

  private static String end(Gen gen) {
    return gen.pick("LEFT", "RIGHT", "left", "right");
  }
}
