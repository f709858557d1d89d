package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.Sync;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.journal.StoreDump;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients put into the other databases of a store that is kept on a disk. */
class DurableDatabasesTest {
  private static final String FILL =
      """
      SELECT 3
      SET s text
      SET short text PX 5000
      INCR n
      HSET h a 1 b 2
      PEXPIRE h 90000
      RPUSH l x y z
      LPOP l
      SADD e p q
      ZADD z 1.5 one 2 two
      XADD x 5-1 f v
      XGROUP CREATE x g 0
      PFADD p a b c
      SELECT 15
      SET s other
      SELECT 0
      SET s own
      """;

  private static final String READ =
      """
      SELECT 3
      GET s
      PTTL short
      GET n
      HGET h a
      HGET h b
      HLEN h
      PTTL h
      LRANGE l 0 -1
      SMISMEMBER e p q r
      ZRANGE z 0 -1 WITHSCORES
      XRANGE x - +
      XINFO GROUPS x
      PFCOUNT p
      DBSIZE
      SELECT 15
      GET s
      DBSIZE
      SELECT 0
      GET s
      DBSIZE
      """;

  private final RecordingDisk disk = new RecordingDisk();
  private final MovableClock clock = new MovableClock();

  private Larder open() {
    JournalOptions options =
        new JournalOptions(Sync.NEVER, 1 << 20, 1 << 20, Long.MAX_VALUE, Long.MAX_VALUE);
    return Store.open(disk, options, clock, Long.MAX_VALUE);
  }

  private static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String lines = (request + "QUIT\n").replace("\n", "\r\n");
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      String replies = all.toString(StandardCharsets.UTF_8).replace("\r\n", " ");
      assertTrue(replies.endsWith("+OK "), replies);
      return replies.substring(0, replies.length() - "+OK ".length());
    }
  }

  /** Opens the store with an endpoint for these commands. */
  private String ask(String request) throws IOException {
    try (Larder larder = open();
        RedisEndpoint redis = larder.redis(0)) {
      return ask(redis.port(), request);
    }
  }

  private List<Map<String, @Nullable Object>> dump() throws IOException {
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    assertEquals(List.of(), StoreDump.of(disk, changes::add));
    return changes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyKindComesBack(boolean snapshot) throws IOException {
    String before;
    try (Larder larder = open();
        RedisEndpoint redis = larder.redis(0)) {
      assertFalse(ask(redis.port(), FILL).contains(" -"));
      before = ask(redis.port(), READ);
      if (snapshot) {
        larder.snapshot();
      }
    }
    assertTrue(before.startsWith("+OK $4 text :5000 $1 1 $1 1 $1 2 :2 :90000 *2 $1 y"), before);
    assertEquals(before, ask(READ));
    // What nobody serves is kept all the same, and not to be seen.
    for (int i = 0; i < 2; i++) {
      try (Larder larder = open()) {
        assertEquals(Set.of("s"), larder.names());
        assertTrue(larder.recovery().get().entries() > 10);
        if (snapshot) {
          larder.snapshot();
        }
      }
    }
    assertEquals(before, ask(READ));
    clock.advance(Duration.ofSeconds(6));
    assertEquals("+OK $-1 :84000 ", ask("SELECT 3\nGET short\nPTTL h\n"));
  }

  @Test
  void whatIsRestoredIsChanged() throws IOException {
    ask(FILL);
    ask(
        "SELECT 3\nAPPEND s s\nHSET h c 3\nRPUSH l last\nSREM e p\nZINCRBY z 5 one\n"
            + "XADD x 6-1 f w\nDEL n\nPERSIST h\nRENAME short long\nPEXPIRE s 7000\n");
    assertEquals(
        "+OK $5 texts :3 *3 $1 y $1 z $4 last *1 $1 q *2 $3 two $3 one :2 $-1 :-1 $4 text :7000 ",
        ask(
            "SELECT 3\nGET s\nHLEN h\nLRANGE l 0 -1\nSMEMBERS e\nZRANGE z 0 -1\nXLEN x\nGET n\n"
                + "PTTL h\nGET long\nPTTL s\n"));
  }

  @Test
  void whatGoesBetweenDatabasesComesBack() throws IOException {
    ask(
        "HSET h a 1\n"
            + "RPUSH l x\n"
            + "SELECT 3\n"
            + "HSET h b 2\n"
            + "SADD e m\n"
            + "PEXPIRE e 9000\n"
            + "SELECT 4\n"
            + "SET k v\n");
    assertEquals("+OK :1 :0 :1 ", ask("SELECT 3\nMOVE e 4\nMOVE h 0\nCOPY h copied DB 5\n"));
    String moved =
        "SELECT 3\nEXISTS e h\nSELECT 4\nSMEMBERS e\nPTTL e\nGET k\nSELECT 5\nHGETALL copied\n";
    assertEquals("+OK :1 +OK *1 $1 m :9000 $1 v +OK *2 $1 b $1 2 ", ask(moved));
    assertEquals("+OK +OK +OK ", ask("SWAPDB 0 3\nSWAPDB 4 7\nSWAPDB 8 9\n"));
    assertEquals(
        "*2 $1 b $1 2 :0 +OK *2 $1 a $1 1 *1 $1 x +OK *1 $1 m :9000 $1 v +OK :0 ",
        ask(
            "HGETALL h\nEXISTS l\nSELECT 3\nHGETALL h\nLRANGE l 0 -1\nSELECT 7\nSMEMBERS e\n"
                + "PTTL e\nGET k\nSELECT 4\nDBSIZE\n"));
    try (Larder larder = open()) {
      assertEquals(Map.of("b", "2"), larder.map("h", String.class, String.class));
      larder.snapshot();
    }
    ask("SELECT 3\nHSET h a 2\nMOVE h 9\nSELECT 7\nSREM e m\n");
    assertEquals("+OK *2 $1 a $1 2 +OK :1 ", ask("SELECT 9\nHGETALL h\nSELECT 7\nDBSIZE\n"));
  }

  @Test
  void typedCollectionsGoToOtherDatabases() throws IOException {
    try (Larder larder = open();
        RedisEndpoint redis = larder.redis(0)) {
      larder.map("m", String.class, Integer.class).put("a", 7);
      larder.set("s", Long.class).add(5L);
      ask(redis.port(), "MOVE m 2\nSWAPDB 0 3\n");
    }
    assertEquals("+OK :1 +OK :1 ", ask("SELECT 2\nHLEN m\nSELECT 3\nSCARD s\n"));
    ask("SELECT 2\nMOVE m 0\n");
    try (Larder larder = open()) {
      assertEquals(Set.of("m"), larder.names());
    }
  }

  @Test
  void aTransactionOverDatabasesIsOneRecord() throws IOException {
    ask(
        "SELECT 1\n"
            + "MULTI\n"
            + "SET a 1\n"
            + "SELECT 2\n"
            + "HSET h f v\n"
            + "SELECT 0\n"
            + "SET c 3\n"
            + "SELECT 1\n"
            + "INCR a\n"
            + "EXEC\n");
    List<Map<String, @Nullable Object>> changes = dump();
    Set<Object> offsets =
        Set.copyOf(
            changes.stream()
                .filter(change -> !"type".equals(change.get("change")))
                .map(change -> Objects.requireNonNull(change.get("offset")))
                .toList());
    assertEquals(1, offsets.size(), changes.toString());
    assertEquals(
        "+OK $1 2 +OK $1 v +OK $1 3 ",
        ask("SELECT 1\nGET a\nSELECT 2\nHGET h f\nSELECT 0\nGET c\n"));
  }

  @Test
  void aCommandOverDatabasesIsOneRecord() throws IOException {
    ask("SET a 1\nHSET h f v\nSELECT 1\nSET b 2\nSELECT 2\nSET c 3\n");
    for (String command :
        List.of("MOVE h 5", "COPY a d DB 6", "SWAPDB 0 1", "SWAPDB 1 2", "FLUSHALL")) {
      int before = dump().size();
      ask(command + "\n");
      List<Map<String, @Nullable Object>> all = dump();
      List<Object> offsets =
          all.subList(before, all.size()).stream()
              .map(change -> Objects.requireNonNull(change.get("offset")))
              .distinct()
              .toList();
      assertEquals(1, offsets.size(), command + ": " + all);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsClearedStaysSo(boolean snapshot) throws IOException {
    ask(FILL);
    ask("SELECT 3\nFLUSHDB\nSET new 1\n");
    snapshotIf(snapshot);
    assertEquals(
        "+OK $1 1 :1 +OK $5 other +OK $3 own ",
        ask("SELECT 3\nGET new\nDBSIZE\nSELECT 15\nGET s\nSELECT 0\nGET s\n"));
    ask("SELECT 15\nMULTI\nFLUSHDB\nSET again 1\nEXEC\n");
    snapshotIf(snapshot);
    assertEquals("+OK :1 $1 1 ", ask("SELECT 15\nDBSIZE\nGET again\n"));
    try (Larder larder = open()) {
      larder.clear(); // is about the store's own
    }
    assertEquals(":0 +OK :1 +OK :1 ", ask("DBSIZE\nSELECT 15\nDBSIZE\nSELECT 3\nDBSIZE\n"));
    ask("SET x 1\nFLUSHALL\nSELECT 3\nSET last 1\n");
    snapshotIf(snapshot);
    assertEquals(":0 +OK :0 +OK *1 $4 last ", ask("DBSIZE\nSELECT 15\nDBSIZE\nSELECT 3\nKEYS *\n"));
  }

  private void snapshotIf(boolean wanted) {
    if (wanted) {
      try (Larder larder = open()) {
        larder.snapshot();
      }
    }
  }

  @Test
  void whoNeverUsesThemHasNothingOfThem() throws IOException {
    ask(
        "SET a 1\n"
            + "FLUSHALL\n"
            + "SELECT 3\n"
            + "GET a\n"
            + "FLUSHDB\n"
            + "EXISTS a\n"
            + "DEL a\n"
            + "MULTI\n"
            + "GET a\n"
            + "FLUSHDB\n"
            + "EXEC\n"
            + "SELECT 0\n"
            + "SET b 2\n"
            + "MOVE c 4\n"
            + "COPY c d DB 5\n"
            + "SWAPDB 6 7\n"
            + "FLUSHALL\n"
            + "SET e 3\n");
    snapshotIf(true);
    ask("SET f 4\n");
    for (Map<String, @Nullable Object> change : dump()) {
      assertFalse(change.containsKey("database"), change.toString());
    }
  }

  @Test
  void anEndpointServesWhatTheLastOneLeft() throws IOException {
    try (Larder larder = Larder.inMemory()) {
      try (RedisEndpoint redis = larder.redis(0)) {
        ask(redis.port(), "SELECT 3\nSET a 1\n");
      }
      try (RedisEndpoint redis = larder.redis(0);
          RedisEndpoint other = larder.redis(0)) {
        assertEquals("+OK $1 1 ", ask(redis.port(), "SELECT 3\nGET a\n"));
        assertEquals("+OK :2 ", ask(other.port(), "SELECT 3\nINCR a\n"));
        assertEquals("+OK $1 2 ", ask(redis.port(), "SELECT 3\nGET a\n"));
      }
    }
  }

  @Test
  void whatRunsOutIsSweptWhereNobodyLooks() throws IOException {
    ask("SELECT 3\nSET restored 1 PX 5000\n");
    try (Larder larder = open();
        RedisEndpoint redis = larder.redis(0);
        RawClient listener = new RawClient(redis.port())) {
      ask(redis.port(), "CONFIG SET notify-keyspace-events Ex\nSELECT 7\nSET new 1 PX 9000\n");
      listener.send("PSUBSCRIBE __keyevent@*\r\n");
      for (int i = 0; i < 6; i++) {
        listener.line();
      }
      clock.advance(Duration.ofSeconds(6));
      assertEquals("restored of __keyevent@3__:expired", message(listener));
      clock.advance(Duration.ofSeconds(6));
      assertEquals("new of __keyevent@7__:expired", message(listener));
    }
  }

  private static String message(RawClient listener) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(listener.line());
    }
    return lines.get(8) + " of " + lines.get(6);
  }

  @Test
  void whoWaitsInAnotherDatabaseIsToldOfTheEnd() throws IOException {
    Larder larder = open();
    try (RedisEndpoint redis = larder.redis(0);
        RawClient waiting = new RawClient(redis.port())) {
      assertEquals("+OK", waiting.send("SELECT 3\r\n").line());
      waiting.send("BLPOP l 0\r\n");
      while (!ask(redis.port(), "INFO clients\n").contains("blocked_clients:1")) {
        Thread.onSpinWait();
      }
      larder.close();
      assertTrue(waiting.line().startsWith("-"), "the end of the store");
    }
  }
}
