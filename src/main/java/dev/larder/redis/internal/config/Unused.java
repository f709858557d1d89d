package dev.larder.redis.internal.config;

import dev.larder.redis.internal.config.Parameter.Use;
import java.util.List;

/** The parameters that have no effect here: what is remembered only, and what can't be set. */
public final class Unused {
  private static final long INT = Integer.MAX_VALUE;
  private static final long LONG = Long.MAX_VALUE;
  private static final String INSIDE = "tunes what is inside of Redis";
  private static final String REPLICATION = "there is no replication";
  private static final String SCRIPTS = "there are no scripts";
  private static final String CLUSTER = "there is no cluster mode";
  private static final String MEMORY = "the JVM's heap is the bound; nothing is evicted";
  private static final String FILES = "what is on the disk is the store's, which Larder.open sets";
  private static final String LISTENING = "RedisOptions says where it listens";

  private static final List<String> POLICIES =
      List.of(
          "volatile-lru",
          "volatile-lfu",
          "volatile-random",
          "volatile-ttl",
          "allkeys-lru",
          "allkeys-lfu",
          "allkeys-random",
          "noeviction");

  private final Settings settings;

  private Unused(Settings settings) {
    this.settings = settings;
  }

  /** Adds them all. */
  public static void addTo(Settings settings, int databases) {
    settings.number("databases", 1, INT, databases).used(Use.IMMUTABLE, "");
    Unused unused = new Unused(settings);
    unused.inside();
    unused.memory();
    unused.files();
    unused.replication();
    unused.server();
  }

  /** Where it listens is said, and can't be set. */
  public static void listening(Parameter port, Parameter bind, Parameter socket) {
    fixed(port, LISTENING);
    fixed(bind, LISTENING);
    socket.used(Use.IMMUTABLE, LISTENING);
  }

  private static void remembered(Parameter parameter, String why) {
    parameter.used(Use.REMEMBERED, why);
  }

  private static void fixed(Parameter parameter, String why) {
    parameter.used(Use.FIXED, why);
  }

  private void inside() {
    remembered(settings.number("hz", 0, INT, 10).clamped(1, 500), INSIDE);
    remembered(settings.number("active-expire-effort", 1, 10, 1), INSIDE);
    remembered(settings.number("maxmemory-samples", 1, INT, 5), INSIDE);
    remembered(settings.number("maxmemory-eviction-tenacity", 0, 100, 10), INSIDE);
    remembered(settings.number("lfu-log-factor", 0, INT, 10), INSIDE);
    remembered(settings.number("lfu-decay-time", 0, INT, 1), INSIDE);
    remembered(settings.number("list-compress-depth", 0, INT, 0), INSIDE);
    remembered(settings.number("tcp-keepalive", 0, INT, 300), "the system's interval is taken");
    for (String name : List.of("dynamic-hz", "activerehashing", "jemalloc-bg-thread")) {
      remembered(settings.yesOrNo(name, true), INSIDE);
    }
    for (String name :
        List.of(
            "lazyfree-lazy-eviction",
            "lazyfree-lazy-expire",
            "lazyfree-lazy-server-del",
            "lazyfree-lazy-user-del",
            "lazyfree-lazy-user-flush")) {
      remembered(settings.yesOrNo(name, false), "memory is the garbage collector's");
    }
    remembered(
        settings.choice("loglevel", List.of("debug", "verbose", "notice", "warning"), "notice"),
        "SLF4J's back end decides");
    remembered(settings.number("busy-reply-threshold", 0, LONG, 5000, "lua-time-limit"), SCRIPTS);
  }

  private void memory() {
    settings
        .choice("maxmemory-policy", POLICIES, "noeviction")
        .used(Use.REMEMBERED, "nothing is evicted; how often keys are used is not noted");
    fixed(settings.size("maxmemory", 0, LONG, 0), MEMORY);
    fixed(settings.size("maxmemory-clients", 0, LONG, 0), MEMORY);
    fixed(settings.yesOrNo("activedefrag", false), "memory is the garbage collector's");
    fixed(settings.size("client-query-buffer-limit", 1 << 20, LONG, 1 << 30), "it is built in");
  }

  private void files() {
    fixed(settings.text("save", ""), FILES);
    fixed(settings.yesOrNo("appendonly", false), FILES);
    fixed(settings.choice("appendfsync", List.of("everysec", "always", "no"), "everysec"), FILES);
    for (String name : List.of("stop-writes-on-bgsave-error", "rdbcompression")) {
      remembered(settings.yesOrNo(name, true), FILES);
    }
    remembered(settings.yesOrNo("no-appendfsync-on-rewrite", false), FILES);
    remembered(settings.number("auto-aof-rewrite-percentage", 0, INT, 100), FILES);
    remembered(settings.size("auto-aof-rewrite-min-size", 0, LONG, 64 << 20), FILES);
    settings.yesOrNo("rdbchecksum", true).used(Use.IMMUTABLE, FILES);
    settings.text("dir", "").used(Use.PROTECTED, FILES);
    settings.text("dbfilename", "").used(Use.PROTECTED, FILES);
    settings.text("appendfilename", "").used(Use.IMMUTABLE, FILES);
    settings.text("appenddirname", "").used(Use.IMMUTABLE, FILES);
  }

  private void replication() {
    fixed(settings.text("replicaof", "", "slaveof"), REPLICATION);
    settings.yesOrNo("cluster-enabled", false).used(Use.IMMUTABLE, CLUSTER);
    fixed(settings.yesOrNo("replica-read-only", true, "slave-read-only"), REPLICATION);
    fixed(
        settings.yesOrNo("replica-serve-stale-data", true, "slave-serve-stale-data"), REPLICATION);
    fixed(settings.number("replica-priority", 0, INT, 100, "slave-priority"), REPLICATION);
    fixed(settings.number("min-replicas-to-write", 0, INT, 0, "min-slaves-to-write"), REPLICATION);
    fixed(settings.number("min-replicas-max-lag", 0, INT, 10, "min-slaves-max-lag"), REPLICATION);
    remembered(settings.size("repl-backlog-size", 1, LONG, 1 << 20), REPLICATION);
    remembered(settings.number("repl-timeout", 1, INT, 60), REPLICATION);
  }

  private void server() {
    settings.yesOrNo("daemonize", false).used(Use.IMMUTABLE, "it is in a JVM");
    settings.number("io-threads", 1, 128, 1).used(Use.IMMUTABLE, LISTENING);
    settings.number("tcp-backlog", 0, INT, 511).used(Use.IMMUTABLE, LISTENING);
    settings.text("logfile", "").used(Use.IMMUTABLE, "SLF4J's back end decides");
    settings
        .choice("enable-debug-command", List.of("no", "yes", "local"), "yes")
        .used(Use.IMMUTABLE, "DEBUG is always there");
    settings
        .choice("enable-protected-configs", List.of("no", "yes", "local"), "no")
        .used(Use.IMMUTABLE, FILES);
    fixed(settings.yesOrNo("protected-mode", true), LISTENING);
  }
}
