package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SetHandle;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sets. Commands of one member are one change, without a transaction. */
final class SetCommands {
  /** So many times fewer members left than popped make Redis move those instead. */
  private static final long COPIED_INSTEAD = 5;

  private SetCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("SADD", -3, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.0.0", "Adds members to a set")
        .access("RW insert")
        .keys(1, 1, 1)
        .member(2)
        .runs(call -> Several.oneOrAll(call, 3, SetCommands::add));
    table
        .row("SREM", -3, WRITE, FAST, SINGLE)
        .about("1.0.0", "Takes members out of a set")
        .access("RW delete")
        .keys(1, 1, 1)
        .member(2)
        .runs(call -> Several.oneOrAll(call, 3, SetCommands::remove));
    table
        .row("SISMEMBER", 3, READONLY, FAST, SINGLE)
        .about("1.0.0", "Whether a set has a member")
        .access("RO")
        .keys(1, 1, 1)
        .member(2)
        .runs(call -> call.reply().integer(set(call).contains(call.args().name(2)) ? 1 : 0));
    table
        .row("SMISMEMBER", -3, READONLY, FAST)
        .about("6.2.0", "Which of several members a set has")
        .keys(1, 1, 1)
        .runs(SetCommands::smismember);
    table
        .row("SCARD", 2, READONLY, FAST, SINGLE)
        .about("1.0.0", "How many members a set has")
        .access("RO")
        .keys(1, 1, 1)
        .runs(call -> call.reply().integer(set(call).size()));
    table
        .row("SMEMBERS", 2, READONLY)
        .about("1.0.0", "All members of a set")
        .tips("nondeterministic_output_order")
        .keys(1, 1, 1)
        .runs(call -> writeSet(call, new ArrayList<>(set(call))));
    table
        .row("SMOVE", 4, WRITE, FAST)
        .about("1.0.0", "Moves a member from one set to another")
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "RW insert"))
        .keys(1, 2, 1)
        .runs(SetCommands::smove);
    table
        .row("SPOP", -2, WRITE, FAST, SINGLE)
        .about("1.0.0", "Takes members out of a set, by chance")
        .access("RW access delete")
        .tips("nondeterministic_output")
        .keys(1, 1, 1)
        .runs(SetCommands::spop);
    table
        .row("SRANDMEMBER", -2, READONLY)
        .about("1.0.0", "Members of a set, by chance")
        .tips("nondeterministic_output")
        .keys(1, 1, 1)
        .runs(SetCommands::srandmember);
    SetAlgebra.addTo(table);
  }

  private static SetHandle<Name> set(Call call) {
    return call.db().set(call.args().name(1));
  }

  static void writeSet(Call call, Collection<Name> members) {
    call.reply().set(members.size());
    members.forEach(member -> call.reply().bulk(member.bytes()));
  }

  private static void add(Call call) {
    Args args = call.args();
    SetHandle<Name> set = set(call);
    int added = 0;
    for (int i = 2; i < args.count(); i++) {
      if (set.add(args.name(i))) {
        Growth.added(call.server().config(), set, args.name(i));
        added++;
      }
    }
    if (added > 0) {
      call.notify('s', "sadd", args.name(1));
    }
    call.reply().integer(added);
  }

  private static void remove(Call call) {
    Args args = call.args();
    SetHandle<Name> set = set(call);
    int removed = 0;
    for (int i = 2; i < args.count(); i++) {
      removed += set.remove(args.name(i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.notify('s', "srem", args.name(1));
      Several.endedIf(call, args.name(1), set.isEmpty());
    }
    call.reply().integer(removed);
  }

  private static void smismember(Call call) {
    Args args = call.args();
    SetHandle<Name> set = set(call);
    call.reply().array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      call.reply().integer(set.contains(args.name(i)) ? 1 : 0);
    }
  }

  private static void smove(Call call) {
    Args args = call.args();
    Name source = args.name(1);
    Name target = args.name(2);
    Name member = args.name(3);
    if (!call.db().names().exists(source)) {
      call.reply().integer(0);
      return;
    }
    SetHandle<Name> from = call.db().set(source);
    SetHandle<Name> to = call.db().set(target);
    boolean present = from.contains(member);
    if (present && !source.equals(target)) {
      from.remove(member);
      call.notify('s', "srem", source);
      Several.endedIf(call, source, from.isEmpty());
      if (to.add(member)) {
        Growth.added(call.server().config(), to, member);
        call.notify('s', "sadd", target);
      }
    }
    call.reply().integer(present ? 1 : 0);
  }

  // ---- chance
  // -------------------------------------------------------------------------------------

  private static void spop(Call call) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.syntax();
    }
    if (args.count() == 3) {
      call.atomically(SetCommands::popMany);
      return;
    }
    SetHandle<Name> set = set(call);
    Optional<Name> popped = set.pop();
    if (popped.isPresent()) {
      call.notify('s', "spop", args.name(1));
      Several.endedIf(call, args.name(1), set.isEmpty());
    }
    call.reply().bulk(popped.map(Name::bytes).orElse(null));
  }

  private static void popMany(Call call) {
    Name key = call.args().name(1);
    long count = call.args().positive(2);
    SetHandle<Name> set = set(call);
    List<Name> popped = Several.random(call, new ArrayList<>(set), count);
    int left = set.size() - popped.size();
    popped.forEach(set::remove);
    if (left * COPIED_INSTEAD <= count) {
      set.setLarge(false); // Redis moves what is left into a new set then
    }
    if (!popped.isEmpty()) {
      call.notify('s', "spop", key);
      Several.endedIf(call, key, set.isEmpty());
    }
    writeSet(call, popped);
  }

  private static void srandmember(Call call) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.syntax();
    }
    if (args.count() == 2) {
      call.reply().bulk(set(call).random().map(Name::bytes).orElse(null));
      return;
    }
    long count = Several.randomCount(args, 2, false);
    List<Name> drawn = Several.random(call, new ArrayList<>(set(call)), count);
    call.reply().array(drawn.size());
    drawn.forEach(member -> call.reply().bulk(member.bytes()));
  }
}
