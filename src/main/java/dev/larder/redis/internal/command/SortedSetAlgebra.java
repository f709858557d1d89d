package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.DoubleText;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Unions, intersections and differences of sorted sets; sets count as having the scores 1. */
final class SortedSetAlgebra {
  private SortedSetAlgebra() {}

  private enum Kind {
    UNION,
    INTER,
    DIFF
  }

  static void addTo(CommandTable table) {
    for (Kind kind : Kind.values()) {
      table
          .row("Z" + kind, -3, READONLY)
          .keys(args -> Keys.counted(args, 1))
          .runs(call -> compute(call, kind));
      table
          .row("Z" + kind + "STORE", -4, WRITE, DENYOOM)
          .keys(1, 1, 1)
          .keys(Keys::stored)
          .runs(call -> store(call, kind));
    }
    table
        .about("ZUNION", "6.2.0", "The members that any of several sorted sets has")
        .specs(KeySpec.counted(1, "RO access"));
    table
        .about("ZINTER", "6.2.0", "The members that all of several sorted sets have")
        .specs(KeySpec.counted(1, "RO access"));
    table
        .about("ZDIFF", "6.2.0", "The members of the first sorted set that none of the others has")
        .specs(KeySpec.counted(1, "RO access"));
    table
        .about("ZUNIONSTORE", "2.0.0", "Stores the members that any of several sorted sets has")
        .specs(KeySpec.at(1, "OW update"), KeySpec.counted(2, "RO access"));
    table
        .about("ZINTERSTORE", "2.0.0", "Stores the members that all of several sorted sets have")
        .specs(KeySpec.at(1, "OW update"), KeySpec.counted(2, "RO access"));
    table
        .about(
            "ZDIFFSTORE",
            "6.2.0",
            "Stores the members of the first sorted set that none of the others has")
        .specs(KeySpec.at(1, "OW update"), KeySpec.counted(2, "RO access"));
    table
        .row("ZINTERCARD", -3, READONLY)
        .about("7.0.0", "How many members all of several sorted sets have")
        .specs(KeySpec.counted(1, "RO access"))
        .keys(args -> Keys.counted(args, 1))
        .runs(SortedSetAlgebra::zintercard);
  }

  // ---- arguments
  // ----------------------------------------------------------------------------------

  /** One of the sets, with a weight. */
  private static final class Source {
    private final @Nullable SortedSetContent<Name> scored;
    private final @Nullable SetHandle<Name> plain;
    private double weight = 1;

    Source(Call call, Name key) {
      boolean isSet =
          call.db().names().type(key).filter(dev.larder.CollectionType.SET::equals).isPresent();
      plain = isSet ? call.db().set(key) : null;
      scored = isSet ? null : call.db().sortedSet(key).version();
    }

    int size() {
      return plain != null ? plain.size() : scored == null ? 0 : scored.size();
    }

    List<Scored<Name>> all() {
      List<Scored<Name>> all = new ArrayList<>(size());
      if (plain != null) {
        plain.iterator().forEachRemaining(member -> all.add(new Scored<>(member, 1)));
      } else if (scored != null) {
        scored.forEach(all::add);
      }
      return all;
    }

    /** The score of a member times the weight, or null. */
    @Nullable Double weighted(Name member) {
      if (plain != null) {
        return plain.contains(member) ? orZero(weight) : null;
      }
      Scored<Name> found = scored == null ? null : scored.find(member);
      return found == null ? null : (Double) (weight * found.score());
    }
  }

  /** The sets, and what is to be done with their scores. */
  private static final class Sources {
    private final List<Source> sets = new ArrayList<>();
    private DoubleBinaryOperator aggregate = SortedSetAlgebra::sum;
    private boolean withScores;
    private final int end;

    Sources(Call call, int at) {
      Args args = call.args();
      long count = args.integer(at);
      if (count < 1) {
        throw Errors.noInputKey(call.command().name());
      }
      if (count > args.count() - at - 1) {
        throw Errors.syntax();
      }
      end = at + 1 + (int) count;
      for (int i = at + 1; i < end; i++) {
        sets.add(new Source(call, args.name(i)));
      }
    }

    void options(Args args, Kind kind, boolean mayHaveScores) {
      for (int i = end; i < args.count(); i++) {
        int left = args.count() - i;
        if (kind != Kind.DIFF && left > sets.size() && args.is(i, "WEIGHTS")) {
          for (Source set : sets) {
            set.weight = weight(args.bytes(++i));
          }
        } else if (kind != Kind.DIFF && left >= 2 && args.is(i, "AGGREGATE")) {
          aggregate = aggregate(args, ++i);
        } else if (mayHaveScores && args.is(i, "WITHSCORES")) {
          withScores = true;
        } else {
          throw Errors.syntax();
        }
      }
    }

    private static double weight(byte[] bytes) {
      double weight = DoubleText.parse(bytes);
      if (Double.isNaN(weight)) {
        throw Errors.weightNotAFloat();
      }
      return weight;
    }

    private static DoubleBinaryOperator aggregate(Args args, int at) {
      if (args.is(at, "SUM")) {
        return SortedSetAlgebra::sum;
      }
      if (args.is(at, "MIN")) {
        return (left, right) -> right < left ? right : left;
      }
      if (args.is(at, "MAX")) {
        return (left, right) -> right > left ? right : left;
      }
      throw Errors.syntax();
    }

    /** The smallest first: the order in which scores are added makes a difference. */
    void sortBySize() {
      sets.sort(Comparator.comparingInt(Source::size));
    }
  }

  private static double sum(double left, double right) {
    return orZero(left + right);
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  // ---- what is computed
  // ---------------------------------------------------------------------------

  private static Map<Name, Double> of(Sources sources, Kind kind) {
    return switch (kind) {
      case UNION -> union(sources);
      case INTER -> intersection(sources);
      case DIFF -> difference(sources);
    };
  }

  private static Map<Name, Double> union(Sources sources) {
    sources.sortBySize();
    Map<Name, Double> result = new HashMap<>();
    for (Source set : sources.sets) {
      for (Scored<Name> entry : set.all()) {
        double score = orZero(set.weight * entry.score());
        result.merge(entry.member(), score, sources.aggregate::applyAsDouble);
      }
    }
    return result;
  }

  private static Map<Name, Double> intersection(Sources sources) {
    sources.sortBySize();
    Map<Name, Double> result = new HashMap<>();
    List<Source> sets = sources.sets;
    for (Scored<Name> entry : sets.get(0).all()) {
      Double score = orZero(sets.get(0).weight * entry.score());
      for (int i = 1; i < sets.size() && score != null; i++) {
        Double other = sets.get(i).weighted(entry.member());
        score = other == null ? null : (Double) sources.aggregate.applyAsDouble(score, other);
      }
      if (score != null) {
        result.put(entry.member(), score);
      }
    }
    return result;
  }

  private static Map<Name, Double> difference(Sources sources) {
    Map<Name, Double> result = new LinkedHashMap<>();
    for (Scored<Name> entry : sources.sets.get(0).all()) {
      boolean elsewhere = false;
      for (int i = 1; i < sources.sets.size() && !elsewhere; i++) {
        elsewhere = sources.sets.get(i).weighted(entry.member()) != null;
      }
      if (!elsewhere) {
        result.put(entry.member(), entry.score());
      }
    }
    return result;
  }

  // ---- the commands
  // -------------------------------------------------------------------------------

  private static void compute(Call call, Kind kind) {
    Sources sources = new Sources(call, 1);
    sources.options(call.args(), kind, true);
    List<Scored<Name>> entries = new ArrayList<>();
    of(sources, kind).forEach((member, score) -> entries.add(new Scored<>(member, score)));
    // 0 and -0 are the same score here, which Double.compare would tell apart.
    entries.sort(
        Comparator.<Scored<Name>>comparingDouble(entry -> entry.score() + 0.0)
            .thenComparing(Scored::member));
    SortedSetCommands.write(call.reply(), entries, sources.withScores);
  }

  private static void store(Call call, Kind kind) {
    Sources sources = new Sources(call, 2);
    sources.options(call.args(), kind, false);
    Map<Name, Double> result = of(sources, kind);
    SortedSetRanges.store(call, 1, result, call.command().name());
  }

  private static void zintercard(Call call) {
    Sources sources = new Sources(call, 1);
    long limit = SetAlgebra.limit(call.args(), sources.end);
    int size = intersection(sources).size();
    call.reply().integer(limit == 0 ? size : Math.min(limit, size));
  }
}
