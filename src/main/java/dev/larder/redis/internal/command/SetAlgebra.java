package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SetHandle;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Intersections, unions and differences of sets. */
final class SetAlgebra {
  private SetAlgebra() {}

  static void addTo(CommandTable table) {
    add(table, "SINTER", SetAlgebra::intersection);
    add(table, "SUNION", SetAlgebra::union);
    add(table, "SDIFF", SetAlgebra::difference);
    table
        .about("SINTER", "1.0.0", "The members that all of several sets have")
        .tips("nondeterministic_output_order");
    table
        .about("SUNION", "1.0.0", "The members that any of several sets has")
        .tips("nondeterministic_output_order");
    table
        .about("SDIFF", "1.0.0", "The members of the first set that none of the others has")
        .tips("nondeterministic_output_order");
    table
        .about("SINTERSTORE", "1.0.0", "Stores the members that all of several sets have")
        .specs(KeySpec.at(1, "RW update"), KeySpec.from(2, "RO access"));
    table
        .about("SUNIONSTORE", "1.0.0", "Stores the members that any of several sets has")
        .specs(KeySpec.at(1, "OW update"), KeySpec.from(2, "RO access"));
    table
        .about(
            "SDIFFSTORE",
            "1.0.0",
            "Stores the members of the first set that none of the others has")
        .specs(KeySpec.at(1, "OW update"), KeySpec.from(2, "RO access"));
    table
        .row("SINTERCARD", -3, READONLY)
        .about("7.0.0", "How many members all of several sets have")
        .specs(KeySpec.counted(1, "RO access"))
        .keys(args -> Keys.counted(args, 1))
        .runs(SetAlgebra::sintercard);
  }

  private static void add(
      CommandTable table, String name, Function<List<SetHandle<Name>>, Set<Name>> function) {
    table
        .row(name, -2, READONLY)
        .keys(1, -1, 1)
        .runs(call -> SetCommands.writeSet(call, function.apply(sets(call, 1, count(call)))));
    table
        .row(name + "STORE", -3, WRITE, DENYOOM)
        .keys(1, -1, 1)
        .runs(
            call -> {
              List<SetHandle<Name>> sets = sets(call, 2, count(call));
              boolean removes = name.equals("SDIFF") && removesFromFirst(sets);
              boolean wasLarge = removes && Encodings.isLarge(call.server().config(), sets.get(0));
              store(call, function.apply(sets), wasLarge);
            });
  }

  private static int count(Call call) {
    return call.args().count();
  }

  private static List<SetHandle<Name>> sets(Call call, int from, int to) {
    List<SetHandle<Name>> sets = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      sets.add(call.db().set(call.args().name(i)));
    }
    return sets;
  }

  private static Set<Name> intersection(List<SetHandle<Name>> sets) {
    SetHandle<Name> smallest = sets.get(0);
    for (SetHandle<Name> set : sets) {
      smallest = set.size() < smallest.size() ? set : smallest;
    }
    Set<Name> result = new LinkedHashSet<>();
    for (Name member : smallest) {
      if (isInAll(member, sets)) {
        result.add(member);
      }
    }
    return result;
  }

  private static boolean isInAll(Name member, List<SetHandle<Name>> sets) {
    for (SetHandle<Name> set : sets) {
      if (!set.contains(member)) {
        return false;
      }
    }
    return true;
  }

  private static Set<Name> union(List<SetHandle<Name>> sets) {
    Set<Name> result = new LinkedHashSet<>();
    sets.forEach(set -> set.iterator().forEachRemaining(result::add));
    return result;
  }

  private static Set<Name> difference(List<SetHandle<Name>> sets) {
    Set<Name> result = new LinkedHashSet<>();
    for (Name member : sets.get(0)) {
      boolean elsewhere = false;
      for (int i = 1; i < sets.size() && !elsewhere; i++) {
        elsewhere = sets.get(i).contains(member);
      }
      if (!elsewhere) {
        result.add(member);
      }
    }
    return result;
  }

  /**
   * Whether Redis makes the difference by taking elements out of a copy of the first set, instead
   * of looking for each of them in the others: when that is less work.
   */
  private static boolean removesFromFirst(List<SetHandle<Name>> sets) {
    long looks = 0;
    long removals = 0;
    for (SetHandle<Name> set : sets) {
      looks += set.isEmpty() ? 0 : sets.get(0).size();
      removals += set.size();
    }
    return looks / 2 > removals;
  }

  private static void store(Call call, Set<Name> members, boolean wasLarge) {
    Name target = call.args().name(1);
    boolean replaced = call.db().names().delete(target) > 0;
    if (members.isEmpty()) {
      Several.endedIf(call, target, replaced);
    } else {
      SetHandle<Name> set = call.db().set(target);
      for (Name member : members) {
        set.add(member);
        Growth.added(call.server().config(), set, member);
      }
      if (wasLarge) {
        set.setLarge(true);
      }
      call.notify('s', call.command().name(), target);
    }
    call.reply().integer(members.size());
  }

  private static void sintercard(Call call) {
    Args args = call.args();
    long keys = args.positive(1, "numkeys");
    if (keys > args.count() - 2) {
      throw Errors.moreKeysThanArguments();
    }
    int end = (int) keys + 2;
    long limit = limit(args, end);
    List<SetHandle<Name>> sets = sets(call, 2, end);
    sets.sort(Comparator.comparingInt(SetHandle::size));
    long count = 0;
    for (Name member : sets.get(0)) {
      if (isInAll(member, sets) && ++count == limit) {
        break;
      }
    }
    call.reply().integer(count);
  }

  /** LIMIT and its number, any times; 0 for none. */
  static long limit(Args args, int from) {
    long limit = 0;
    for (int i = from; i < args.count(); i += 2) {
      if (!args.is(i, "LIMIT") || i + 1 == args.count()) {
        throw Errors.syntax();
      }
      limit = args.natural(i + 1, "LIMIT");
    }
    return limit;
  }
}
