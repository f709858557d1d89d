package dev.larder.redis.internal.command;

import dev.larder.internal.kind.WireNames;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Saving;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Topic;
import dev.larder.redis.internal.config.Parameter;
import dev.larder.redis.internal.measure.Figure;
import dev.larder.redis.internal.measure.Totals;
import java.util.List;
import java.util.Locale;

/**
 * INFO: the sections and fields of Redis in their order, of these only what is known. What Redis
 * counts and we don't is left out.
 */
final class ServerInfo {
  private static final int SECONDS_A_DAY = 86_400;

  private final Call call;
  private final Server server;
  private final InfoText text;

  private ServerInfo(Call call) {
    this.call = call;
    this.server = call.server();
    this.text = new InfoText(call.args());
  }

  static void info(Call call) {
    ServerInfo info = new ServerInfo(call);
    info.all();
    call.reply().verbatim("txt", info.text.toString());
  }

  private void all() {
    if (text.begins("Server")) {
      server();
    }
    if (text.begins("Clients")) {
      clients();
    }
    if (text.begins("Memory")) {
      memory();
    }
    if (text.begins("Persistence")) {
      persistence();
    }
    if (text.begins("Stats")) {
      stats();
    }
    if (text.begins("Replication")) {
      replication();
    }
    if (text.begins("CPU")) {
      cpu();
    }
    text.begins("Modules"); // there are none
    StatisticsInfo statistics = new StatisticsInfo(server, text);
    if (text.begins("Commandstats")) {
      statistics.commands();
    }
    if (text.begins("Errorstats")) {
      statistics.errors();
    }
    if (text.begins("Latencystats")) {
      statistics.latencies();
    }
    if (text.begins("Cluster")) {
      text.line("cluster_enabled", 0);
    }
    if (text.begins("Keyspace")) {
      keyspace();
    }
  }

  private void server() {
    text.line("redis_version", "7.0.15");
    text.line("redis_mode", "standalone");
    text.line("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    text.line("arch_bits", 64);
    text.line("process_id", ProcessHandle.current().pid());
    text.line("process_supervised", "no");
    text.line("run_id", server.runId());
    text.line("tcp_port", server.config().port());
    text.line("server_time_usec", server.now() * 1_000);
    text.line("uptime_in_seconds", server.uptimeSeconds());
    text.line("uptime_in_days", server.uptimeSeconds() / SECONDS_A_DAY);
    text.line("config_file", "");
    text.line("io_threads_active", 0);
  }

  private void clients() {
    text.line("connected_clients", server.sessions().size());
    text.line("cluster_connections", 0);
    text.line("maxclients", server.config().maxClients());
    text.line("blocked_clients", server.blockedClients());
    text.line(
        "tracking_clients",
        server.sessions().values().stream().filter(each -> each.tracking() != null).count());
  }

  private void memory() {
    Runtime runtime = Runtime.getRuntime();
    Config config = server.config();
    text.bytes("used_memory", runtime.totalMemory() - runtime.freeMemory());
    long resident = HostFacts.residentBytes();
    if (resident > 0) {
      text.bytes("used_memory_rss", resident);
    }
    long machine = HostFacts.memoryBytes();
    if (machine > 0) {
      text.bytes("total_system_memory", machine);
    }
    text.bytes("maxmemory", 0);
    Parameter policy = config.settings().find("maxmemory-policy");
    text.line("maxmemory_policy", policy == null ? "" : policy.text());
    text.line("mem_clients_normal", MemoryCommands.unread(server));
    text.line("mem_allocator", "jvm");
    text.line("active_defrag_running", 0);
  }

  private void persistence() {
    Saving saving = server.saving();
    Saving.Done done = saving.done();
    String running = saving.running();
    boolean saves = "BGSAVE".equals(running);
    boolean rewrites = "BGREWRITEAOF".equals(running);
    text.line("loading", 0);
    text.line("async_loading", 0);
    text.line("rdb_bgsave_in_progress", saves ? 1 : 0);
    text.line("rdb_last_save_time", done.second());
    text.line("rdb_last_bgsave_status", done.isOk() ? "ok" : "err");
    text.line("rdb_last_bgsave_time_sec", done.seconds());
    text.line("rdb_current_bgsave_time_sec", saves ? saving.runningSeconds() : -1);
    text.line("rdb_saves", done.count());
    text.line("aof_enabled", saving.isDurable() ? 1 : 0);
    text.line("aof_rewrite_in_progress", rewrites ? 1 : 0);
    text.line("aof_rewrite_scheduled", saving.isScheduled("BGREWRITEAOF") ? 1 : 0);
    text.line("aof_current_rewrite_time_sec", rewrites ? saving.runningSeconds() : -1);
    if (saving.isDurable()) {
      text.line("aof_last_write_status", server.store().health().writable() ? "ok" : "err");
    }
  }

  private void stats() {
    Totals totals = server.measures().totals();
    text.line("total_connections_received", totals.of(Figure.CONNECTIONS));
    text.line("total_commands_processed", totals.allCalls());
    text.line("total_net_input_bytes", totals.of(Figure.BYTES_IN));
    text.line("total_net_output_bytes", totals.of(Figure.BYTES_OUT));
    text.line("rejected_connections", totals.of(Figure.REFUSED_CONNECTIONS));
    text.line("sync_full", 0);
    text.line("sync_partial_ok", 0);
    text.line("sync_partial_err", 0);
    text.line("expired_keys", server.expiredKeys());
    text.line("evicted_keys", 0);
    text.line("evicted_clients", 0);
    text.line("keyspace_hits", totals.of(Figure.HITS));
    text.line("keyspace_misses", totals.of(Figure.MISSES));
    text.line("pubsub_channels", server.pubSub().active(Topic.CHANNEL, name -> true).size());
    text.line("pubsub_patterns", server.pubSub().patterns());
    text.line("pubsubshard_channels", server.pubSub().active(Topic.SHARD, name -> true).size());
    text.line("total_error_replies", totals.of(Figure.ERRORS));
    text.line("total_reads_processed", totals.of(Figure.READS));
    text.line("total_writes_processed", totals.of(Figure.WRITES));
    text.line("io_threaded_reads_processed", 0);
    text.line("io_threaded_writes_processed", 0);
  }

  private void replication() {
    text.line("role", "master");
    text.line("connected_slaves", 0);
    text.line("master_failover_state", "no-failover");
    text.line("master_replid", server.runId());
    text.line("master_replid2", "0".repeat(server.runId().length()));
    text.line("master_repl_offset", 0);
    text.line("second_repl_offset", -1);
    text.line("repl_backlog_active", 0);
  }

  private void cpu() {
    List<String> names = List.of("sys", "user", "sys_children", "user_children");
    List<Double> seconds = HostFacts.cpuSeconds();
    for (int i = 0; i < seconds.size(); i++) {
      text.line("used_cpu_" + names.get(i), String.format(Locale.ROOT, "%.6f", seconds.get(i)));
    }
  }

  private void keyspace() {
    for (int i = 0; i < Server.DATABASES; i++) {
      WireNames keys = call.db(i).keys();
      long size = keys.size();
      if (size > 0) {
        WireNames.Deadlines deadlines = keys.deadlines();
        text.line(
            "db" + i,
            "keys="
                + size
                + ",expires="
                + Math.min(size, deadlines.count())
                + ",avg_ttl="
                + deadlines.averageMillis());
      }
    }
  }
}
