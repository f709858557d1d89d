package dev.larder.redis.internal.command;

import dev.larder.internal.tree.ListCursor;
import dev.larder.internal.tree.ListTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** LPOS. */
final class ListPositions {
  /**
   * What LPOS looks for.
   *
   * @param rank the match to begin with, from the end if negative
   * @param count how many positions, 0 for all, -1 for one that is not in an array
   * @param limit how many items are looked at, 0 for all
   */
  private record Options(long rank, long count, long limit) {
    static Options of(Args args) {
      long rank = 1;
      long count = -1;
      long limit = 0;
      for (int i = 3; i < args.count(); i += 2) {
        boolean more = i + 1 < args.count();
        if (more && args.is(i, "RANK")) {
          rank = args.integer(i + 1);
          if (rank == 0) {
            throw Errors.zeroRank();
          }
        } else if (more && args.is(i, "COUNT")) {
          count = args.natural(i + 1, "COUNT");
        } else if (more && args.is(i, "MAXLEN")) {
          limit = args.natural(i + 1, "MAXLEN");
        } else {
          throw Errors.syntax();
        }
      }
      return new Options(rank, count, limit);
    }
  }

  private ListPositions() {}

  static void lpos(Call call) {
    Args args = call.args();
    Options options = Options.of(args);
    ListTree<byte[]> tree = call.db().list(args.name(1)).version();
    List<Integer> found = find(tree, args.bytes(2), options);
    Reply reply = call.reply();
    if (options.count < 0) {
      if (found.isEmpty()) {
        reply.nullBulk();
      } else {
        reply.integer(found.get(0));
      }
      return;
    }
    reply.array(found.size());
    found.forEach(reply::integer);
  }

  private static List<Integer> find(ListTree<byte[]> tree, byte[] item, Options options) {
    List<Integer> found = new ArrayList<>();
    boolean forward = options.rank > 0;
    // The number that has no positive counterpart skips nothing, as in Redis.
    long skip = options.rank == Long.MIN_VALUE ? 0 : Math.abs(options.rank) - 1;
    long most = options.count < 0 ? 1 : options.count == 0 ? Long.MAX_VALUE : options.count;
    long looks = options.limit == 0 ? Long.MAX_VALUE : options.limit;
    ListCursor<byte[]> all = tree.iterator(forward ? 0 : tree.size());
    while (looks-- > 0 && found.size() < most && (forward ? all.hasNext() : all.hasPrevious())) {
      byte[] next = forward ? all.next() : all.previous();
      if (Arrays.equals(next, item) && skip-- <= 0) {
        found.add(forward ? all.nextIndex() - 1 : all.nextIndex());
      }
    }
    return found;
  }
}
