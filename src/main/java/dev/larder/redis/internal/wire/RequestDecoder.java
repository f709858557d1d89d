package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Args;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds requests in the bytes that came: arrays of bulk strings, or inline lines. It keeps what it
 * has of a request until the rest comes, and takes no memory for what was only announced: the array
 * of a long argument grows with what came, to at most twice as much. For one thread.
 */
final class RequestDecoder {
  private static final int MAX_INLINE = 64 * 1024;
  private static final int MAX_ARGS = 1024 * 1024;
  private static final int MAX_ARGS_BEFORE_AUTH = 10;
  private static final int MAX_BULK_BEFORE_AUTH = 16 * 1024;

  /** Longer arguments are moved out of the receive buffer piece by piece. */
  private static final int LONG_BULK = 32 * 1024;

  /** Room is made at once for so many arguments, and not for a number that is but announced. */
  private static final int FEW_ARGS = 8;

  private static final byte[][] NOTHING = new byte[0][];
  private static final byte[] EMPTY = {};

  /** What has come of the request; longer than that only if so many have come. */
  private byte[][] args = NOTHING;

  private int count;
  private int left;
  private int bulk = -1;
  private byte @Nullable [] piece;
  private int filled;
  private boolean trusted;
  private int maxBulk;

  /** From now on requests may be as large as those of a client that has authenticated. */
  void trust(boolean isTrusted, int longestBulk) {
    trusted = isTrusted;
    maxBulk = longestBulk;
  }

  /**
   * The next request.
   *
   * @param in where to read; what was used up is skipped
   * @return the arguments, empty for a line without any, or null when more bytes must come first
   */
  byte @Nullable [][] next(ByteBuf in) {
    if (left == 0) {
      if (!in.isReadable()) {
        return null;
      }
      if (in.getByte(in.readerIndex()) != '*') {
        return inline(in);
      }
      long announced = shortNumber(in);
      if (announced < 0) {
        int end = lineEnd(in, "too big mbulk count string");
        if (end < 0) {
          return null;
        }
        in.skipBytes(1);
        announced = number(in, end, "invalid multibulk length");
      }
      if (announced > MAX_ARGS) {
        throw new ProtocolException("invalid multibulk length");
      }
      if (!trusted && announced > MAX_ARGS_BEFORE_AUTH) {
        throw new ProtocolException("unauthenticated multibulk length");
      }
      if (announced <= 0) {
        return NOTHING;
      }
      left = (int) announced;
      args = new byte[Math.min(left, FEW_ARGS)][];
    }
    while (left > 0) {
      if (!bulk(in)) {
        return null;
      }
    }
    byte[][] request = count == args.length ? args : Arrays.copyOf(args, count);
    args = NOTHING;
    count = 0;
    return request;
  }

  /** How long the arguments are that have come of a request whose rest has not. */
  long held() {
    return Args.bytes(args, count) + filled;
  }

  private boolean bulk(ByteBuf in) {
    if (bulk < 0 && !bulkHeader(in)) {
      return false;
    }
    if (bulk > LONG_BULK && !fill(in) || in.readableBytes() < bulk - filled + 2) {
      return false;
    }
    byte[] arg = piece;
    if (arg == null) {
      arg = bulk == 0 ? EMPTY : new byte[bulk];
      in.readBytes(arg);
    }
    in.skipBytes(2); // Redis doesn't look at them either
    if (count == args.length) {
      args = Arrays.copyOf(args, 2 * count);
    }
    args[count++] = arg;
    bulk = -1;
    piece = null;
    filled = 0;
    left--;
    return true;
  }

  private boolean bulkHeader(ByteBuf in) {
    if (!in.isReadable()) {
      return false;
    }
    long length = in.getByte(in.readerIndex()) == '$' ? shortNumber(in) : -1;
    if (length < 0) {
      int end = lineEnd(in, "too big bulk count string");
      if (end < 0) {
        return false;
      }
      byte first = in.readByte();
      if (first != '$') {
        throw new ProtocolException("expected '$', got '" + (char) (first & 0xff) + "'");
      }
      length = number(in, end, "invalid bulk length");
    }
    if (length < 0 || length > maxBulk) {
      throw new ProtocolException("invalid bulk length");
    }
    if (!trusted && length > MAX_BULK_BEFORE_AUTH) {
      throw new ProtocolException("unauthenticated bulk length");
    }
    bulk = (int) length;
    return true;
  }

  /** Moves what has come of a long argument; answers whether it is all there. */
  private boolean fill(ByteBuf in) {
    int come = Math.min(in.readableBytes(), bulk - filled);
    byte[] now = piece;
    if (now == null) {
      now = new byte[come];
    } else if (now.length < filled + come) {
      now = Arrays.copyOf(now, (int) Math.min(bulk, Math.max(filled + come, now.length * 2L)));
    }
    in.readBytes(now, filled, come);
    filled += come;
    piece = filled == bulk && now.length > bulk ? Arrays.copyOf(now, bulk) : now;
    return filled == bulk;
  }

  /**
   * Reads what nearly every line is, behind its first byte: at most four digits, and its end is
   * there. Else skips nothing and answers -1: a second look finds out what it is.
   */
  private static int shortNumber(ByteBuf in) {
    int at = in.readerIndex() + 1;
    int most = Math.min(in.writerIndex() - 1, at + 5);
    int value = 0;
    for (int i = at; i < most; i++) {
      int digit = in.getByte(i) - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (digit == '\r' - '0' && i > at && (in.getByte(at) != '0' || i == at + 1)) {
        in.readerIndex(i + 2);
        return value;
      } else {
        return -1;
      }
    }
    return -1;
  }

  /** The index of the carriage return that ends the line, or -1 when it has not come. */
  private static int lineEnd(ByteBuf in, String tooLong) {
    int from = in.readerIndex();
    int until = Math.min(in.writerIndex(), from + MAX_INLINE + 1);
    int end = in.indexOf(from, until, (byte) '\r');
    if (end >= 0 && end + 1 < in.writerIndex()) {
      return end;
    }
    if (end < 0 && in.readableBytes() > MAX_INLINE) {
      throw new ProtocolException(tooLong);
    }
    return -1;
  }

  /** Reads the number up to the end of the line, and skips that. */
  private static long number(ByteBuf in, int end, String wrong) {
    int from = in.readerIndex();
    boolean negative = end > from && in.getByte(from) == '-';
    int at = negative ? from + 1 : from;
    if (at >= end || end - at > 18) {
      throw new ProtocolException(wrong);
    }
    if (in.getByte(at) == '0' && (end - at > 1 || negative)) {
      throw new ProtocolException(wrong);
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = in.getByte(at) - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException(wrong);
      }
      value = value * 10 + digit;
    }
    in.readerIndex(end + 2);
    return negative ? -value : value;
  }

  private static byte @Nullable [][] inline(ByteBuf in) {
    int from = in.readerIndex();
    int until = Math.min(in.writerIndex(), from + MAX_INLINE + 1);
    int end = in.indexOf(from, until, (byte) '\n');
    if (end < 0) {
      if (in.readableBytes() > MAX_INLINE) {
        throw new ProtocolException("too big inline request");
      }
      return null;
    }
    int length = end - from;
    byte[] line = new byte[length];
    in.readBytes(line);
    in.skipBytes(1);
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return InlineParser.split(line, length);
  }
}
