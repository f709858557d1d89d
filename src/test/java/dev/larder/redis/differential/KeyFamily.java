package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.ANY;
import static dev.larder.redis.differential.Gen.Type.HASH;
import static dev.larder.redis.differential.Gen.Type.LIST;
import static dev.larder.redis.differential.Gen.Type.SET;
import static dev.larder.redis.differential.Gen.Type.STRING;
import static dev.larder.redis.differential.Gen.Type.ZSET;

import java.util.List;
import java.util.Set;

/** What works on keys of every type; a few commands of others give it some of each. */
final class KeyFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "COPY",
        "DBSIZE",
        "DEL",
        "EXISTS",
        "EXPIRE",
        "EXPIREAT",
        "EXPIRETIME",
        "FLUSHALL",
        "FLUSHDB",
        "KEYS",
        "MOVE",
        "OBJECT|ENCODING",
        "OBJECT|HELP",
        "OBJECT|IDLETIME",
        "OBJECT|REFCOUNT",
        "PERSIST",
        "PEXPIRE",
        "PEXPIREAT",
        "PEXPIRETIME",
        "PTTL",
        "RANDOMKEY",
        "RENAME",
        "RENAMENX",
        "SCAN",
        "SELECT",
        "SORT",
        "SORT_RO",
        "SWAPDB",
        "TOUCH",
        "TTL",
        "TYPE",
        "UNLINK",
        "WAIT");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(ANY);
    return switch (gen.below(26)) {
      case 0, 1, 2, 3, 4 -> fill(gen);
      case 5 -> gen.args(gen.pick("DEL", "UNLINK"), gen.some(3, () -> gen.key(ANY)));
      case 6 -> gen.args(gen.pick("EXISTS", "TOUCH"), gen.some(3, () -> gen.key(ANY)));
      case 7 -> gen.args("TYPE", key);
      case 8, 9, 10 -> expire(gen, key);
      case 11, 12 -> gen.args(gen.pick("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"), key);
      case 13 -> gen.args("PERSIST", key);
      case 14, 15 -> gen.args(gen.pick("RENAME", "RENAMENX"), key, gen.key(ANY));
      case 16, 17 ->
          gen.args(
              "COPY", key, gen.key(ANY), gen.maybe(25, "DB", db(gen)), gen.maybe(30, "REPLACE"));
      case 18 -> gen.args("MOVE", key, db(gen));
      case 19 -> look(gen);
      case 20 -> rare(gen);
      case 21, 22, 23 -> sort(gen);
      default ->
          gen.chance(5)
              ? gen.args("OBJECT", "HELP")
              : gen.args(
                  "OBJECT", gen.pick("ENCODING", "ENCODING", "REFCOUNT", "IDLETIME", "FREQ"), key);
    };
  }

  private static List<byte[]> look(Gen gen) {
    return switch (gen.below(3)) {
      case 0 -> gen.args("KEYS", gen.pattern());
      case 1 -> gen.args("RANDOMKEY");
      default ->
          gen.args(
              "SCAN",
              HashFamily.cursor(gen),
              gen.maybe(30, "MATCH", gen.pattern()),
              gen.maybe(50, "COUNT", gen.chance(80) ? "1000" : gen.count()),
              gen.maybe(20, "TYPE", gen.pick("string", "hash", "ZSET", "set", "x", "")));
    };
  }

  private static List<byte[]> fill(Gen gen) {
    return switch (gen.below(5)) {
      case 0 -> gen.args("SET", gen.key(STRING), gen.value());
      case 1 -> gen.args("HSET", gen.key(HASH), gen.some(3, () -> pair(gen.field(), gen.value())));
      case 2 ->
          gen.args("RPUSH", gen.key(LIST), gen.some(5, gen.chance(50) ? gen::number : gen::value));
      case 3 -> gen.args("SADD", gen.key(SET), gen.some(5, gen::member));
      default ->
          gen.args("ZADD", gen.key(ZSET), gen.some(3, () -> pair(gen.score(), gen.member())));
    };
  }

  private static List<byte[]> pair(byte[] first, byte[] second) {
    return List.of(first, second);
  }

  private static Object db(Gen gen) {
    return gen.chance(85) ? gen.below(3) : gen.pick("15", "16", "-1", "x", "4294967296");
  }

  private static List<byte[]> expire(Gen gen, byte[] key) {
    Object at =
        switch (gen.below(10)) {
          case 0 -> "-1";
          case 1 -> "0";
          case 2 -> gen.pick("9223372036854775807", "-9223372036854775808", "x", "");
          default -> null;
        };
    List<byte[]> options = gen.maybe(40, gen.some(2, () -> gen.pick("NX", "XX", "GT", "LT")));
    return switch (gen.below(4)) {
      case 0 -> gen.args("EXPIRE", key, at == null ? gen.seconds() : at, options);
      case 1 -> gen.args("PEXPIRE", key, at == null ? gen.millis() : at, options);
      case 2 -> gen.args("EXPIREAT", key, at == null ? gen.unixSeconds() : at, options);
      default -> gen.args("PEXPIREAT", key, at == null ? gen.unixMillis() : at, options);
    };
  }

  /** What would leave too little to see were it frequent. */
  private static List<byte[]> rare(Gen gen) {
    return switch (gen.below(10)) {
      case 0 -> gen.args("FLUSHDB", gen.maybe(30, gen.pick("ASYNC", "SYNC")));
      case 1 -> gen.args("FLUSHALL", gen.maybe(30, gen.pick("ASYNC", "SYNC")));
      case 2, 3 -> gen.args("SWAPDB", db(gen), db(gen));
      case 4, 5, 6 -> gen.args("SELECT", db(gen));
      case 7 -> gen.args("WAIT", "0", "0");
      default -> gen.args("DBSIZE");
    };
  }

  private static List<byte[]> sort(Gen gen) {
    byte[] key = gen.chance(80) ? gen.key(gen.pick(LIST, SET, ZSET)) : gen.key(ANY);
    List<byte[]> by =
        gen.maybe(25, "BY", gen.pick("weight_*", "nosort", "string*", "hash*->f1", "*"));
    boolean alpha = gen.chance(50);
    List<byte[]> options =
        gen.args(
            by,
            gen.maybe(25, "LIMIT", gen.index(), gen.count()),
            gen.maybe(
                20, gen.some(2, () -> gen.args("GET", gen.pick("#", "string*", "hash*->f1")))),
            gen.maybe(30, gen.pick("ASC", "DESC")),
            gen.maybe(alpha ? 100 : 0, "ALPHA"));
    // Weights that are words may be equal, and then a list would hold what chance gave.
    boolean stores = gen.chance(25) && (by.isEmpty() || !alpha);
    return gen.chance(30)
        ? gen.args("SORT_RO", key, options)
        : gen.args("SORT", key, options, gen.maybe(stores ? 100 : 0, "STORE", gen.key(LIST)));
  }
}
