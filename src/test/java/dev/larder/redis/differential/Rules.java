package dev.larder.redis.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of what Redis leaves unordered, to chance or to time. What is not in it is exact. */
final class Rules {
  /** So much may pass between the same command on both servers. */
  static final long TOLERANCE_SECONDS = 60;

  static final Rule EXACT = (step, ours, real) -> Shapes.exact(ours, real);

  /** The same elements, in any order. */
  static final Rule UNORDERED = (step, ours, real) -> Shapes.unordered(ours, real, 1);

  /** The same pairs, in any order: fields and values. */
  static final Rule PAIRS = (step, ours, real) -> Shapes.unordered(ours, real, 2);

  /** Only the type of reply. */
  static final Rule SHAPE = (step, ours, real) -> Shapes.kind(ours).equals(Shapes.kind(real));

  private static final Rule SECONDS = near(TOLERANCE_SECONDS);
  private static final Rule MILLIS = near(TOLERANCE_SECONDS * 1_000);

  private static final Map<String, Rule> TABLE = new HashMap<>();

  static {
    all(UNORDERED, "HKEYS", "HVALS", "KEYS", "SDIFF", "SINTER", "SMEMBERS", "SUNION");
    all(UNORDERED, "COMMAND", "COMMAND|LIST", "PUBSUB|CHANNELS", "PUBSUB|SHARDCHANNELS");
    all(PAIRS, "CONFIG|GET", "HGETALL");
    all(scan(1), "SCAN", "SSCAN");
    all(scan(2), "HSCAN", "ZSCAN");
    all(SECONDS, "EXPIRETIME", "OBJECT|IDLETIME", "TTL");
    all(MILLIS, "PEXPIRETIME", "PTTL");
    all(SHAPE, "CLIENT|ID", "CLIENT|INFO", "CLIENT|LIST", "DEBUG|OBJECT", "INFO", "LASTSAVE");
    all(SHAPE, "COMMAND|COUNT", "HELLO", "LOLWUT", "MEMORY|USAGE", "SLOWLOG|GET", "TIME");
    all(SHAPE, "LATENCY|DOCTOR", "LATENCY|HISTOGRAM", "MEMORY|DOCTOR", "MEMORY|MALLOC-STATS");
    all(SHAPE, "MEMORY|STATS", "SLOWLOG|LEN");
    all(Rules::geo, "GEORADIUS", "GEORADIUSBYMEMBER", "GEORADIUSBYMEMBER_RO");
    all(Rules::geo, "GEORADIUS_RO", "GEOSEARCH");
    all(new SortRule(), "SORT", "SORT_RO");
    all(StreamRule.PENDING, "XPENDING");
    all(StreamRule.INFO, "XINFO|CONSUMERS", "XINFO|STREAM");
    all(ChanceRule.SPOP, "SPOP");
    all(ChanceRule.SRANDMEMBER, "SRANDMEMBER");
    all(ChanceRule.HRANDFIELD, "HRANDFIELD");
    all(ChanceRule.ZRANDMEMBER, "ZRANDMEMBER");
    all(ChanceRule.RANDOMKEY, "RANDOMKEY");
  }

  private Rules() {}

  private static void all(Rule rule, String... commands) {
    for (String command : commands) {
      TABLE.put(command, rule);
    }
  }

  static Rule of(Step step) {
    Rule rule = TABLE.get(step.subcommand());
    return rule != null ? rule : TABLE.getOrDefault(step.name(), EXACT);
  }

  static boolean same(Step step, Value ours, Value real) {
    if (ours instanceof Value.Closed || ours.isError() || real.isError()) {
      return ours.equals(real) || (ours instanceof Value.Closed && real instanceof Value.Closed);
    }
    if (ours.isQueued() || real.isQueued()) {
      return ours.equals(real);
    }
    return of(step).same(step, ours, real);
  }

  /** What a transaction answered, element by element. */
  static boolean sameExec(List<Step> queued, Value ours, Value real) {
    List<Value> oursEach = ours.children();
    List<Value> realEach = real.children();
    if (realEach.size() != queued.size() || oursEach.size() != queued.size()) {
      return Shapes.exact(ours, real); // null, an error, or a server that counts otherwise
    }
    for (int i = 0; i < queued.size(); i++) {
      Step step = queued.get(i);
      if (!same(step, oursEach.get(i), realEach.get(i))
          && !isHeldByTheQueue(step, oursEach.get(i), realEach.get(i))) {
        return false;
      }
    }
    return Shapes.kind(ours).equals(Shapes.kind(real));
  }

  /** What a queued command has set, the queue of a real one refers to as well. */
  private static boolean isHeldByTheQueue(Step step, Value ours, Value real) {
    return step.subcommand().equals("OBJECT|REFCOUNT")
        && ours.equals(new Value.Int(1))
        && real.equals(new Value.Int(2));
  }

  private static Rule near(long tolerance) {
    return (step, ours, real) -> {
      if (ours instanceof Value.Int a && real instanceof Value.Int b) {
        boolean both = a.number() >= 0 && b.number() >= 0;
        return both
            ? Math.abs(a.number() - b.number()) <= tolerance
            : a.number() == b.number(); // -1 and -2 are answers of their own
      }
      return Shapes.exact(ours, real);
    };
  }

  /** Whole scans give the same; the cursors and what one step gives are each server's own. */
  private static Rule scan(int each) {
    return (step, ours, real) -> {
      List<Value> a = ours.children();
      List<Value> b = real.children();
      if (a.size() != 2 || b.size() != 2) {
        return Shapes.exact(ours, real);
      }
      Value end = new Value.Bulk(Bytes.of("0"));
      int at = step.name().equals("SCAN") ? 1 : 2;
      boolean whole = Bytes.text(step.args().get(at)).equals("0");
      if (whole && a.get(0).equals(end) && b.get(0).equals(end)) {
        return Shapes.unordered(a.get(1), b.get(1), each);
      }
      return SHAPE.same(step, a.get(0), b.get(0)) && SHAPE.same(step, a.get(1), b.get(1));
    };
  }

  private static boolean geo(Step step, Value ours, Value real) {
    if (step.has("ANY")) {
      return ours.children().size() == real.children().size() && SHAPE.same(step, ours, real);
    }
    boolean ordered = step.has("ASC") || step.has("DESC") || step.has("COUNT");
    if (!ordered) {
      return Shapes.unordered(ours, real, 1);
    }
    return Shapes.exact(ours, real) || isTied(step, ours, real);
  }

  /** Whether the same distances were found, of members that may be equally far. */
  private static boolean isTied(Step step, Value ours, Value real) {
    List<Value> a = ours.children();
    List<Value> b = real.children();
    if (!step.has("WITHDIST")) {
      return a.size() == b.size() && SHAPE.same(step, ours, real);
    }
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = Shapes.exact(a.get(i).children().get(1), b.get(i).children().get(1));
    }
    return same;
  }
}
