package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Clients;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Session;
import java.util.List;
import java.util.function.Predicate;

/** CLIENT KILL: by an address, or by filters that all have to fit. */
final class ClientKill {
  private ClientKill() {}

  static void kill(Call call) {
    Args args = call.args();
    if (args.count() == 3) {
      String address = args.latin(2);
      List<Session> found = matching(call, s -> s.connection().address().equals(address));
      if (found.isEmpty()) {
        throw Errors.of("ERR No such client");
      }
      call.reply().ok();
      Clients.kill(found.get(0));
      return;
    }
    if (args.count() % 2 != 0) {
      throw Errors.syntax();
    }
    Predicate<Session> wanted = session -> true;
    boolean skipsMe = true;
    for (int i = 2; i < args.count(); i += 2) {
      if (args.is(i, "SKIPME")) {
        skipsMe = isYes(args, i + 1);
      } else {
        wanted = wanted.and(filter(args, i));
      }
    }
    boolean spared = skipsMe;
    Predicate<Session> all = wanted.and(s -> !(spared && s == call.session()));
    List<Session> found = matching(call, all);
    call.reply().integer(found.size());
    found.forEach(Clients::kill);
  }

  private static List<Session> matching(Call call, Predicate<Session> wanted) {
    return call.server().sessions().values().stream().filter(wanted).toList();
  }

  private static boolean isYes(Args args, int index) {
    if (args.is(index, "YES")) {
      return true;
    }
    if (args.is(index, "NO")) {
      return false;
    }
    throw Errors.syntax();
  }

  private static Predicate<Session> filter(Args args, int index) {
    String value = args.latin(index + 1);
    switch (args.upper(index)) {
      case "ID" -> {
        byte[] bytes = args.bytes(index + 1);
        long id = Numbers.isInteger(bytes) ? Numbers.integer(bytes) : 0;
        if (id < 1) {
          throw Errors.notPositive("client-id");
        }
        return session -> session.id() == id;
      }
      case "TYPE" -> {
        return Clients.ofType(value);
      }
      case "ADDR" -> {
        return session -> session.connection().address().equals(value);
      }
      case "LADDR" -> {
        return session -> session.connection().localAddress().equals(value);
      }
      case "USER" -> {
        if (!value.equals("default")) {
          throw Errors.of("ERR No such user '" + value + "'");
        }
        return Session::isAuthenticated;
      }
      default -> throw Errors.syntax();
    }
  }
}
