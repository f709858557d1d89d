package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.measure.Times;
import dev.larder.redis.internal.measure.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The sections of INFO that have a line for each command, or for each code of errors. */
final class StatisticsInfo {
  private final Server server;
  private final InfoText text;

  StatisticsInfo(Server server, InfoText text) {
    this.server = server;
    this.text = text;
  }

  private void each(Consumer<Command> action) {
    for (Command command : server.table().all()) {
      action.accept(command);
      command.subcommands().values().forEach(action);
    }
  }

  void commands() {
    Totals totals = server.measures().totals();
    each(
        command -> {
          int number = command.number();
          long calls = totals.calls(number);
          long micros = totals.nanos(number) / 1_000;
          long rejected = totals.rejected(number);
          long failed = totals.failed(number);
          if (calls > 0 || rejected > 0 || failed > 0) {
            text.line(
                "cmdstat_" + command.fullName(),
                String.format(
                    Locale.ROOT,
                    "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
                    calls,
                    micros,
                    calls == 0 ? 0.0 : (double) micros / calls,
                    rejected,
                    failed));
          }
        });
  }

  void errors() {
    server
        .measures()
        .errors()
        .forEach((code, count) -> text.line("errorstat_" + code, "count=" + count));
  }

  void latencies() {
    List<Double> percentiles = server.config().percentiles().all();
    each(
        command -> {
          Times times = server.measures().times(command.number());
          if (times.total() > 0) {
            List<String> parts = new ArrayList<>();
            for (double percent : percentiles) {
              double micros = times.percentile(percent) / 1_000.0;
              parts.add(name(percent) + "=" + String.format(Locale.ROOT, "%.3f", micros));
            }
            String name = "latency_percentiles_usec_" + command.fullName();
            text.line(name, String.join(",", parts));
          }
        });
  }

  private static String name(double percent) {
    String digits = Double.toString(percent);
    return "p" + (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
  }
}
