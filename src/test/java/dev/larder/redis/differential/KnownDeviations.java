package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Where ours answers otherwise on purpose. Only replies: what the servers hold has to be the same.
 * Each entry stands in {@code docs/redis.md}, too.
 */
final class KnownDeviations {
  static final List<KnownDeviation> ALL = List.of();

  private KnownDeviations() {}

  /** Those whose proof shows no difference any more, or one that they don't excuse. */
  static List<String> stale(
      List<KnownDeviation> deviations, InetSocketAddress ours, InetSocketAddress real)
      throws IOException {
    List<String> stale = new ArrayList<>();
    for (KnownDeviation deviation : deviations) {
      int differing = 0;
      for (int resp = 2; resp <= 3; resp++) {
        Comparison strict = new Comparison(ours, real, resp, List.of());
        Comparison excusing = new Comparison(ours, real, resp, List.of(deviation));
        if (strict.run(deviation.proof()).isPresent()) {
          differing++;
          excusing
              .run(deviation.proof())
              .ifPresent(rest -> stale.add(deviation.reason() + " does not excuse\n" + rest));
        }
      }
      if (differing == 0) {
        stale.add(deviation.reason() + ": nothing differs any more, take it out");
      }
    }
    return stale;
  }
}
