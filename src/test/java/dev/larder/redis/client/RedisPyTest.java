package dev.larder.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The redis module of Python, in the version that Debian has for its own Python. */
class RedisPyTest {
  private static final String PYTHON = "/usr/bin/python3";

  /** The port that the README's program speaks to. */
  private static final String USUAL_PORT = "6379";

  private static final String JOBS =
      """
      import sys, redis
      r = redis.Redis(port=int(sys.argv[1]), decode_responses=True)
      r.flushall()
      r.set("k", "v", ex=100)
      assert r.get("k") == "v" and r.ttl("k") > 90
      r.hset("h", mapping={"a": 1, "b": 2})
      assert r.hgetall("h") == {"a": "1", "b": "2"}
      r.rpush("l", *range(10))
      assert r.lrange("l", 2, 4) == ["2", "3", "4"]
      r.zadd("z", {"ann": 2, "bob": 1.5})
      assert r.zrange("z", 0, -1, withscores=True) == [("bob", 1.5), ("ann", 2.0)]
      assert sorted(r.scan_iter()) == ["h", "k", "l", "z"]
      assert dict(r.hscan_iter("h")) == {"a": "1", "b": "2"}
      with r.pipeline() as pipe:
          while True:
              pipe.watch("n")
              current = int(pipe.get("n") or 0)
              pipe.multi()
              pipe.set("n", current + 1)
              pipe.expire("n", 50)
              assert pipe.execute() == [True, True]
              break
      assert r.get("n") == "1"
      with r.pipeline() as pipe:
          pipe.incr("n").incr("n")
          assert pipe.execute() == [2, 3]
      r.xadd("s", {"f": "v"})
      r.xgroup_create("s", "g", id="0")
      ((stream, entries),) = r.xreadgroup("g", "c", {"s": ">"})
      assert stream == "s" and entries[0][1] == {"f": "v"}
      assert r.blpop(["none", "l"], timeout=1) == ("l", "0")
      assert r.info("server")["redis_version"].startswith("7.0.")
      assert r.client_setname("py") and r.client_getname() == "py"
      try:
          r.incr("h")
          assert False
      except redis.ResponseError as error:
          assert str(error).startswith("WRONGTYPE")
      print("done")
      """;

  @SuppressWarnings("NullAway.Init")
  private static BothServers servers;

  @BeforeAll
  static void start() throws IOException {
    servers = new BothServers();
  }

  @AfterAll
  static void stop() throws IOException {
    servers.close();
  }

  /** What a program prints, its errors as well. */
  private static String run(String program, int port) throws IOException {
    Path printed = Files.createTempFile("larder", ".txt");
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", program, Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      process.destroyForcibly();
      return Files.readString(printed) + (ended ? "" : "and did not end");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(printed);
    }
  }

  private static void assumeInstalled() throws IOException {
    boolean installed =
        Files.isExecutable(Path.of(PYTHON)) && run("import redis; print(1)", 0).equals("1\n");
    if (!installed) {
      System.err.println(
          "!!! NOT TESTED WITH PYTHON: the module redis is not installed for "
              + PYTHON
              + ". Debian: apt-get install python3-redis");
    }
    Assumptions.assumeTrue(installed, "python3-redis is not installed");
  }

  @ParameterizedTest
  @EnumSource
  void usualJobs(BothServers.Which which) throws IOException {
    assumeInstalled();
    assertEquals("done\n", run(JOBS, servers.port(which)));
  }

  @Test
  void theReadmesProgram() throws IOException {
    assumeInstalled();
    String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
    int start = readme.indexOf("```python\n") + "```python\n".length();
    String program = readme.substring(start, readme.indexOf("```", start));
    int port = servers.port(BothServers.Which.LARDER);
    String here = program.replace(USUAL_PORT, Integer.toString(port));
    assertEquals("news the shop is open\n", run(here, port));
  }
}
