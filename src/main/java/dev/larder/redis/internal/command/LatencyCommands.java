package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.CommandTable.subcommand;
import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.measure.Measures;
import dev.larder.redis.internal.measure.Spikes;
import dev.larder.redis.internal.measure.Spikes.Series;
import dev.larder.redis.internal.measure.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** LATENCY: when commands took long, and how long they usually take. */
final class LatencyCommands {
  private LatencyCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("LATENCY", -2)
        .about("2.8.13", "Groups the commands about how long things take")
        .sub(asked("LATEST", 2, "The latest spike of each event", LatencyCommands::latest))
        .sub(asked("HISTORY", 3, "The spikes of an event", LatencyCommands::history))
        .sub(asked("GRAPH", 3, "The spikes of an event, drawn", LatencyCommands::graph))
        .sub(asked("DOCTOR", 2, "The spikes of all events, in words", LatencyCommands::doctor))
        .sub(
            asked("HISTOGRAM", -2, "How long commands take", LatencyCommands::histogram)
                .about("7.0.0", "How long commands take"))
        .sub(
            subcommand("RESET", -2, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
                .about("2.8.13", "Forgets the spikes of events, or of all")
                .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                .runs(LatencyCommands::reset))
        .sub(
            HelpText.of(
                "LATENCY",
                "2.8.13",
                "DOCTOR",
                "    Return a human readable latency analysis report.",
                "GRAPH <event>",
                "    Return an ASCII latency graph for the <event> class.",
                "HISTORY <event>",
                "    Return time-latency samples for the <event> class.",
                "LATEST",
                "    Return the latest latency samples for all events.",
                "RESET [<event> ...]",
                "    Reset latency data of one or more <event> classes.",
                "    (default: reset all data for all event classes)",
                "HISTOGRAM [COMMAND ...]",
                "    Return a cumulative distribution of latencies in the format of a histogram for"
                    + " the specified command names.",
                "    If no commands are specified then all histograms are replied."));
  }

  private static Command asked(String name, int arity, String summary, Handler handler) {
    return subcommand(name, arity, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
        .about("2.8.13", summary)
        .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")
        .runs(handler);
  }

  private static Spikes spikes(Call call) {
    return call.server().measures().spikes();
  }

  private static void latest(Call call) {
    Reply reply = call.reply();
    List<Series> all = List.copyOf(spikes(call).all());
    reply.array(all.size());
    for (Series series : all) {
      reply.array(4);
      reply.bulk(series.event());
      reply.integer(series.latest().second());
      reply.integer(series.latest().millis());
      reply.integer(series.highest());
    }
  }

  private static void history(Call call) {
    Series series = spikes(call).of(call.args().latin(2));
    Reply reply = call.reply();
    reply.array(series == null ? 0 : series.samples().size());
    if (series != null) {
      for (Spikes.Sample sample : series.samples()) {
        reply.array(2);
        reply.integer(sample.second());
        reply.integer(sample.millis());
      }
    }
  }

  private static void graph(Call call) {
    String event = call.args().latin(2);
    Series series = spikes(call).of(event);
    if (series == null) {
      throw Errors.noSamples(event);
    }
    call.reply().verbatim("txt", LatencyGraph.of(series, call.server().now() / 1_000));
  }

  /** Says what was measured. Advice would have to be Redis's own, and be right for a JVM. */
  private static void doctor(Call call) {
    StringBuilder text = new StringBuilder();
    long threshold = call.server().config().latencyThreshold();
    Collection<Series> all = spikes(call).all();
    if (threshold == 0) {
      text.append("Spikes are not noted: set latency-monitor-threshold to some milliseconds.\n");
    } else if (all.isEmpty()) {
      text.append("No event took ").append(threshold).append(" ms or longer.\n");
    }
    for (Series series : all) {
      double sum = series.samples().stream().mapToLong(Spikes.Sample::millis).sum();
      int count = series.samples().size();
      text.append(series.event()).append(": ").append(count).append(" spikes, ");
      text.append(Math.round(sum / count)).append(" ms on average, at worst ");
      text.append(series.highest()).append(" ms.\n");
    }
    if (threshold > 0 && !all.isEmpty()) {
      text.append("SLOWLOG GET shows which commands these were, from slowlog-log-slower-than on;");
      text.append(" a pause of the garbage collector counts to the command that it stopped.\n");
    }
    call.reply().verbatim("txt", text.toString());
  }

  private static void reset(Call call) {
    Args args = call.args();
    Spikes spikes = spikes(call);
    List<String> events = new ArrayList<>();
    if (args.count() == 2) {
      spikes.all().forEach(series -> events.add(series.event()));
    }
    for (int i = 2; i < args.count(); i++) {
      events.add(args.latin(i));
    }
    call.reply().integer(events.stream().filter(spikes::forget).count());
  }

  // ---- HISTOGRAM --------------------------------------------------------------------------------

  /** A command, and how long it took. */
  private record Timed(Command command, Times times) {}

  private static void histogram(Call call) {
    Args args = call.args();
    CommandTable table = call.server().table();
    List<Command> asked = new ArrayList<>();
    if (args.count() == 2) {
      table.all().forEach(command -> addWithSubcommands(command, asked));
    }
    for (int i = 2; i < args.count(); i++) {
      Command command = CommandCommands.byFullName(table, args.latin(i));
      if (command != null) {
        addWithSubcommands(command, asked);
      }
    }
    Measures measures = call.server().measures();
    List<Timed> timed = new ArrayList<>();
    for (Command command : asked) {
      Times times = measures.times(command.number());
      if (times.total() > 0) {
        timed.add(new Timed(command, times));
      }
    }
    call.reply().map(timed.size());
    timed.forEach(each -> write(call.reply(), each));
  }

  private static void addWithSubcommands(Command command, List<Command> all) {
    all.add(command);
    all.addAll(command.subcommands().values());
  }

  private static void write(Reply reply, Timed timed) {
    List<Long> steps = new ArrayList<>();
    timed.times.steps(
        (nanos, count) -> {
          steps.add(nanos / 1_000);
          steps.add(count);
        });
    reply.bulk(timed.command.fullName());
    reply.map(2);
    reply.bulk("calls");
    reply.integer(timed.times.total());
    reply.bulk("histogram_usec");
    reply.map(steps.size() / 2);
    steps.forEach(reply::integer);
  }
}
