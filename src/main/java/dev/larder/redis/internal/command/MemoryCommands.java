package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.CommandTable.subcommand;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Lookups;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** MEMORY: what can be said of memory that a garbage collector keeps. */
final class MemoryCommands {
  private static final int USUAL_SAMPLES = 5;

  private MemoryCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("MEMORY", -2)
        .about("4.0.0", "Groups the commands about memory")
        .sub(
            subcommand("USAGE", -3, READONLY)
                .about("4.0.0", "About how many bytes of the heap a key takes with its value")
                .access("RO")
                .keys(2, 2, 1)
                .looks(Lookups.NONE)
                .runs(MemoryCommands::usage))
        .sub(asked("STATS", "What is known of the heap").runs(MemoryCommands::stats))
        .sub(asked("DOCTOR", "How full the heap is, in a sentence").runs(MemoryCommands::doctor))
        .sub(
            subcommand("PURGE", 2, SINGLE)
                .about("4.0.0", "Does nothing: memory is the garbage collector's")
                .tips("request_policy:all_shards", "response_policy:all_succeeded")
                .runs(call -> call.reply().ok()))
        .sub(
            asked("MALLOC-STATS", "Says that there is no allocator to tell of")
                .runs(
                    call ->
                        call.reply()
                            .verbatim("txt", "Stats not supported for the current allocator")))
        .sub(
            HelpText.of(
                "MEMORY",
                "4.0.0",
                "DOCTOR",
                "    Return memory problems reports.",
                "MALLOC-STATS",
                "    Return internal statistics report from the memory allocator.",
                "PURGE",
                "    Attempt to purge dirty pages for reclamation by the allocator.",
                "STATS",
                "    Return information about the memory usage of the server.",
                "USAGE <key> [SAMPLES <count>]",
                "    Return memory in bytes used by <key> and its value. Nested values are",
                "    sampled up to <count> times (default: 5, 0 means sample all)."));
  }

  /** The row of what each server would say of itself. */
  private static Command asked(String name, String summary) {
    return subcommand(name, 2, SINGLE)
        .about("4.0.0", summary)
        .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special");
  }

  private static void usage(Call call) {
    Args args = call.args();
    long samples = USUAL_SAMPLES;
    for (int i = 3; i < args.count(); i += 2) {
      if (!args.is(i, "SAMPLES") || i + 1 >= args.count()) {
        throw Errors.syntax();
      }
      samples = args.integer(i + 1);
      if (samples < 0) {
        throw Errors.syntax();
      }
    }
    Name key = args.name(2);
    if (call.db().keys().exists(key)) {
      call.reply().integer(Footprint.of(call, key, samples == 0 ? Long.MAX_VALUE : samples));
    } else {
      call.reply().nullBulk();
    }
  }

  private static void stats(Call call) {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    long keys = 0;
    for (int i = 0; i < Server.DATABASES; i++) {
      keys += call.db(i).keys().size();
    }
    Map<String, Long> known = new LinkedHashMap<>();
    known.put("total.allocated", used);
    known.put("clients.normal", unread(call.server()));
    known.put("keys.count", keys);
    known.put("keys.bytes-per-key", keys == 0 ? 0 : used / keys);
    known.put("allocator.allocated", used);
    known.put("allocator.active", runtime.totalMemory());
    long resident = HostFacts.residentBytes();
    if (resident > 0) {
      known.put("allocator.resident", resident);
    }
    Reply reply = call.reply();
    reply.map(known.size());
    known.forEach(
        (name, value) -> {
          reply.bulk(name);
          reply.integer(value);
        });
  }

  /** How much waits for clients to read it. */
  static long unread(Server server) {
    long bytes = 0;
    for (Session session : server.sessions().values()) {
      bytes += session.connection().buffers().waiting();
    }
    return bytes;
  }

  private static void doctor(Call call) {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    long percent = used * 100 / runtime.maxMemory();
    call.reply()
        .verbatim(
            "txt",
            percent < 90
                ? "The heap is " + percent + "% full, garbage included. That is no problem."
                : "The heap is "
                    + percent
                    + "% full, garbage included. If it stays so, give the JVM more by -Xmx, or keep"
                    + " less.");
  }
}
