package dev.larder.redis.internal.rdb;

import dev.larder.internal.store.Store;
import dev.larder.internal.table.Node;
import dev.larder.redis.RdbException;
import dev.larder.redis.RdbReport;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads a file from end to end.
 *
 * <pre>
 *   "REDIS", four digits: the version
 *   FA name value                     about the file
 *   FE number                         the database of what follows
 *   FB number number                  how many keys, and how many of them run out
 *   [FD seconds | FC milliseconds] [F8 idle] [F9 frequency] type key value
 *   F5 code                           a library of functions
 *   FF checksum                       the end; the checksum from version 5 on, 0 for none
 * </pre>
 */
public final class RdbReader {
  /** The versions that can be read: those up to Redis 7.2. */
  private static final int NEWEST = 11;

  private static final int FUNCTION = 0xf5;
  private static final int UNFINISHED_FUNCTION = 0xf6;
  private static final int MODULE_AUX = 0xf7;
  private static final int IDLE = 0xf8;
  private static final int FREQUENCY = 0xf9;
  private static final int AUX = 0xfa;
  private static final int RESIZE = 0xfb;
  private static final int DEADLINE_MILLIS = 0xfc;
  private static final int DEADLINE_SECONDS = 0xfd;
  private static final int SELECT = 0xfe;
  private static final int END = 0xff;

  private final RdbInput in;
  private final ValueReader values;
  private final Sink sink;
  private final long now;
  private final Map<String, String> about = new LinkedHashMap<>();
  private int database;
  private long deadline = Node.NEVER;
  private long keys;
  private long expired;
  private long functions;

  /** Takes what is read. */
  @FunctionalInterface
  public interface Sink {
    /**
     * A key.
     *
     * @param deadline in milliseconds of the epoch, or {@link Node#NEVER}
     */
    void put(int database, byte[] key, RdbValue value, long deadline);
  }

  private RdbReader(RdbInput in, Sink sink, long now) {
    this.in = in;
    this.values = new ValueReader(in);
    this.sink = sink;
    this.now = now;
  }

  /**
   * Reads all.
   *
   * @param now what has run out by then is left out, in milliseconds of the epoch
   * @param progress gets the number of bytes that have been read, now and then
   * @throws RdbException if it is no such file, or damaged
   */
  public static RdbReport read(InputStream from, Sink sink, long now, LongConsumer progress)
      throws IOException {
    RdbInput in = new RdbInput(from, progress);
    try {
      return new RdbReader(in, sink, now).read();
    } catch (EOFException | IllegalArgumentException e) {
      throw new RdbException(in.offset(), e);
    }
  }

  private RdbReport read() throws IOException {
    int version = version();
    for (int opcode = in.next(); opcode != END; opcode = in.next()) {
      switch (opcode) {
        case AUX -> {
          String name = text();
          about.put(name, text());
        }
        case SELECT -> select(in.length());
        case RESIZE -> {
          in.length();
          in.length();
        }
        case DEADLINE_MILLIS -> deadline = in.little(8);
        case DEADLINE_SECONDS -> deadline = (int) in.little(4) * 1000L;
        case IDLE -> in.length();
        case FREQUENCY -> in.next();
        case FUNCTION -> {
          in.string();
          functions++;
        }
        case UNFINISHED_FUNCTION ->
            throw new IllegalArgumentException("functions as a preview of Redis 7 wrote them");
        case MODULE_AUX ->
            throw new IllegalArgumentException("data of a module, which only that module can read");
        default -> key(opcode);
      }
    }
    checkEnd(version);
    return new RdbReport(version, about, keys, expired, functions);
  }

  private int version() throws IOException {
    String head = new String(in.bytes(9), StandardCharsets.ISO_8859_1);
    if (!head.matches("REDIS[0-9]{4}")) {
      throw new IllegalArgumentException("the head of a file of Redis's, \"REDIS\" and a version");
    }
    int version = Integer.parseInt(head.substring(5));
    if (version < 1 || version > NEWEST) {
      throw new IllegalArgumentException("a version up to " + NEWEST + ", found " + version);
    }
    return version;
  }

  private String text() throws IOException {
    return new String(in.string(), StandardCharsets.UTF_8);
  }

  private void select(long number) {
    if (number < 0 || number >= Store.DATABASES) {
      throw new IllegalArgumentException(
          "a database below " + Store.DATABASES + ", found " + number);
    }
    database = (int) number;
  }

  private void key(int type) throws IOException {
    byte[] key = in.string();
    RdbValue value = values.read(type);
    if (deadline <= now) {
      expired++;
    } else if (!value.isEmpty()) {
      keys++;
      sink.put(database, key, value, deadline);
    }
    deadline = Node.NEVER;
  }

  private void checkEnd(int version) throws IOException {
    if (version < 5) {
      return;
    }
    long expected = in.checksum();
    long found = in.little(8);
    if (found != 0 && found != expected) {
      throw new IllegalArgumentException(
          "the checksum " + Long.toHexString(expected) + ", found " + Long.toHexString(found));
    }
  }
}
