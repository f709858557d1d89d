package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What INFO counts of keys, and the events that tell of keys that are missed or new: each command
 * with keys runs on keys that are absent, there, and of another type, on ours and on a real one.
 */
class LookupTest {
  /** What makes the keys a and b of each type. */
  private static final Map<String, List<String>> MAKING = new LinkedHashMap<>();

  static {
    MAKING.put("string", List.of("SET a 5", "SET b 6"));
    MAKING.put("list", List.of("RPUSH a 1 2", "RPUSH b 2 3"));
    MAKING.put("set", List.of("SADD a 1 2", "SADD b 2 3"));
    MAKING.put("zset", List.of("GEOADD a 1 1 x 1 2 y", "GEOADD b 1 1 x 2 2 z"));
    MAKING.put("hash", List.of("HSET a f 1 g 2", "HSET b f 1"));
    MAKING.put("log", List.of("PFADD a 1 2", "PFADD b 2"));
    MAKING.put(
        "stream",
        List.of("XADD a 1-1 f v", "XADD b 1-1 f v", "XGROUP CREATE a g 0", "XGROUP CREATE b g $"));
  }

  /** Each with what else can be seen of it; w and d are no keys. */
  private static final String COMMANDS =
      """
      GET a|MGET a b w|MGET a a|GETDEL a|GETEX a|GETEX a EX 10|GETEX a PERSIST|GETSET a v|STRLEN a
      SET a v|SET a v NX|SET a v XX|SET a v GET|SET a v NX GET|SET a v XX GET|SETNX a v|SETEX a 9 v
      PSETEX a 9000 v|MSET a 1 w 2 a 3|MSETNX a 1 w 2|MSETNX w 1 d 2|APPEND a v|SETRANGE a 1 v
      SET a v EXAT 99999999999|SETRANGE w 0 v|GETRANGE a 0 1|SUBSTR a 0 1|GETRANGE a x y|INCR a
      INCRBY a 2|INCRBYFLOAT a 1|DECR a|DECRBY a 2|LCS a b|LCS a a LEN
      SETBIT a 1 1|GETBIT a 1|GETBIT a x|BITCOUNT a|BITCOUNT a x y|BITPOS a 1|BITPOS a 2
      BITOP AND d a b|BITOP OR a a b|BITOP NOT d a|BITFIELD a GET u8 0|BITFIELD a SET u8 0 1
      BITFIELD a GET u8 0 INCRBY u8 0 1|BITFIELD a|BITFIELD_RO a GET u8 0
      PFADD a 9|PFADD a|PFCOUNT a|PFCOUNT a b|PFMERGE d a b|PFMERGE a b|PFDEBUG GETREG a
      PFSELFTEST|DEL a b|UNLINK a b|EXISTS a|EXISTS a a b w|TOUCH a b|TYPE a|RENAME a d|RENAME a b
      RENAME a a|RENAMENX a d|RENAMENX a b|COPY a d|COPY a b|COPY a b REPLACE|COPY a a DB 3|MOVE a 3
      EXPIRE a 9|PEXPIRE a 9000|EXPIREAT a 99999999999|PEXPIREAT a 99999999999999|EXPIRE a -1
      TTL a|PTTL a|EXPIRETIME a|PEXPIRETIME a|PERSIST a|KEYS *|SCAN 0|RANDOMKEY|DBSIZE
      OBJECT ENCODING a|OBJECT REFCOUNT a|OBJECT IDLETIME a|OBJECT FREQ a|DEBUG OBJECT a
      MEMORY USAGE a|WATCH a b|SORT a|SORT a ALPHA|SORT a BY w_* GET # GET d_*|SORT a STORE d
      SORT a BY nosort GET d_*->f STORE b|SORT_RO a ALPHA|SORT_RO a BY w_*->f ALPHA
      LPUSH a v|RPUSH a v|LPUSHX a v|RPUSHX a v|LPOP a|RPOP a 5|LLEN a|LINDEX a 0|LINDEX a x
      LSET a 0 v|LRANGE a 0 -1|LRANGE a x y|LTRIM a 1 0|LREM a 0 1|LINSERT a BEFORE 1 v|LPOS a 1
      LMOVE a b LEFT RIGHT|LMOVE a d LEFT RIGHT|RPOPLPUSH a a|RPOPLPUSH a d|LMPOP 2 a b LEFT
      BLPOP a b 0.01|BRPOP a 0.01|BLMOVE a d LEFT LEFT 0.01|BRPOPLPUSH a d 0.01|BLMPOP 0.01 1 a LEFT
      SADD a 7|SREM a 1|SREM a 1 2|SMOVE a b 1|SMOVE a d 1|SCARD a|SISMEMBER a 1|SMISMEMBER a 1 2
      SMEMBERS a|SRANDMEMBER a|SRANDMEMBER a 2|SRANDMEMBER a x|SPOP a|SSCAN a 0|SSCAN a x|SINTER a
      SINTER a b|SINTER w a b|SINTERCARD 2 a b|SINTERSTORE d a b|SUNION a w b|SUNIONSTORE d a b
      SUNIONSTORE a a b|SDIFF a b|SDIFF w a|SDIFFSTORE d a b|SDIFFSTORE d a a
      ZADD a 1 v|ZADD a XX 1 v|ZADD a NX 1 v|ZINCRBY a 1 v|ZREM a x y|ZCARD a|ZSCORE a x
      ZMSCORE a x v|ZRANK a x|ZREVRANK a x|ZCOUNT a -inf +inf|ZCOUNT a x y|ZLEXCOUNT a - +
      ZRANGE a 0 -1|ZRANGE a x y|ZRANGEBYSCORE a -inf +inf|ZRANGEBYLEX a - +|ZREVRANGE a 0 -1
      ZREVRANGEBYSCORE a +inf -inf|ZREVRANGEBYLEX a + -|ZRANGESTORE d a 0 -1|ZRANGESTORE d a 9 9
      ZREMRANGEBYRANK a 0 -1|ZREMRANGEBYSCORE a -inf +inf|ZREMRANGEBYLEX a - +|ZRANDMEMBER a
      ZRANDMEMBER a 2|ZRANDMEMBER a x|ZSCAN a 0|ZPOPMIN a|ZPOPMAX a 5|ZMPOP 2 a b MIN|ZINTER 2 a b
      ZINTER 2 w a|ZINTERCARD 2 a b|ZINTERSTORE d 2 a b|ZUNION 2 a b|ZUNIONSTORE d 2 a b
      ZUNIONSTORE a 2 a b|ZDIFF 2 a b|ZDIFF 2 w a|ZDIFFSTORE d 2 a b|BZPOPMIN a b 0.01
      BZPOPMAX a 0.01|BZMPOP 0.01 1 a MIN
      GEOADD a 1 1 v|GEOADD a XX 1 1 v|GEODIST a x y|GEODIST a x y foo|GEOHASH a x|GEOPOS a x
      GEORADIUS a 1 1 900 km|GEORADIUS a 1 1 900 km STORE d|GEORADIUS_RO a 1 1 900 km
      GEORADIUSBYMEMBER a x 900 km|GEORADIUSBYMEMBER_RO a x 900 km
      GEOSEARCH a FROMLONLAT 1 1 BYRADIUS 900 km|GEOSEARCHSTORE d a FROMLONLAT 1 1 BYRADIUS 900 km
      HSET a f v|HSET a n v|HMSET a n v|HSETNX a n v|HSETNX a f v|HGET a f|HMGET a f n|HGETALL a
      HKEYS a|HVALS a|HLEN a|HSTRLEN a f|HEXISTS a f|HDEL a f|HDEL a f g|HINCRBY a f 1
      HINCRBY a f x|HINCRBYFLOAT a f 1|HRANDFIELD a|HRANDFIELD a 2|HRANDFIELD a x|HSCAN a 0
      HSCAN a x
      XADD a 2-1 f v|XADD a NOMKSTREAM 2-1 f v|XADD a MAXLEN 0 2-1 f v|XLEN a|XRANGE a - +
      XRANGE a x y
      XREVRANGE a + -|XDEL a 1-1|XTRIM a MAXLEN 0|XSETID a 5-1|XREAD STREAMS a 0
      XREAD STREAMS a w b 0 0 $
      XREAD BLOCK 10 STREAMS a $|XREADGROUP GROUP g c STREAMS a >|XREADGROUP GROUP n c STREAMS a >
      XREADGROUP GROUP g c STREAMS a b > >|XREADGROUP GROUP g c STREAMS a 0|XACK a g 1-1
      XACK a n 1-1
      XREADGROUP GROUP g c BLOCK 10 STREAMS b >
      XGROUP CREATE a n 0|XGROUP CREATE a n 0 MKSTREAM|XGROUP SETID a g 0|XGROUP DESTROY a g
      XGROUP CREATECONSUMER a g c|XGROUP DELCONSUMER a g c|XCLAIM a g c 0 1-1|XAUTOCLAIM a g c 0 0
      XPENDING a g|XPENDING a n|XPENDING a g - + 9|XINFO STREAM a|XINFO STREAM a FULL|XINFO GROUPS a
      XINFO CONSUMERS a g
      """;

  private static Ours ours;
  private static RealRedis real;

  @BeforeAll
  static void start() throws IOException {
    RealRedis.assumeInstalled();
    real = RealRedis.start();
    ours = Ours.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (ours != null) {
      ours.close();
      real.close();
    }
  }

  private static List<String> commands() {
    return List.of(COMMANDS.strip().split("\\s*[|\n]\\s*"));
  }

  @Test
  void everyCommandWithKeysIsAmongThem() throws IOException {
    Set<String> tried = new TreeSet<>();
    for (String command : commands()) {
      tried.add(command.split(" ", -1)[0]);
    }
    Set<String> missing = new TreeSet<>();
    try (RespClient client = new RespClient(ours.address())) {
      for (Value command : client.call("COMMAND").children()) {
        List<Value> parts = command.children();
        boolean hasKeys = !(parts.get(3) instanceof Value.Int first && first.number() == 0);
        boolean isMovable = parts.get(2).toString().contains("movablekeys");
        boolean hasSubcommands = !parts.get(9).children().isEmpty();
        String name = Bytes.upper(((Value.Bulk) parts.get(0)).bytes());
        if ((hasKeys || isMovable || hasSubcommands) && !tried.contains(name)) {
          missing.add(name);
        }
      }
    }
    missing.removeAll(List.of("CLIENT", "COMMAND", "CONFIG", "LATENCY", "PUBSUB", "SLOWLOG"));
    assertEquals(Set.of("SPUBLISH", "SSUBSCRIBE", "SUNSUBSCRIBE"), missing); // channels, not keys
  }

  @Test
  void countsAndEventsAreRedissForAbsentKeys() throws IOException {
    compare(List.of());
  }

  @Test
  void countsAndEventsAreRedissForKeysOfEachType() throws IOException {
    for (List<String> making : MAKING.values()) {
      compare(making);
    }
  }

  /** The wrong type stands first, or second. */
  @Test
  void countsAndEventsAreRedissForMixedTypes() throws IOException {
    compare(List.of("SET a x", "SADD b 1"));
    compare(List.of("SADD a 1", "SET b x"));
    compare(List.of("SET b x"));
    compare(List.of("LPUSH b x"));
  }

  /** In MULTI the counts wait for EXEC, and are the same. */
  @Test
  void countsAndEventsAreRedissInTransactions() throws IOException {
    compare(
        List.of("SET b 1"), List.of("MULTI", "GET a", "SET a 1", "GET a", "MGET a b c", "EXEC"));
    compare(List.of("SET b 1"), List.of("MULTI", "INCR a", "DEL a", "INCR a", "LPUSH a x", "EXEC"));
    compare(List.of("SET b 1"), List.of("WATCH b", "SET b 2", "MULTI", "GET b", "EXEC"));
  }

  /** What has run out is counted, by whoever finds it, and only once. */
  @Test
  void countsAreRedissForWhatHasRunOut() throws IOException {
    List<String> expired =
        List.of("SET a x", "DEBUG SET-ACTIVE-EXPIRE 0", "PEXPIRE a 1", "DEBUG SLEEP 0.01");
    for (String command : List.of("GET a", "SET a v", "EXISTS a", "LPUSH a x", "DEL a")) {
      compare(expired, List.of(command, "GET a"));
    }
  }

  private static void compare(List<String> making) throws IOException {
    List<String> different = new ArrayList<>();
    for (String command : commands()) {
      String our = seen(ours, making, List.of(command));
      String their = seen(real, making, List.of(command));
      if (!our.equals(their)) {
        different.add(making + " " + command + "\n  ours " + our + "\n  real " + their);
      }
    }
    assertEquals("", String.join("\n", different));
  }

  private static void compare(List<String> making, List<String> commands) throws IOException {
    assertEquals(seen(real, making, commands), seen(ours, making, commands), commands::toString);
  }

  /** What INFO counts of some commands, and which events they have. */
  private static String seen(Ours server, List<String> making, List<String> commands)
      throws IOException {
    try (RespClient client = new RespClient(server.address());
        RespClient listener = new RespClient(server.address())) {
      client.call("FLUSHALL");
      client.call("CONFIG", "SET", "notify-keyspace-events", "");
      for (String make : making) {
        client.call(make.split(" ", -1));
      }
      client.call("CONFIG", "SET", "notify-keyspace-events", "EAmn");
      client.call("CONFIG", "RESETSTAT");
      listener.call("PSUBSCRIBE", "__key*__:*");
      for (String command : commands) {
        client.call(command.split(" ", -1));
      }
      listener.send(List.of(Bytes.of("PING")));
      listener.flush();
      List<String> seen = new ArrayList<>();
      Value next = listener.read();
      while (next.children().size() == 4) {
        String channel = Bytes.text(((Value.Bulk) next.children().get(2)).bytes());
        seen.add(channel.substring(channel.indexOf('@')) + " " + next.children().get(3));
        next = listener.read();
      }
      if (commands.get(0).startsWith("SORT")) {
        seen.sort(null); // a set's members come in any order, and so do the looks for them
      }
      String info = Bytes.text(((Value.Bulk) client.call("INFO", "stats")).bytes());
      for (String field : List.of("keyspace_hits", "keyspace_misses", "expired_keys")) {
        int at = info.indexOf("\r\n" + field + ":");
        seen.add(at < 0 ? "no " + field : info.substring(at + 2, info.indexOf('\r', at + 2)));
      }
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");
      return seen.toString();
    }
  }
}
