package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.STRING;

import java.util.List;
import java.util.Set;

/** Strings. */
final class StringFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "APPEND",
        "DECR",
        "DECRBY",
        "GET",
        "GETDEL",
        "GETEX",
        "GETRANGE",
        "GETSET",
        "INCR",
        "INCRBY",
        "INCRBYFLOAT",
        "LCS",
        "MGET",
        "MSET",
        "MSETNX",
        "PSETEX",
        "SET",
        "SETEX",
        "SETNX",
        "SETRANGE",
        "STRLEN",
        "SUBSTR");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(STRING);
    return switch (gen.below(24)) {
      case 0, 1, 2, 3 -> gen.args("SET", key, gen.value(), setOptions(gen));
      case 4, 5 -> gen.args("GET", key);
      case 6 -> gen.args(gen.pick("INCR", "DECR"), key);
      case 7, 8 -> gen.args(gen.pick("INCRBY", "DECRBY"), key, gen.integer());
      case 9, 10 -> gen.args("INCRBYFLOAT", key, gen.floating());
      case 11 -> gen.args("APPEND", key, gen.value());
      case 12 -> gen.args("STRLEN", key);
      case 13 -> gen.args("GETSET", key, gen.value());
      case 14 -> gen.args("GETDEL", key);
      case 15 -> gen.args("GETEX", key, getexOptions(gen));
      case 16 -> gen.args("SETNX", key, gen.value());
      case 17 ->
          gen.chance(50)
              ? gen.args("SETEX", key, gen.chance(80) ? gen.seconds() : gen.garbage(), gen.value())
              : gen.args("PSETEX", key, gen.chance(80) ? gen.millis() : gen.garbage(), gen.value());
      case 18 -> gen.args("SETRANGE", key, offset(gen), gen.value());
      case 19 ->
          gen.args(gen.pick("GETRANGE", "GETRANGE", "SUBSTR"), key, gen.index(), gen.index());
      case 20 -> gen.args("MGET", gen.some(4, () -> gen.key(STRING)));
      case 21 ->
          gen.args(
              gen.chance(70) ? "MSET" : "MSETNX",
              gen.some(3, () -> gen.args(gen.key(STRING), gen.value())));
      default -> gen.args("LCS", key, gen.key(STRING), lcsOptions(gen));
    };
  }

  /** A deadline in the past is left out: how long such a key is counted is a matter of chance. */
  private static List<byte[]> setOptions(Gen gen) {
    return gen.args(
        gen.maybe(15, gen.pick("NX", "XX")), gen.maybe(15, "GET"), gen.maybe(25, deadline(gen)));
  }

  private static List<byte[]> deadline(Gen gen) {
    return switch (gen.below(7)) {
      case 0 -> gen.args("EX", gen.seconds());
      case 1 -> gen.args("PX", gen.millis());
      case 2 -> gen.args("EXAT", gen.unixSeconds());
      case 3 -> gen.args("PXAT", gen.unixMillis());
      case 4 -> gen.args("KEEPTTL");
      case 5 -> gen.args(gen.pick("EX", "PX", "EXAT", "PXAT"), gen.pick("0", "-1", "x", ""));
      default -> gen.args(gen.pick("EX", "PX"), "9223372036854775807");
    };
  }

  private static List<byte[]> getexOptions(Gen gen) {
    return switch (gen.below(4)) {
      case 0 -> gen.args();
      case 1 -> gen.args("PERSIST");
      case 2 -> gen.args(gen.pick("EXAT", "PXAT"), "1");
      default -> deadline(gen);
    };
  }

  private static Object offset(Gen gen) {
    return gen.chance(80)
        ? gen.below(40)
        : gen.pick("-1", "536870912", "9223372036854775807", "x", "");
  }

  private static List<byte[]> lcsOptions(Gen gen) {
    return gen.args(
        gen.maybe(20, "LEN"),
        gen.maybe(40, "IDX"),
        gen.maybe(25, "MINMATCHLEN", gen.count()),
        gen.maybe(30, "WITHMATCHLEN"));
  }
}
