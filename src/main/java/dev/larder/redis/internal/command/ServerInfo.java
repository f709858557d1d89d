package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Db;
import dev.larder.redis.internal.Server;
import java.util.Locale;

/** INFO: only what is known is said; what Redis counts and we don't is left out. */
final class ServerInfo {
  private final Call call;
  private final StringBuilder text = new StringBuilder();

  private ServerInfo(Call call) {
    this.call = call;
  }

  static void info(Call call) {
    call.reply().verbatim("txt", new ServerInfo(call).text());
  }

  private String text() {
    if (begins("Server")) {
      line("redis_version", "7.0.15");
      line("redis_mode", "standalone");
      line("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
      line("arch_bits", "64");
      line("process_id", ProcessHandle.current().pid());
    }
    if (begins("Clients")) {
      line("connected_clients", call.server().sessions().size());
      line("blocked_clients", call.server().blockedClients());
      line("maxclients", call.server().config().maxClients());
    }
    if (begins("Memory")) {
      Runtime runtime = Runtime.getRuntime();
      line("used_memory", runtime.totalMemory() - runtime.freeMemory());
      line("maxmemory", 0);
      line("maxmemory_policy", policy());
      line("mem_allocator", "jvm");
    }
    if (begins("Persistence")) {
      line("loading", 0);
      line("async_loading", 0);
    }
    if (begins("Stats")) {
      line("pubsub_patterns", call.server().pubSub().patterns());
    }
    if (begins("Replication")) {
      line("role", "master");
      line("connected_slaves", 0);
      line("master_repl_offset", 0);
    }
    if (begins("Cluster")) {
      line("cluster_enabled", 0);
    }
    if (begins("Keyspace")) {
      keyspace();
    }
    return text.toString();
  }

  private String policy() {
    var policy = call.server().config().settings().find("maxmemory-policy");
    return policy == null ? "" : policy.text();
  }

  private void keyspace() {
    for (int i = 0; i < Server.DATABASES; i++) {
      Db db = call.db(i);
      long size = db.keys().size();
      if (size > 0) {
        line("db" + i, "keys=" + size);
      }
    }
  }

  private boolean begins(String section) {
    Args args = call.args();
    if (!ServerCommands.wants(args, section.toUpperCase(Locale.ROOT))) {
      return false;
    }
    if (text.length() > 0) {
      text.append("\r\n");
    }
    text.append("# ").append(section).append("\r\n");
    return true;
  }

  private void line(String name, Object value) {
    text.append(name).append(':').append(value).append("\r\n");
  }
}
