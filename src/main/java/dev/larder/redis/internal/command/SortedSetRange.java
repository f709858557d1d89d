package dev.larder.redis.internal.command;

import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.kind.SortedSetContent.Ranks;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.DoubleText;
import dev.larder.redis.internal.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A range of a sorted set as the arguments of a command say it.
 *
 * @param which the ranks of it, in the direction
 * @param offset how many are left out at the beginning; all if it is negative
 * @param limit how many are wanted at most; all if it is negative
 */
record SortedSetRange(
    Function<SortedSetContent<Name>, Ranks> which,
    Direction direction,
    long offset,
    long limit,
    boolean withScores) {

  private static final Ranks NONE = new Ranks(0, 0);

  /** Up to so many members Redis walks through a set, by its default. */
  private static final int SMALL = 128;

  /** What bounds a range. */
  enum By {
    RANK,
    SCORE,
    LEX
  }

  /** Two bounds that stand side by side, the lower first. */
  static SortedSetRange of(Args args, int at, By by) {
    return new SortedSetRange(
        bounds(args, at, at + 1, by, Direction.ASCENDING), Direction.ASCENDING, 0, -1, false);
  }

  /** The ranks in a version of the set. */
  Ranks ranks(SortedSetContent<Name> set) {
    Ranks all = which.apply(set);
    if (offset < 0) {
      return NONE;
    }
    int skipped = (int) Math.min(Integer.MAX_VALUE, offset);
    int taken = limit < 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, limit);
    return all.limited(direction, skipped, taken);
  }

  /** The entries in a version of the set. */
  List<Scored<Name>> entries(SortedSetContent<Name> set) {
    return set.entries(ranks(set), direction).castToList();
  }

  /**
   * What a command's name says of its ranges; null where its options say it.
   *
   * @param by what bounds them
   * @param direction from which end
   */
  record Form(@Nullable By by, @Nullable Direction direction) {
    /** Reads the bounds and the options after them. */
    SortedSetRange read(Args args, int at, boolean mayHaveScores) {
      By by = this.by;
      Direction direction = this.direction;
      long offset = 0;
      long limit = -1;
      boolean scores = false;
      for (int i = at + 2; i < args.count(); i++) {
        if (mayHaveScores && args.is(i, "WITHSCORES")) {
          scores = true;
        } else if (args.is(i, "LIMIT") && i + 2 < args.count()) {
          offset = args.integer(i + 1);
          limit = args.integer(i + 2);
          i += 2;
        } else if (direction == null && args.is(i, "REV")) {
          direction = Direction.DESCENDING;
        } else if (by == null && (args.is(i, "BYLEX") || args.is(i, "BYSCORE"))) {
          by = args.is(i, "BYLEX") ? By.LEX : By.SCORE;
        } else {
          throw Errors.syntax();
        }
      }
      by = by == null ? By.RANK : by;
      direction = direction == null ? Direction.ASCENDING : direction;
      if (limit != -1 && by == By.RANK) {
        throw Errors.limitWithoutRange();
      }
      if (scores && by == By.LEX) {
        throw Errors.scoresOfMembers();
      }
      boolean swapped = by != By.RANK && direction == Direction.DESCENDING;
      var which = bounds(args, swapped ? at + 1 : at, swapped ? at : at + 1, by, direction);
      boolean all = by == By.RANK;
      return new SortedSetRange(which, direction, all ? 0 : offset, limit, scores);
    }
  }

  private static Function<SortedSetContent<Name>, Ranks> bounds(
      Args args, int low, int high, By by, Direction direction) {
    switch (by) {
      case RANK -> {
        long from = args.integer(low);
        long to = args.integer(high);
        return set -> ranks(set.size(), from, to, direction);
      }
      case SCORE -> {
        ScoreRange scores = scores(args.bytes(low), args.bytes(high));
        return set -> set.ranks(scores);
      }
      default -> {
        return members(args.bytes(low), args.bytes(high), direction);
      }
    }
  }

  private static Ranks ranks(int size, long first, long last, Direction direction) {
    long from = Math.max(0, first < 0 ? first + size : first);
    long to = Math.min(size - 1, last < 0 ? last + size : last);
    if (from > to || from >= size) {
      return NONE;
    }
    return direction == Direction.ASCENDING
        ? new Ranks((int) from, (int) to + 1)
        : new Ranks(size - 1 - (int) to, size - (int) from);
  }

  private static ScoreRange scores(byte[] low, byte[] high) {
    boolean lowOpen = low.length > 0 && low[0] == '(';
    boolean highOpen = high.length > 0 && high[0] == '(';
    double from = DoubleText.bound(low, lowOpen ? 1 : 0);
    double to = DoubleText.bound(high, highOpen ? 1 : 0);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      throw Errors.minMaxNotAFloat();
    }
    return new ScoreRange(from, !lowOpen, to, !highOpen);
  }

  private static Function<SortedSetContent<Name>, Ranks> members(
      byte[] low, byte[] high, Direction direction) {
    checkMember(low);
    checkMember(high);
    if (low[0] == '+' || high[0] == '-') {
      return set -> NONE;
    }
    MemberRange<Name> range =
        new MemberRange<>(
            low[0] == '-' ? null : member(low),
            low[0] != '(',
            high[0] == '+' ? null : member(high),
            high[0] != '(');
    return set -> Growth.isSmall(set, SMALL) ? walked(set, range, direction) : set.ranks(range);
  }

  /**
   * What Redis finds in a small set, where it looks at each member. With equal scores, for which
   * such ranges are made, that is what the order gives, but not with others.
   */
  private static Ranks walked(
      SortedSetContent<Name> set, MemberRange<Name> range, Direction direction) {
    int size = set.size();
    if (size == 0 || isBelow(set.at(size - 1), range) || isAbove(set.at(0), range)) {
      return NONE;
    }
    if (direction == Direction.ASCENDING) {
      int from = 0;
      while (isBelow(set.at(from), range)) {
        from++;
      }
      int to = from;
      while (to < size && !isAbove(set.at(to), range)) {
        to++;
      }
      return new Ranks(from, to);
    }
    int to = size;
    while (isAbove(set.at(to - 1), range)) {
      to--;
    }
    int from = to;
    while (from > 0 && !isBelow(set.at(from - 1), range)) {
      from--;
    }
    return new Ranks(from, to);
  }

  private static boolean isBelow(Scored<Name> entry, MemberRange<Name> range) {
    Name low = range.low();
    int order = low == null ? 1 : entry.member().compareTo(low);
    return order < 0 || order == 0 && !range.lowInclusive();
  }

  private static boolean isAbove(Scored<Name> entry, MemberRange<Name> range) {
    Name high = range.high();
    int order = high == null ? -1 : entry.member().compareTo(high);
    return order > 0 || order == 0 && !range.highInclusive();
  }

  private static void checkMember(byte[] bound) {
    boolean end = bound.length == 1 && (bound[0] == '-' || bound[0] == '+');
    if (!end && (bound.length == 0 || bound[0] != '(' && bound[0] != '[')) {
      throw Errors.minMaxNotAString();
    }
  }

  private static Name member(byte[] bound) {
    return Name.of(Arrays.copyOfRange(bound, 1, bound.length));
  }
}
