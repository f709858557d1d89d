package dev.larder.redis.internal.command;

import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.stream.StreamTrim;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The options of XADD and XTRIM that say what goes.
 *
 * @param length how many entries stay, or -1
 * @param first the number of the first that stays, or null
 * @param isNear whether only whole nodes go
 * @param limit how many go at most, or 0
 * @param isMaking whether a stream is made where none is
 * @param end the index behind the options
 */
record StreamTrimming(
    long length, @Nullable StreamId first, boolean isNear, long limit, boolean isMaking, int end) {
  /** Reads options up to the end, or, of XADD, to a number. */
  static StreamTrimming of(Call call, boolean isAdding) {
    long usual = call.server().config().streamNodes().trimLimit();
    return new Reader(call.args(), isAdding).read(usual);
  }

  private static final class Reader {
    private final Args args;
    private final boolean isAdding;
    private int at = 2;
    private long length = -1;
    private @Nullable StreamId first;
    private boolean isNear;
    private long limit;
    private boolean isLimited;
    private boolean isMaking = true;

    Reader(Args args, boolean isAdding) {
      this.args = args;
      this.isAdding = isAdding;
    }

    StreamTrimming read(long usualLimit) {
      for (; at < args.count(); at++) {
        boolean more = at + 1 < args.count();
        if (isAdding && args.is(at, "*")) {
          break;
        }
        if (more && (args.is(at, "MAXLEN") || args.is(at, "MINID"))) {
          strategy();
        } else if (more && args.is(at, "LIMIT")) {
          limit = args.integer(++at);
          isLimited = true;
          if (limit < 0) {
            throw StreamErrors.belowZero("LIMIT");
          }
        } else if (isAdding && args.is(at, "NOMKSTREAM")) {
          isMaking = false;
        } else if (isAdding) {
          StreamIds.partial(args, at); // before the other options are looked at together
          break;
        } else {
          throw Errors.syntax();
        }
      }
      check();
      boolean byDefault = isNear && !isLimited;
      return new StreamTrimming(
          length, first, isNear, byDefault ? usualLimit : limit, isMaking, at);
    }

    private void strategy() {
      boolean byLength = args.is(at, "MAXLEN");
      if (length >= 0 || first != null) {
        throw StreamErrors.twoStrategies();
      }
      boolean signed = at + 2 < args.count() && (args.is(at + 1, "~") || args.is(at + 1, "="));
      isNear = signed && args.is(at + 1, "~");
      at += signed ? 2 : 1;
      if (!byLength) {
        first = StreamIds.strict(args, at);
        return;
      }
      length = args.integer(at);
      if (length < 0) {
        throw StreamErrors.belowZero("MAXLEN");
      }
    }

    private void check() {
      boolean trims = length >= 0 || first != null;
      if (limit != 0 && !trims) {
        throw StreamErrors.limitWithoutStrategy();
      }
      if (!isAdding && !trims) {
        throw StreamErrors.noStrategy();
      }
      if (isLimited && !isNear) {
        throw StreamErrors.limitOfExact();
      }
    }
  }

  /** The stream without what goes, and how many those were. */
  StreamResult<Stream, Integer> apply(Stream stream) {
    StreamId from = first;
    if (from != null) {
      return isNear ? StreamTrim.nearId(stream, from, limit) : StreamTrim.toId(stream, from);
    }
    if (length < 0) {
      return new StreamResult<>(stream, 0);
    }
    return isNear
        ? StreamTrim.nearLength(stream, length, limit)
        : StreamTrim.toLength(stream, length);
  }
}
