package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RdbException;
import dev.larder.redis.RdbFile;
import dev.larder.redis.RdbReport;
import dev.larder.redis.RedisEndpoint;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files written by hand: forms of old and newer servers, and what is no such file. */
@Timeout(120)
class RdbFormsTest {
  private static final String LONG = "x".repeat(300);

  @TempDir private Path directory;

  private Path write(byte[] file) throws IOException {
    return Files.write(directory.resolve("dump.rdb"), file);
  }

  private static RespClient connect(int port) throws IOException {
    return new RespClient(new InetSocketAddress("127.0.0.1", port));
  }

  /** All forms that Redis 7.0 still reads. */
  private static byte[] oldForms() {
    return new RdbBuilder(9)
        .raw(0xfa)
        .string("redis-ver")
        .string("6.0.16")
        .raw(0xfe, 3, 0xfb, 20, 1)
        .key(0, "int8")
        .raw(0xc0, 0x85)
        .key(0, "int16")
        .raw(0xc1, 0x34, 0x82)
        .key(0, "int32")
        .raw(0xc2, 0x78, 0x56, 0x34, 0x92)
        .key(0, "packed") // "aaaaaaaaaa": a literal of one, then nine from one before
        .raw(0xc3, 5, 10, 0, 'a', 0xe0, 0, 0)
        .key(1, "list")
        .raw(2)
        .string("a")
        .string("b")
        .key(2, "set")
        .raw(2)
        .string("a")
        .string("7")
        .key(3, "zset")
        .raw(3)
        .string("a")
        .raw(3)
        .raw("1.5")
        .string("b")
        .raw(0xfe)
        .string("c")
        .raw(0xff)
        .key(4, "hash")
        .raw(1)
        .string("f")
        .string("v")
        .key(5, "zset2")
        .raw(1)
        .string("a")
        .raw(0, 0, 0, 0, 0, 0, 0xf8, 0x3f)
        .key(9, "zipmap")
        .string(RdbBuilder.zipmap("f", "v", "g", "w"))
        .key(10, "ziplist")
        .string(
            RdbBuilder.ziplist(
                "a",
                "#0",
                "#12",
                "#13",
                "#-1",
                "#-300",
                "#70000",
                "#-9000000",
                LONG,
                "#2147483648",
                "y".repeat(20_000),
                "#-9223372036854775808",
                ""))
        .key(11, "intset2")
        .string(RdbBuilder.intset(2, -5, 7))
        .key(11, "intset8")
        .string(RdbBuilder.intset(8, Long.MIN_VALUE, 0, Long.MAX_VALUE))
        .key(12, "zset ziplist")
        .string(RdbBuilder.ziplist("a", "#1", "b", "2.5", "c", "inf"))
        .key(13, "hash ziplist")
        .string(RdbBuilder.ziplist("f", "#5", "g", "z".repeat(60)))
        .key(14, "quicklist")
        .raw(2)
        .string(RdbBuilder.ziplist("a", "b"))
        .string(RdbBuilder.ziplist("#3", LONG))
        .raw(0xfd, 0xff, 0xff, 0xff, 0x7f) // in seconds
        .raw(0xf8, 9)
        .key(0, "seconds")
        .string("x")
        .raw(0xfc, 0, 0x40, 0xe5, 0x9c, 0x12, 4, 0, 0) // in milliseconds
        .raw(0xf9, 7)
        .key(0, "milliseconds")
        .string("y")
        .end();
  }

  @Test
  void oldFormsAreReadAsRedisReadsThem() throws IOException {
    RealRedis.assumeInstalled();
    Path file = write(oldForms());
    try (RealRedis real = RealRedis.start(directory);
        RespClient client = connect(real.port());
        Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0);
        RespClient ours = connect(endpoint.port())) {
      assertEquals(new Value.Simple("OK"), client.call("DEBUG", "RELOAD", "NOSAVE"));
      assertEquals(18, RdbFile.load(file, larder).keys());
      assertEquals("Optional.empty", Keyspace.of(ours).differenceTo(Keyspace.of(client), 0) + "");
    }
  }

  @Test
  void oldFormsAreRead() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0);
        RespClient ours = connect(endpoint.port())) {
      RdbReport report = RdbFile.load(write(oldForms()), larder);
      assertEquals(new RdbReport(9, Map.of("redis-ver", "6.0.16"), 18, 0, 0), report);
      ours.call("SELECT", "3");
      assertEquals(new Value.Int(18), ours.call("DBSIZE"));
      assertArrayEquals(RdbBuilder.bytes("-123"), ((Value.Bulk) ours.call("GET", "int8")).bytes());
      assertArrayEquals(
          RdbBuilder.bytes("aaaaaaaaaa"), ((Value.Bulk) ours.call("GET", "packed")).bytes());
      assertEquals(new Value.Int(13), ours.call("LLEN", "ziplist"));
    }
  }

  @Test
  void formsOfRedis72AreRead() throws IOException {
    byte[] file =
        new RdbBuilder(11)
            .key(20, "set")
            .string(RdbBuilder.listpack("a", "b"))
            .key(21, "stream")
            .raw(0, 0) // no nodes, no entries
            .raw(5, 1, 0, 0, 5, 1, 9) // last, first, greatest deleted, added
            .raw(1)
            .string("g")
            .raw(5, 1, 9, 0) // delivered, read; nothing is pending
            .raw(1)
            .string("c")
            .raw(8, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0)
            .end();
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0);
        RespClient ours = connect(endpoint.port())) {
      assertEquals(2, RdbFile.load(write(file), larder).keys());
      assertEquals(Set.of("a", "b"), larder.set("set", String.class));
      String info = ours.call("XINFO", "STREAM", "stream", "FULL").toString();
      assertTrue(info.contains("5-1") && info.contains("\"c\""), info);
    }
  }

  @Test
  void whatHasRunOutIsLeftOut() throws IOException {
    byte[] file =
        new RdbBuilder(10)
            .raw(0xfc, 0x40, 0x42, 0x0f, 0, 0, 0, 0, 0) // 1000000, which is now
            .key(0, "gone")
            .string("x")
            .raw(0xfc, 0x41, 0x42, 0x0f, 0, 0, 0, 0, 0)
            .key(0, "there")
            .string("x")
            .end();
    try (Larder larder = Larder.builder().clock(new MovableClock()).open()) {
      RdbReport report = RdbFile.load(write(file), larder);
      assertEquals(1, report.expired());
      assertEquals(Set.of("there"), larder.names());
    }
  }

  @Test
  void whatIsNoSuchFileChangesNothingAndIsSaidWithItsPlace() throws IOException {
    refused("nothing", new byte[0]);
    refused("head", RdbBuilder.bytes("REDIX0009"));
    refused("version", new RdbBuilder(12).end());
    refused("module", new RdbBuilder(10).key(7, "k").raw(1, 2, 3).end());
    refused("preview", new RdbBuilder(10).raw(0xf6).end());
    refused("database", new RdbBuilder(10).raw(0xfe, 16).end());
    refused("type", new RdbBuilder(10).key(22, "k").end());
    refused("long string", new RdbBuilder(10).key(0, "k").raw(0x80, 0x7f, 0, 0, 0, 1).end());
    refused("longer", new RdbBuilder(10).key(0, "k").raw(0x81, 0xff, 1, 1, 1, 1, 1, 1, 1).end());
    refused("many", new RdbBuilder(10).key(4, "k").raw(0x80, 0x7f, 0, 0, 0, 1, 'a').end());
    refused("packed", new RdbBuilder(10).key(0, "k").raw(0xc3, 2, 0x80, 9, 0, 0, 0, 1, 2).end());
    refused("twice", new RdbBuilder(10).key(2, "k").raw(2).string("a").string("a").end());
    refused("score", new RdbBuilder(10).key(3, "k").raw(1).string("a").raw(0xfd).end());
    byte[] file = oldForms();
    file[file.length - 1] = 1; // a checksum that is wrong
    refused("checksum", file);
    for (int length = 9; length < file.length - 1; length += 97) {
      refused("cut at " + length, Arrays.copyOf(oldForms(), length));
    }
  }

  private void refused(String what, byte[] file) throws IOException {
    Path path = write(file);
    try (Larder larder = Larder.inMemory()) {
      larder.value("int8", String.class).set("before");
      RdbException refused =
          assertThrows(RdbException.class, () -> RdbFile.load(path, larder), what);
      assertTrue(refused.offset() <= file.length, refused::getMessage);
      assertTrue(refused.getMessage().startsWith("at byte " + refused.offset()), what);
      assertEquals(Set.of("int8"), larder.names());
      assertEquals("before", larder.value("int8", String.class).get());
    }
  }

  @Test
  void anyOtherBytesAreLoadedOrRefused() throws IOException {
    long seed = new Random().nextLong();
    Random chance = new Random(seed);
    byte[] whole = oldForms();
    for (int i = 0; i < 1_000; i++) {
      byte[] changed = whole.clone();
      for (int j = 1 + chance.nextInt(4); j > 0; j--) {
        int at = 9 + chance.nextInt(whole.length - 9);
        changed[at] = (byte) (chance.nextBoolean() ? chance.nextInt() : changed[at] ^ 1 << j);
      }
      Arrays.fill(changed, changed.length - 8, changed.length, (byte) 0);
      Path path = write(changed);
      try (Larder larder = Larder.inMemory()) {
        RdbFile.load(path, larder);
      } catch (RdbException refused) {
        assertTrue(refused.offset() <= changed.length, "seed " + seed);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", file " + i, e);
      }
    }
  }
}
