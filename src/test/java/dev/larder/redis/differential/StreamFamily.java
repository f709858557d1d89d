package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.STREAM;

import java.util.List;
import java.util.Set;

/** Streams and groups of consumers, without what waits. */
final class StreamFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "XACK",
        "XADD",
        "XAUTOCLAIM",
        "XCLAIM",
        "XDEL",
        "XGROUP|CREATE",
        "XGROUP|CREATECONSUMER",
        "XGROUP|DELCONSUMER",
        "XGROUP|DESTROY",
        "XGROUP|HELP",
        "XGROUP|SETID",
        "XINFO|CONSUMERS",
        "XINFO|GROUPS",
        "XINFO|HELP",
        "XINFO|STREAM",
        "XLEN",
        "XPENDING",
        "XRANGE",
        "XREAD",
        "XREADGROUP",
        "XREVRANGE",
        "XSETID",
        "XTRIM");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(STREAM);
    return switch (gen.below(30)) {
      case 0, 1, 2, 3, 4, 5 -> add(gen, key);
      case 6 -> gen.args("XLEN", key);
      case 7, 8 -> gen.args("XRANGE", key, from(gen), to(gen), gen.maybe(40, "COUNT", gen.count()));
      case 9, 10 ->
          gen.args("XREVRANGE", key, to(gen), from(gen), gen.maybe(40, "count", gen.count()));
      case 11 -> gen.args("XDEL", key, gen.some(3, () -> id(gen)));
      case 12 -> gen.args("XTRIM", key, trimming(gen));
      case 13 -> setId(gen, key);
      case 14, 15 -> read(gen, key);
      case 16, 17, 18, 19 -> readGroup(gen, key);
      case 20, 21 -> group(gen, key);
      case 22 -> gen.args("XACK", key, name(gen), gen.some(3, () -> id(gen)));
      case 23, 24 -> pending(gen, key);
      case 25, 26 -> claim(gen, key);
      case 27 ->
          gen.args(
              "XAUTOCLAIM",
              key,
              name(gen),
              consumer(gen),
              idle(gen),
              from(gen),
              gen.maybe(40, "COUNT", gen.count()),
              gen.maybe(30, "JUSTID"));
      default -> info(gen, key);
    };
  }

  private static List<byte[]> add(Gen gen, byte[] key) {
    return gen.args(
        "XADD",
        key,
        gen.maybe(10, "NOMKSTREAM"),
        gen.chance(15) ? trimming(gen) : List.of(),
        gen.chance(60) ? gen.between(1, 9) + "-*" : id(gen),
        gen.some(3, () -> gen.args(gen.field(), gen.value())));
  }

  private static List<byte[]> trimming(Gen gen) {
    boolean byLength = gen.chance(60);
    String sign = gen.pick("", "=", "~", "~");
    return gen.args(
        byLength ? "MAXLEN" : "minid",
        sign.isEmpty() ? List.of() : sign,
        byLength ? gen.count() : id(gen),
        gen.maybe(sign.equals("~") ? 40 : 5, "LIMIT", gen.count()));
  }

  private static byte[] id(Gen gen) {
    return Bytes.of(
        switch (gen.below(12)) {
          case 0 -> gen.pick("0", "0-0", "0-1", "0-*", "5", "3", "18446744073709551615");
          case 1 ->
              gen.pick(
                  "18446744073709551615-18446744073709551615",
                  "18446744073709551614-5",
                  "1526919030474-55",
                  "18446744073709551616",
                  "5-x",
                  "-",
                  "+",
                  "$",
                  ">",
                  "-1",
                  "1--1",
                  "1-",
                  "01-02",
                  " 1-1",
                  "+1-+1",
                  "1-1-1",
                  "1-01",
                  "");
          default -> gen.between(1, 9) + "-" + gen.between(0, 4);
        });
  }

  private static Object from(Gen gen) {
    return gen.chance(30) ? "-" : bound(gen);
  }

  private static Object to(Gen gen) {
    return gen.chance(30) ? "+" : bound(gen);
  }

  private static byte[] bound(Gen gen) {
    return Bytes.of(
        switch (gen.below(4)) {
          case 0 -> "(" + Bytes.text(id(gen));
          case 1 -> Long.toString(gen.between(0, 9));
          default -> Bytes.text(id(gen));
        });
  }

  private static String name(Gen gen) {
    return gen.pick("g", "g", "g", "h", "gone");
  }

  private static String consumer(Gen gen) {
    return gen.pick("alice", "alice", "bob", "carol");
  }

  /** None, or one that nothing reaches: how long something has been idle is a matter of time. */
  private static Object idle(Gen gen) {
    return gen.pick("0", "0", "0", "-1", "9223372036854775807", "100000000000000", "x");
  }

  private static List<byte[]> setId(Gen gen, byte[] key) {
    if (gen.chance(60)) {
      return gen.args("XSETID", key, gen.between(1, 9) + "-" + gen.between(0, 9));
    }
    return gen.args(
        "XSETID",
        key,
        id(gen),
        gen.maybe(50, "ENTRIESADDED", gen.count()),
        gen.maybe(50, "MAXDELETEDID", id(gen)));
  }

  private static List<byte[]> read(Gen gen, byte[] key) {
    List<byte[]> before = gen.args("XREAD", gen.maybe(40, "COUNT", gen.count()));
    return gen.chance(50)
        ? gen.args(before, "STREAMS", key, gen.chance(15) ? "$" : id(gen))
        : gen.args(before, "streams", key, gen.key(STREAM), id(gen), id(gen));
  }

  private static List<byte[]> readGroup(Gen gen, byte[] key) {
    List<byte[]> before =
        gen.args(
            "XREADGROUP",
            "GROUP",
            name(gen),
            consumer(gen),
            gen.maybe(40, "COUNT", gen.count()),
            gen.maybe(15, "NOACK"));
    return gen.chance(70)
        ? gen.args(before, "STREAMS", key, gen.chance(70) ? ">" : id(gen))
        : gen.args(before, "streams", key, gen.key(STREAM), id(gen), ">");
  }

  private static List<byte[]> group(Gen gen, byte[] key) {
    return switch (gen.below(12)) {
      case 0, 1, 2, 3, 4, 5 ->
          gen.args(
              "XGROUP",
              "CREATE",
              key,
              name(gen),
              gen.chance(30) ? "$" : gen.chance(60) ? "0" : id(gen),
              gen.maybe(40, "MKSTREAM"),
              gen.maybe(20, "ENTRIESREAD", gen.count()));
      case 6, 7 ->
          gen.args(
              "XGROUP",
              "SETID",
              key,
              name(gen),
              gen.chance(30) ? "$" : id(gen),
              gen.maybe(30, "ENTRIESREAD", gen.count()));
      case 8 -> gen.args("XGROUP", "DESTROY", key, name(gen));
      case 9 -> gen.args("XGROUP", "CREATECONSUMER", key, name(gen), consumer(gen));
      case 10 -> gen.args("XGROUP", "DELCONSUMER", key, name(gen), consumer(gen));
      default -> gen.args("XGROUP", "HELP");
    };
  }

  private static List<byte[]> pending(Gen gen, byte[] key) {
    if (gen.chance(40)) {
      return gen.args("XPENDING", key, name(gen));
    }
    return gen.args(
        "XPENDING",
        key,
        name(gen),
        gen.maybe(20, "IDLE", idle(gen)),
        from(gen),
        to(gen),
        gen.count(),
        gen.maybe(30, consumer(gen)));
  }

  private static List<byte[]> claim(Gen gen, byte[] key) {
    return gen.args(
        "XCLAIM",
        key,
        name(gen),
        consumer(gen),
        idle(gen),
        gen.some(3, () -> id(gen)),
        gen.maybe(10, "IDLE", gen.pick("0", "-5", "1000000", "x")),
        gen.maybe(10, "TIME", gen.pick("0", "-5", "1000000", "4102444800000", "x")),
        gen.maybe(20, "RETRYCOUNT", gen.count()),
        gen.maybe(40, "FORCE"),
        gen.maybe(20, "JUSTID"),
        gen.maybe(20, "LASTID", id(gen)));
  }

  private static List<byte[]> info(Gen gen, byte[] key) {
    return switch (gen.below(8)) {
      case 0, 1 -> gen.args("XINFO", "STREAM", key);
      case 2, 3, 4 -> gen.args("XINFO", "STREAM", key, "FULL", gen.maybe(40, "COUNT", gen.count()));
      case 5 -> gen.args("XINFO", "GROUPS", key);
      case 6 -> gen.args("XINFO", "CONSUMERS", key, name(gen));
      default -> gen.args("XINFO", "HELP");
    };
  }
}
