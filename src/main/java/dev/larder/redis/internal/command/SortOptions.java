package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SORT is asked for.
 *
 * @param by what items are sorted by, or null for themselves
 * @param gets what is told of each item; nothing for itself
 * @param offset how many items are left out at the beginning
 * @param count how many follow, negative for all
 * @param store where the result goes, or null
 */
record SortOptions(
    @Nullable SortPattern by,
    List<SortPattern> gets,
    long offset,
    long count,
    boolean descending,
    boolean alpha,
    @Nullable Name store) {

  static SortOptions read(Args args, boolean mayStore) {
    SortPattern by = null;
    List<SortPattern> gets = new ArrayList<>();
    long offset = 0;
    long count = -1;
    boolean descending = false;
    boolean alpha = false;
    Name store = null;
    for (int i = 2; i < args.count(); i++) {
      int left = args.count() - i - 1;
      if (args.is(i, "ASC")) {
        descending = false;
      } else if (args.is(i, "DESC")) {
        descending = true;
      } else if (args.is(i, "ALPHA")) {
        alpha = true;
      } else if (args.is(i, "LIMIT") && left >= 2) {
        offset = args.integer(++i);
        count = args.integer(++i);
      } else if (mayStore && args.is(i, "STORE") && left >= 1) {
        store = args.name(++i);
      } else if (args.is(i, "BY") && left >= 1) {
        by = SortPattern.of(args.bytes(++i));
      } else if (args.is(i, "GET") && left >= 1) {
        gets.add(SortPattern.of(args.bytes(++i)));
      } else {
        throw Errors.syntax();
      }
    }
    return new SortOptions(by, gets, offset, count, descending, alpha, store);
  }

  /** Whether the items stay in the order that they have. */
  boolean isUnsorted() {
    return by != null && !by.hasStar();
  }

  SortOptions alphabetical() {
    return new SortOptions(null, gets, offset, count, descending, true, store);
  }

  /** The items that are wanted. */
  <T> List<T> limited(List<T> items) {
    int from = (int) Math.min(items.size(), Math.max(0, offset));
    long most = count < 0 ? items.size() : count;
    int to = (int) Math.min(items.size(), from + Math.min(most, items.size()));
    return items.subList(from, to);
  }
}
