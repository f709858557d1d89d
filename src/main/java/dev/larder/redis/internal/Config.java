package dev.larder.redis.internal;

import dev.larder.internal.stream.NodeBounds;
import dev.larder.redis.internal.config.ChoiceParameter;
import dev.larder.redis.internal.config.EventClasses;
import dev.larder.redis.internal.config.NumberParameter;
import dev.larder.redis.internal.config.OutputLimits;
import dev.larder.redis.internal.config.OutputLimitsParameter;
import dev.larder.redis.internal.config.Percentiles;
import dev.larder.redis.internal.config.Settings;
import dev.larder.redis.internal.config.TextParameter;
import dev.larder.redis.internal.config.Unused;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What CONFIG SET sets and what reads it. A read costs one volatile load; any thread may read and
 * set. The parameters that do nothing here stand in {@link Unused}.
 */
public final class Config {
  private static final long INT = Integer.MAX_VALUE;
  private static final long LONG = Long.MAX_VALUE;

  private final Settings settings = new Settings();

  private final NumberParameter hashEntries =
      settings.number("hash-max-listpack-entries", 0, LONG, 512, "hash-max-ziplist-entries");
  private final NumberParameter hashValue =
      settings.size("hash-max-listpack-value", 0, LONG, 64, "hash-max-ziplist-value");
  private final NumberParameter intsetEntries =
      settings.number("set-max-intset-entries", 0, LONG, 512);
  private final NumberParameter sortedSetEntries =
      settings.number("zset-max-listpack-entries", 0, LONG, 128, "zset-max-ziplist-entries");
  private final NumberParameter sortedSetValue =
      settings.size("zset-max-listpack-value", 0, LONG, 64, "zset-max-ziplist-value");
  private final NumberParameter listSize =
      settings.number(
          "list-max-listpack-size", Integer.MIN_VALUE, INT, -2, "list-max-ziplist-size");
  private final NumberParameter streamNodeBytes =
      settings.size("stream-node-max-bytes", 0, LONG, 4096);
  private final NumberParameter streamNodeEntries =
      settings.number("stream-node-max-entries", 0, LONG, 100);
  private final NumberParameter hyperLogLogBytes =
      settings.size("hll-sparse-max-bytes", 0, LONG, 3000);

  private final NumberParameter maxClients = settings.number("maxclients", 1, 4294967295L, 10_000);
  private final NumberParameter timeout = settings.number("timeout", 0, INT, 0);
  private final NumberParameter maxBulk =
      settings.size("proto-max-bulk-len", 1 << 20, INT - 8, 512 << 20);
  private final OutputLimitsParameter outputLimits =
      settings.outputLimits("client-output-buffer-limit");
  private final NumberParameter trackedKeys =
      settings.number("tracking-table-max-keys", 0, LONG, 1_000_000);
  private final TextParameter<EventClasses> events =
      settings.parsed("notify-keyspace-events", EventClasses::parse, "");
  private final TextParameter<String> password;

  private final NumberParameter slowerThan =
      settings.number("slowlog-log-slower-than", -1, LONG, 10_000);
  private final NumberParameter slowLogLength = settings.number("slowlog-max-len", 0, LONG, 128);
  private final NumberParameter latencyThreshold =
      settings.number("latency-monitor-threshold", 0, LONG, 0);
  private final ChoiceParameter latencyTracking = settings.yesOrNo("latency-tracking", true);
  private final TextParameter<Percentiles> percentiles =
      settings.parsed("latency-tracking-info-percentiles", Percentiles::parse, "50 99 99.9");

  private final NumberParameter port = settings.number("port", 0, 65_535, 0);
  private final TextParameter<String> bind = settings.text("bind", "");
  private final TextParameter<String> socket = settings.text("unixsocket", "");

  /** The defaults of Redis, and a password that clients have to give, or none. */
  Config(@Nullable String password, int databases) {
    byte[] bytes = password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
    this.password = settings.text("requirepass", new String(bytes, StandardCharsets.ISO_8859_1));
    Unused.addTo(settings, databases);
    Unused.listening(port, bind, socket);
  }

  /** Says where the server listens. */
  public void listens(String address, int itsPort, String itsSocket) {
    bind.found(address);
    port.found(itsPort);
    socket.found(itsSocket);
  }

  /** The port that it listens on; 0 before. */
  public long port() {
    return port.value();
  }

  /** All parameters, by name. */
  public Settings settings() {
    return settings;
  }

  // ---- how large what is small may be: hash-max-listpack-entries and so on
  // ------------------------

  public long hashEntries() {
    return hashEntries.value();
  }

  public long hashValue() {
    return hashValue.value();
  }

  public long intsetEntries() {
    return intsetEntries.value();
  }

  public long sortedSetEntries() {
    return sortedSetEntries.value();
  }

  public long sortedSetValue() {
    return sortedSetValue.value();
  }

  /** Of a list's node: items if positive, else one of five sizes from -1, 4 KiB, on. */
  public long listSize() {
    return listSize.value();
  }

  public NodeBounds streamNodes() {
    return new NodeBounds(streamNodeBytes.value(), streamNodeEntries.value());
  }

  public long hyperLogLogBytes() {
    return hyperLogLogBytes.value();
  }

  // ---- clients ----------------------------------------------------------------------------------

  public long maxClients() {
    return maxClients.value();
  }

  /** After how many seconds an idle client is cut off; 0 for never. */
  public long timeout() {
    return timeout.value();
  }

  /** The longest argument and string, in bytes. */
  public int maxBulk() {
    return (int) maxBulk.value();
  }

  public OutputLimits outputLimits() {
    return outputLimits.value();
  }

  /** How many keys CLIENT TRACKING remembers; 0 for any number. */
  public long trackedKeys() {
    return trackedKeys.value();
  }

  /** Which keyspace notifications there are. */
  public EventClasses events() {
    return events.value();
  }

  /** What clients have to give, a character for each byte; empty if they don't. */
  public String password() {
    return password.value();
  }

  // ---- what is measured -------------------------------------------------------------------------

  /** From how many microseconds on a command gets into the slow log; -1 for none. */
  public long slowerThan() {
    return slowerThan.value();
  }

  public long slowLogLength() {
    return slowLogLength.value();
  }

  /** From how many milliseconds on an event is a latency spike; 0 for none. */
  public long latencyThreshold() {
    return latencyThreshold.value();
  }

  public boolean isLatencyTracked() {
    return latencyTracking.isYes();
  }

  public Percentiles percentiles() {
    return percentiles.value();
  }
}
