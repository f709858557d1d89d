package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Flag;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PING, ECHO, HELLO, AUTH, SELECT, QUIT, RESET. */
final class ConnectionCommands {
  private static final byte[] DEFAULT_USER = "default".getBytes(StandardCharsets.ISO_8859_1);

  private ConnectionCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("PING", -1, Flag.FAST, Flag.SINGLE)
        .about("1.0.0", "Answers PONG, or what it is given")
        .runs(ConnectionCommands::ping);
    table
        .row("ECHO", 2, Flag.FAST, Flag.LOADING, Flag.STALE, Flag.SINGLE)
        .about("1.0.0", "Answers what it is given")
        .runs(call -> call.reply().bulk(call.args().bytes(1)));
    table
        .row(
            "HELLO",
            -1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("6.0.0", "Greets, chooses the protocol, and may give the password and a name")
        .runs(ConnectionCommands::hello);
    table
        .row("SELECT", 2, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.SINGLE)
        .about("1.0.0", "Chooses a database")
        .runs(ConnectionCommands::select);
    table
        .row(
            "AUTH",
            -2,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("1.0.0", "Gives the password")
        .runs(ConnectionCommands::auth);
    table
        .row(
            "RESET",
            1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("6.2.0", "Puts the connection back to how it began")
        .runs(ConnectionCommands::reset);
    table
        .row(
            "QUIT",
            -1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("1.0.0", "Ends the connection")
        .runs(
            call -> {
              call.reply().ok();
              call.session().connection().close();
            });
  }

  private static void ping(Call call) {
    Args args = call.args();
    if (args.count() > 2) {
      throw Errors.arity("ping");
    }
    if (call.session().subscriptions().any() && !call.reply().isResp3()) {
      call.reply().array(2);
      call.reply().bulk("pong");
      call.reply().bulk(args.count() == 2 ? args.bytes(1) : new byte[0]);
    } else if (args.count() == 2) {
      call.reply().bulk(args.bytes(1));
    } else {
      call.reply().simple("PONG");
    }
  }

  private static void hello(Call call) {
    Args args = call.args();
    Session session = call.session();
    Greeting greeting = Greeting.parse(args, call.reply().isResp3() ? 3 : 2);
    int user = greeting.userAt();
    if (user > 0) {
      authenticate(call, args.bytes(user), args.bytes(user + 1));
    } else if (!session.isAuthenticated()) {
      throw Errors.of(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");
    }
    String name = greeting.name();
    if (name != null) {
      session.rename(name);
    }
    session.connection().protocol(greeting.version());
    Reply reply = call.reply();
    reply.map(7);
    reply.bulk("server");
    reply.bulk("redis");
    reply.bulk("version");
    reply.bulk("7.0.15");
    reply.bulk("proto");
    reply.integer(greeting.version());
    reply.bulk("id");
    reply.integer(session.id());
    reply.bulk("mode");
    reply.bulk("standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }

  /** What HELLO says; the user stands at an index of the arguments, the password behind it. */
  private record Greeting(int version, int userAt, @Nullable String name) {
    static Greeting parse(Args args, int before) {
      int version = args.count() > 1 ? version(args) : before;
      int userAt = 0;
      String name = null;
      for (int i = 2; i < args.count(); i++) {
        if (args.is(i, "AUTH") && i + 2 < args.count()) {
          userAt = i + 1;
          i += 2;
        } else if (args.is(i, "SETNAME") && i + 1 < args.count()) {
          name = clientName(args.bytes(++i));
        } else {
          throw Errors.of("ERR Syntax error in HELLO option '" + args.text(i) + "'");
        }
      }
      return new Greeting(version, userAt, name);
    }

    private static int version(Args args) {
      if (!Numbers.isInteger(args.bytes(1))) {
        throw Errors.of("ERR Protocol version is not an integer or out of range");
      }
      long version = args.integer(1);
      if (version != 2 && version != 3) {
        throw Errors.of("NOPROTO unsupported protocol version");
      }
      return (int) version;
    }
  }

  /** A client's name, which is printable ASCII without spaces. */
  static String clientName(byte[] bytes) {
    for (byte b : bytes) {
      if (b < '!' || b > '~') {
        throw Errors.of("ERR Client names cannot contain spaces, newlines or special characters.");
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void auth(Call call) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.syntax();
    }
    if (args.count() == 2 && !call.server().needsPassword()) {
      throw Errors.of(
          "ERR AUTH <password> called without any password configured for the default user. Are"
              + " you sure your configuration is correct?");
    }
    byte[] user = args.count() == 3 ? args.bytes(1) : DEFAULT_USER;
    authenticate(call, user, args.bytes(args.count() - 1));
    call.reply().ok();
  }

  private static void authenticate(Call call, byte[] user, byte[] password) {
    if (!Arrays.equals(user, DEFAULT_USER) || !call.server().isPassword(password)) {
      throw Errors.of("WRONGPASS invalid username-password pair or user is disabled.");
    }
    call.session().authenticate(true);
  }

  private static void reset(Call call) {
    call.session().reset();
    call.reply().simple("RESET");
  }

  private static void select(Call call) {
    long index = call.args().integer(1);
    if (index != (int) index) {
      throw Errors.of("ERR value is out of range, value must between -2147483648 and 2147483647");
    }
    if (index < 0 || index >= Server.DATABASES) {
      throw Errors.of("ERR DB index is out of range");
    }
    call.session().select((int) index);
    call.reply().ok();
  }
}
