package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Prefetcher;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection, in their order. Of those that have come together some are found
 * before it is their turn, so that what they look up can be fetched side by side: only behind
 * requests that can't change how the bytes after them are read. For one thread.
 */
final class RequestQueue {
  /** So many are found together: about as many as the processor can wait for at once. */
  private static final int MOST = 16;

  /** No more bytes than that are looked at before their turn. */
  private static final int MOST_BYTES = 32 * 1024;

  private static final @Nullable Args[] NONE = {};

  private final RequestDecoder decoder = new RequestDecoder();
  private final Prefetcher prefetcher;

  /** Those that were found together; a new array each time, which G1 takes no fences for. */
  private @Nullable Args[] found = NONE;

  private int next;
  private int end;

  /** The latest that was not found together with others. */
  private @Nullable Args single;

  /** What is wrong behind those that were found. */
  private @Nullable ProtocolException wrong;

  RequestQueue(Prefetcher prefetcher) {
    this.prefetcher = prefetcher;
  }

  /** As {@link RequestDecoder#trust}. */
  void trust(boolean isTrusted, int longestBulk) {
    decoder.trust(isTrusted, longestBulk);
  }

  /** How long the arguments are that are no longer among the bytes, and whose turn has not come. */
  long held() {
    long sum = decoder.held();
    for (int i = next; i < end; i++) {
      Args request = found[i];
      sum += request == null ? 0 : request.bytes();
    }
    return sum;
  }

  /** The request that was handed out last, or null. */
  @Nullable Args latest() {
    return next > 0 ? found[next - 1] : single;
  }

  /**
   * The next request.
   *
   * @param in where to read; what was used up is skipped
   * @param looksAhead whether others may be found with it
   * @return the request, without arguments for an empty line, or null when more bytes must come
   * @throws ProtocolException if what comes next is none
   */
  @Nullable Args next(ByteBuf in, boolean looksAhead) {
    if (next < end) {
      return found[next++];
    }
    if (next > 0) {
      found = NONE;
      next = 0;
      end = 0;
    }
    if (wrong != null) {
      throw wrong;
    }
    Args request = decode(in);
    if (request == null) {
      single = null;
    } else if (looksAhead && in.isReadable() && prefetcher.takes(request)) {
      find(request, in);
    } else {
      single = request;
    }
    return request;
  }

  private void find(Args first, ByteBuf in) {
    @Nullable Args[] all = new Args[MOST];
    all[0] = first;
    int count = 1;
    int taken = 1;
    int until = in.readerIndex() + MOST_BYTES;
    try {
      while (taken == count && count < MOST && in.isReadable() && in.readerIndex() < until) {
        Args request = decode(in);
        if (request == null) {
          break;
        }
        all[count++] = request;
        taken += prefetcher.takes(request) ? 1 : 0;
      }
    } catch (ProtocolException e) {
      wrong = e; // those before it come first
    }
    if (taken > 1) {
      prefetcher.run(all, taken);
    }
    found = all;
    next = 1;
    end = count;
  }

  private @Nullable Args decode(ByteBuf in) {
    byte[][] request = decoder.next(in);
    return request == null ? null : new Args(request);
  }
}
