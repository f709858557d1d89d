package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that really wait, and WATCH: what several clients are told is what Redis tells them. */
class BlockingTest {
  private static RealRedis real;

  @BeforeAll
  static void start() throws IOException {
    real = RealRedis.isInstalled() ? RealRedis.start() : null;
  }

  @AfterAll
  static void stop() throws IOException {
    if (real != null) {
      real.close();
    }
  }

  /** Plays on both servers, in both protocols. */
  private static void same(Scene.Plot plot) throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start()) {
      for (int resp = 2; resp <= 3; resp++) {
        assertEquals(
            Scene.play(real.address(), resp, plot), Scene.play(ours.address(), resp, plot));
      }
    }
  }

  @Test
  void firstComeFirstServed() throws IOException {
    same(
        scene -> {
          Scene.Client first = scene.client().block("BLPOP a b 0", 1);
          Scene.Client second = scene.client().block("BRPOP b a 0", 2);
          Scene.Client third = scene.client().block("BLMPOP 0 2 b a LEFT COUNT 5", 3);
          scene.client().ask("RPUSH a 1 2 3 4");
          first.hear();
          second.hear();
          third.hear();
        });
  }

  @Test
  void commandsBehindOneThatWaitsRunAfterIt() throws IOException {
    same(
        scene -> {
          Scene.Client waits = scene.client().block("BLPOP a 0", 1);
          waits.send("RPUSH c x").send("BLPOP a 0").send("GET s");
          scene.client().ask("SET s 1").ask("EXISTS c").ask("RPUSH a 1").ask("RPUSH a 2");
          waits.hear().hear().hear().hear();
        });
  }

  @Test
  void whoGetsTooLittleGoesOnWaiting() throws IOException {
    same(
        scene -> {
          Scene.Client first = scene.client().block("BLPOP a 0", 1);
          Scene.Client second = scene.client().block("BLPOP a 0", 2);
          Scene.Client pushes = scene.client().ask("LPUSH a 1");
          first.hear();
          scene.awaitBlocked(1);
          pushes.ask("LPUSH a 2");
          second.hear();
          scene.awaitBlocked(0);
        });
  }

  @Test
  void sortedSetsWakeWhoWaitsForThem() throws IOException {
    same(
        scene -> {
          Scene.Client lowest = scene.client().block("BZPOPMIN z y 0", 1);
          Scene.Client highest = scene.client().block("BZPOPMAX z 0", 2);
          Scene.Client several = scene.client().block("BZMPOP 0 2 y z MIN COUNT 2", 3);
          scene.client().ask("ZADD z 1 a 2 b 3 c 4 d 5 e");
          lowest.hear();
          highest.hear();
          several.hear();
        });
  }

  @Test
  void anotherTypeWakesNobody() throws IOException {
    same(
        scene -> {
          Scene.Client list = scene.client().block("BLPOP k 0", 1);
          Scene.Client set = scene.client().block("BZPOPMIN k 0", 2);
          Scene.Client pushes = scene.client().ask("SET k 1").ask("DEL k").ask("ZADD k 1 a 2 b");
          set.hear();
          scene.client().ask("BLPOP k 0").ask("BLPOP other k 0");
          pushes.ask("DEL k").ask("RPUSH k x");
          list.hear();
        });
  }

  @Test
  void aMoveServesWhoWaitsForItsDestination() throws IOException {
    same(
        scene -> {
          Scene.Client last = scene.client().block("BLPOP c 0", 1);
          Scene.Client second = scene.client().block("BLMOVE b c LEFT RIGHT 0", 2);
          Scene.Client first = scene.client().block("BRPOPLPUSH a b 0", 3);
          scene.client().ask("RPUSH a 1");
          first.hear();
          second.hear();
          last.hear();
        });
  }

  @Test
  void aMoveToAnotherTypeFailsAndTheNextIsServed() throws IOException {
    same(
        scene -> {
          Scene.Client pushes = scene.client().ask("SET s 1");
          Scene.Client fails = scene.client().block("BLMOVE a s LEFT RIGHT 0", 1);
          Scene.Client next = scene.client().block("BLMOVE a a LEFT RIGHT 0", 2);
          pushes.ask("RPUSH a 1 2");
          fails.hear();
          next.hear();
        });
  }

  @Test
  void aTransactionServesAtItsEnd() throws IOException {
    same(
        scene -> {
          Scene.Client first = scene.client().block("BLPOP b a 0", 1);
          Scene.Client second = scene.client().block("BLPOP a 0", 2);
          Scene.Client pushes = scene.client().ask("MULTI");
          pushes.ask("RPUSH a 1").ask("RPUSH b 2").ask("RPUSH a 3").ask("EXEC");
          first.hear();
          second.hear();
          pushes.ask("MULTI").ask("BLPOP a 0").ask("RPUSH a 5").ask("BLPOP a 0").ask("EXEC");
          pushes.ask("MULTI").ask("BLMOVE a b LEFT LEFT 0").ask("BZPOPMIN a 0").ask("EXEC");
        });
  }

  @Test
  void otherChangesWakeAsPushesDo() throws IOException {
    same(
        scene -> {
          Scene.Client changes = scene.client().ask("RPUSH a 1 2").ask("RPUSH l 3 1 2");
          Scene.Client renamed = scene.client().block("BLPOP b 0", 1);
          changes.ask("RENAME a b");
          renamed.hear();
          Scene.Client copied = scene.client().block("BLPOP c 0", 1);
          changes.ask("COPY b c");
          copied.hear();
          Scene.Client sorted = scene.client().block("BLPOP d 0", 1);
          changes.ask("SORT l STORE d");
          sorted.hear();
          Scene.Client moved = scene.client().ask("SELECT 1").block("BLPOP l 0", 1);
          changes.ask("MOVE l 1");
          moved.hear();
          Scene.Client swapped = scene.client().ask("SELECT 2").block("BLPOP l 0", 1);
          changes.ask("SWAPDB 1 2");
          swapped.hear();
          changes.ask("GEOADD g 1 1 x").ask("ZADD z 1 m");
          Scene.Client stored = scene.client().block("BZPOPMIN y 0", 1);
          changes.ask("ZUNIONSTORE y 2 g z");
          stored.hear();
        });
  }

  @Test
  void newEntriesWakeAllWhoRead() throws IOException {
    same(
        scene -> {
          Scene.Client adds = scene.client().ask("XADD s 1-1 f v").ask("XGROUP CREATE s g 0");
          Scene.Client first = scene.client().block("XREAD BLOCK 0 STREAMS s t $ 0", 1);
          Scene.Client second = scene.client().block("XREAD COUNT 1 BLOCK 0 STREAMS s 1-1", 2);
          Scene.Client behind = scene.client().block("XREAD BLOCK 0 STREAMS s 5-5", 3);
          adds.ask("MULTI").ask("XADD s 2-1 a b").ask("XADD s 2-2 c d").ask("EXEC");
          first.hear();
          second.hear();
          adds.ask("XADD s 6-1 e f");
          behind.hear();
          Scene.Client made = scene.client().block("XREAD BLOCK 0 STREAMS t $", 1);
          adds.ask("RENAME s t");
          made.hear();
          scene.client().ask("XREAD BLOCK 5 STREAMS t $");
        });
  }

  @Test
  void consumersOfAGroupShareWhatComes() throws IOException {
    same(
        scene -> {
          Scene.Client adds = scene.client().ask("XGROUP CREATE s g $ MKSTREAM");
          String read = "XREADGROUP GROUP g ";
          Scene.Client alice = scene.client().block(read + "alice COUNT 1 BLOCK 0 STREAMS s >", 1);
          Scene.Client bob = scene.client().block(read + "bob COUNT 1 BLOCK 0 STREAMS s >", 2);
          Scene.Client all = scene.client().block("XREAD BLOCK 0 STREAMS s 0", 3);
          Scene.Client carol = scene.client().block(read + "carol NOACK BLOCK 0 STREAMS s >", 4);
          adds.ask("MULTI").ask("XADD s 1 a b").ask("XADD s 2 a b").ask("XADD s 3 a b").ask("EXEC");
          alice.hear();
          bob.hear();
          all.hear();
          carol.hear();
          adds.ask("XPENDING s g").ask("XINFO GROUPS s");
        });
  }

  @Test
  void aGroupThatEndsWakesWhoReadsFromIt() throws IOException {
    for (String ends :
        new String[] {
          "DEL s",
          "XGROUP DESTROY s g",
          "SET s 1",
          "RENAME s t",
          "FLUSHALL",
          "SWAPDB 0 1",
          "MOVE s 3",
          "RENAME other s",
          "PEXPIREAT s 1",
          "FLUSHDB"
        }) {
      same(
          scene -> {
            Scene.Client changes = scene.client().ask("XGROUP CREATE s g $ MKSTREAM");
            changes.ask("XADD other 1 a b").ask("MULTI").ask("XLEN s").ask("EXEC");
            Scene.Client reads = scene.client();
            reads.block("XREADGROUP GROUP g c BLOCK 0 STREAMS s >", 1);
            changes.ask(ends);
            reads.hear();
          });
    }
  }

  @Test
  void timeIsUp() throws IOException {
    same(
        scene -> {
          scene.client().ask("BLPOP a 0.01").ask("BRPOP a b 0.01").ask("BLMPOP 0.01 1 a LEFT");
          scene.client().ask("BLMOVE a b LEFT LEFT 0.01").ask("BRPOPLPUSH a b 0.01");
          scene.client().ask("BZPOPMIN a 0.01").ask("BZPOPMAX a .01").ask("BZMPOP 1e-2 1 a MIN");
          scene.awaitBlocked(0);
          scene.client().ask("RPUSH a 1").ask("BLPOP a 0.01").ask("BLPOP a 0.01");
        });
  }

  @Test
  void timeOutsAreReadAsRedisDoes() throws IOException {
    same(
        scene -> {
          Scene.Client asks = scene.client();
          for (String timeout : new String[] {"x", "-1", "-0.01", "inf", "nan", "1e300", "1e18"}) {
            asks.ask("BLPOP a " + timeout).ask("BLMPOP " + timeout + " 1 a LEFT");
          }
          asks.ask("BLMOVE a b x LEFT -1").ask("BLMPOP -1 0 a LEFT").ask("BLPOP a 0x1p-7");
        });
  }

  @Test
  void whoHasLeftTakesNothing() throws IOException {
    same(
        scene -> {
          Scene.Client leaves = scene.client().block("BLPOP a 0", 1);
          Scene.Client stays = scene.client().block("BLPOP a 0", 2);
          leaves.leave();
          scene.awaitBlocked(1);
          scene.client().ask("RPUSH a 1");
          stays.hear();
        });
  }

  @Test
  void watchedKeysMakeExecFail() throws IOException {
    same(
        scene -> {
          Scene.Client watches = scene.client().ask("WATCH a b a").ask("MULTI").ask("GET a");
          Scene.Client changes = scene.client().ask("RPUSH b 1");
          watches.ask("EXEC").ask("MULTI").ask("GET a").ask("EXEC");
          watches.ask("WATCH a").ask("SET a 1").ask("MULTI").ask("EXEC");
          watches.ask("WATCH a").ask("UNWATCH").ask("MULTI").ask("GET a");
          changes.ask("SET a 2");
          watches.ask("EXEC").ask("WATCH a").ask("MULTI").ask("DISCARD").ask("MULTI");
          changes.ask("SET a 3");
          watches.ask("GET a").ask("EXEC").ask("WATCH a").ask("MULTI").ask("WATCH b").ask("GET a");
          changes.ask("FLUSHALL");
          watches.ask("EXEC").ask("WATCH a").ask("MULTI").ask("GET a");
          changes.ask("FLUSHALL");
          watches.ask("EXEC").ask("WATCH a").ask("SELECT 3").ask("WATCH a").ask("SELECT 0");
          changes.ask("SELECT 3").ask("SADD a 1").ask("SELECT 0");
          watches.ask("MULTI").ask("GET a").ask("EXEC");
          watches.ask("SET a 1").ask("WATCH a").ask("MULTI").ask("GET b");
          changes.ask("PEXPIREAT a 1");
          watches.ask("UNWATCH").ask("EXEC").ask("WATCH a").ask("RESET");
          changes.ask("SET a 5");
        });
  }

  @Test
  void anEmbeddedPushWakes() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint = larder.redis(0)) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port());
      String told =
          Scene.play(
              address,
              2,
              scene -> {
                Scene.Client waits = scene.client().block("BLPOP a 0", 1);
                larder.list("a", String.class).add("x");
                waits.hear();
                Scene.Client low = scene.client().block("BZPOPMIN z 0", 1);
                larder.sortedSet("z", String.class).add("m", 2);
                low.hear();
              });
      assertTrue(told.contains("x") && told.contains("m"), told);
    }
  }
}
