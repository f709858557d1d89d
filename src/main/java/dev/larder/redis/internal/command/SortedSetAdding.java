package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Errors;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ZADD with its options, and ZINCRBY; also what GEOADD does. */
final class SortedSetAdding {
  /** The options of ZADD. */
  enum Option {
    NX,
    XX,
    GT,
    LT,
    CH,
    INCR
  }

  private final Set<Option> options;
  private final Name[] members;
  private final double[] scores;

  /** Whether the set is small, and stays so when the member is added. */
  private boolean small;

  private boolean smallWithOneMore;

  /** Of the last run, which counts. */
  private int added;

  private int updated;
  private boolean taken;
  private double result;

  SortedSetAdding(Set<Option> options, Name[] members, double[] scores) {
    this.options = options;
    this.members = members;
    this.scores = scores;
  }

  static void zadd(Call call) {
    Args args = call.args();
    Set<Option> options = EnumSet.noneOf(Option.class);
    int at = 2;
    for (Option next = option(args, at); next != null; next = option(args, at)) {
      options.add(next);
      at++;
    }
    int rest = args.count() - at;
    if (rest % 2 != 0 || rest == 0) {
      throw Errors.syntax();
    }
    check(options, rest / 2);
    Name[] members = new Name[rest / 2];
    double[] scores = new double[rest / 2];
    for (int i = 0; i < members.length; i++) {
      scores[i] = args.number(at + 2 * i);
      members[i] = args.name(at + 2 * i + 1);
    }
    new SortedSetAdding(options, members, scores).run(call);
  }

  private static @Nullable Option option(Args args, int at) {
    if (at < args.count()) {
      for (Option option : Option.values()) {
        if (args.is(at, option.name())) {
          return option;
        }
      }
    }
    return null;
  }

  private static void check(Set<Option> options, int pairs) {
    boolean onlyNew = options.contains(Option.NX);
    boolean greater = options.contains(Option.GT);
    boolean less = options.contains(Option.LT);
    if (onlyNew && options.contains(Option.XX)) {
      throw Errors.newAndPresent();
    }
    if (onlyNew && (greater || less) || greater && less) {
      throw Errors.greaterLessNew();
    }
    if (options.contains(Option.INCR) && pairs > 1) {
      throw Errors.incrementsOnePair();
    }
  }

  static void zincrby(Call call) {
    Args args = call.args();
    if (option(args, 2) != null) {
      throw Errors.syntax(); // it is taken as one, and then there is no pair
    }
    double[] delta = {args.number(2)};
    new SortedSetAdding(EnumSet.of(Option.INCR), new Name[] {args.name(3)}, delta).run(call);
  }

  /** Does it, and writes the reply. */
  void run(Call call) {
    Name key = call.args().name(1);
    boolean increments = options.contains(Option.INCR);
    call.db().sortedSet(key).update(set -> apply(call.server().config(), set));
    if (added + updated > 0) {
      call.notify('z', increments ? "zincr" : "zadd", key);
    }
    if (!increments) {
      call.reply().integer(options.contains(Option.CH) ? added + updated : added);
    } else if (taken) {
      call.reply().doubleValue(result);
    } else {
      call.reply().nullBulk();
    }
  }

  private SortedSetContent<Name> apply(Config config, SortedSetContent<Name> before) {
    added = 0;
    updated = 0;
    SortedSetContent<Name> content = before;
    for (int i = 0; i < members.length; i++) {
      double given = scores[i];
      int size = content.size();
      small = Growth.isSmall(content, config.sortedSetEntries());
      smallWithOneMore = small && Growth.fits(config, size + 1, members[i]);
      content = content.with(members[i], (present, score) -> decide(present, score, given));
      if (content.size() > size) {
        Growth.added(config, content, members[i]);
      }
    }
    return content;
  }

  private double decide(boolean present, double before, double given) {
    taken = false;
    if (options.contains(present ? Option.NX : Option.XX)) {
      return Double.NaN;
    }
    double score = present && options.contains(Option.INCR) ? before + given : given;
    if (Double.isNaN(score)) {
      throw Errors.scoreNotANumber();
    }
    if (present
        && (options.contains(Option.GT) && score <= before
            || options.contains(Option.LT) && score >= before)) {
      return Double.NaN;
    }
    taken = true;
    result = score;
    if (!present) {
      added++;
    } else if (score != before) {
      updated++;
    }
    // No negative zero in what Redis stores as text.
    return (present ? small : smallWithOneMore) ? score + 0.0 : score;
  }
}
