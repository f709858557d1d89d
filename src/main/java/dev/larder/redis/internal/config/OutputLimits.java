package dev.larder.redis.internal.config;

import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How much may wait for a client, by classes, as client-output-buffer-limit has it. */
public record OutputLimits(Limit normal, Limit replica, Limit pubsub) {
  static final String DEFAULT =
      "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60";

  private static final OutputLimits NONE =
      new OutputLimits(new Limit(0, 0, 0), new Limit(0, 0, 0), new Limit(0, 0, 0));

  /**
   * Of one class. A zero is no limit.
   *
   * @param hard in bytes; above it the client is cut off at once
   * @param soft in bytes; a client that is longer above it is cut off
   * @param seconds how long that is
   */
  public record Limit(long hard, long soft, long seconds) {
    @Override
    public String toString() {
      return hard + " " + soft + " " + seconds;
    }
  }

  /** What was set, with what a text says of some or all of the classes. */
  OutputLimits with(String text) {
    String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
    if (words.length % 4 != 0) {
      throw Parameter.wrong("Wrong number of arguments in buffer limit configuration.");
    }
    OutputLimits limits = this;
    for (int i = 0; i < words.length; i += 4) {
      String type = words[i].toLowerCase(Locale.ROOT);
      Limit limit =
          switch (type) {
            case "normal", "slave", "replica", "pubsub" ->
                limit(words[i + 1], words[i + 2], words[i + 3]);
            default ->
                throw Parameter.wrong(
                    "Invalid client class specified in buffer limit configuration.");
          };
      limits =
          switch (type) {
            case "normal" -> new OutputLimits(limit, limits.replica, limits.pubsub);
            case "pubsub" -> new OutputLimits(limits.normal, limits.replica, limit);
            default -> new OutputLimits(limits.normal, limit, limits.pubsub);
          };
    }
    return limits;
  }

  static OutputLimits parse(String text) {
    return NONE.with(text);
  }

  private static Limit limit(String hard, String soft, String seconds) {
    try {
      return new Limit(
          NumberParameter.size(hard),
          NumberParameter.size(soft),
          Numbers.integer(seconds.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (RedisException e) {
      throw Parameter.wrong(
          "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
    }
  }

  @Override
  public String toString() {
    return "normal " + normal + " slave " + replica + " pubsub " + pubsub;
  }
}
