package dev.larder.redis.internal.config;

import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which percentiles INFO latencystats shows. */
public record Percentiles(List<Double> all) {
  /** Reads them. */
  public static Percentiles parse(String text) {
    List<Double> all = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      double percent;
      try {
        percent = Numbers.number(word.getBytes(StandardCharsets.ISO_8859_1));
      } catch (RedisException e) {
        throw Parameter.wrong("Invalid latency-tracking-info-percentiles parameters");
      }
      if (percent < 0 || percent > 100) {
        throw Parameter.wrong(
            "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
      }
      all.add(percent);
    }
    return new Percentiles(List.copyOf(all));
  }

  @Override
  public String toString() {
    return all.stream().map(Numbers::text).collect(Collectors.joining(" "));
  }
}
