package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Session;
import dev.larder.redis.internal.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** CLIENT TRACKING, TRACKINGINFO, CACHING and GETREDIR. */
final class TrackingCommands {
  private static final String SWITCHED =
      " before disabling tracking for this client, and then re-enabling it with a different mode.";

  private TrackingCommands() {}

  static void addTo(Command client) {
    ClientCommands.own(client, "TRACKING", -3, TrackingCommands::tracking)
        .about("6.0.0", "Has the client told of changes to keys that it has read.");
    ClientCommands.own(client, "TRACKINGINFO", 2, TrackingCommands::info)
        .about("6.2.0", "Tells how this is so.");
    ClientCommands.own(client, "CACHING", 3, TrackingCommands::caching)
        .about("6.0.0", "Says whether the next command's keys are among them.");
    ClientCommands.own(
            client,
            "GETREDIR",
            2,
            call -> call.reply().integer(redirect(call.session().tracking())))
        .about("6.0.0", "Tells which client is told instead.");
  }

  private static long redirect(Tracking.@Nullable Mode mode) {
    return mode == null ? -1 : mode.redirect();
  }

  /** What the options say. */
  private static final class Options {
    long redirect;
    boolean broadcast;
    boolean optIn;
    boolean optOut;
    boolean noLoop;
    final List<Name> prefixes = new ArrayList<>();

    Options(Call call) {
      Args args = call.args();
      for (int i = 3; i < args.count(); i++) {
        boolean more = i + 1 < args.count();
        if (args.is(i, "REDIRECT") && more) {
          redirect(call, args.integer(++i));
        } else if (args.is(i, "BCAST")) {
          broadcast = true;
        } else if (args.is(i, "OPTIN")) {
          optIn = true;
        } else if (args.is(i, "OPTOUT")) {
          optOut = true;
        } else if (args.is(i, "NOLOOP")) {
          noLoop = true;
        } else if (args.is(i, "PREFIX") && more) {
          prefixes.add(args.name(++i));
        } else {
          throw Errors.syntax();
        }
      }
    }

    private void redirect(Call call, long id) {
      if (redirect != 0) {
        throw Errors.of("ERR A client can only redirect to a single other client");
      }
      if (!call.server().sessions().containsKey(id)) {
        throw Errors.of("ERR The client ID you want redirect to does not exist");
      }
      redirect = id;
    }
  }

  private static void tracking(Call call) {
    Options options = new Options(call);
    Session session = call.session();
    if (call.args().is(2, "ON")) {
      Tracking.Mode before = session.tracking();
      check(options, before);
      if (options.broadcast) {
        checkPrefixes(options.prefixes, before);
      }
      List<Name> prefixes = new ArrayList<>();
      if (options.broadcast) {
        prefixes.addAll(before == null ? List.of() : before.prefixes());
        prefixes.addAll(options.prefixes.isEmpty() ? List.of(Name.of("")) : options.prefixes);
      }
      Tracking.Mode mode =
          new Tracking.Mode(
              options.redirect,
              options.broadcast,
              options.optIn,
              options.optOut,
              options.noLoop,
              false,
              List.copyOf(new TreeSet<>(prefixes)));
      call.server().tracking().begin(session, mode);
    } else if (call.args().is(2, "OFF")) {
      call.server().tracking().end(session);
    } else {
      throw Errors.syntax();
    }
    call.reply().ok();
  }

  private static void check(Options options, Tracking.@Nullable Mode before) {
    if (!options.broadcast && !options.prefixes.isEmpty()) {
      throw Errors.of("ERR PREFIX option requires BCAST mode to be enabled");
    }
    if (before != null && before.isBroadcast() != options.broadcast) {
      throw Errors.of("ERR You can't switch BCAST mode on/off" + SWITCHED);
    }
    if (options.broadcast && (options.optIn || options.optOut)) {
      throw Errors.of("ERR OPTIN and OPTOUT are not compatible with BCAST");
    }
    if (options.optIn && options.optOut) {
      throw Errors.of("ERR You can't specify both OPTIN mode and OPTOUT mode");
    }
    if (before != null
        && (options.optIn && before.isOptOut() || options.optOut && before.isOptIn())) {
      throw Errors.of("ERR You can't switch OPTIN/OPTOUT mode" + SWITCHED);
    }
  }

  private static void checkPrefixes(List<Name> prefixes, Tracking.@Nullable Mode before) {
    for (int i = 0; i < prefixes.size(); i++) {
      Name prefix = prefixes.get(i);
      for (Name other : before == null ? List.<Name>of() : before.prefixes()) {
        if (overlaps(prefix, other)) {
          throw overlap(prefix, "an existing", other);
        }
      }
      for (Name other : prefixes.subList(i + 1, prefixes.size())) {
        if (overlaps(prefix, other)) {
          throw overlap(prefix, "another provided", other);
        }
      }
    }
  }

  private static boolean overlaps(Name one, Name other) {
    return Tracking.startsWith(one.bytes(), other.bytes())
        || Tracking.startsWith(other.bytes(), one.bytes());
  }

  private static RuntimeException overlap(Name prefix, String which, Name other) {
    return Errors.of(
        "ERR Prefix '"
            + prefix
            + "' overlaps with "
            + which
            + " prefix '"
            + other
            + "'. Prefixes for a single client must not overlap.");
  }

  private static void caching(Call call) {
    Tracking.Mode mode = call.session().tracking();
    if (mode == null) {
      throw Errors.of(
          "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or"
              + " OPTOUT mode enabled");
    }
    boolean yes = call.args().is(2, "YES");
    if (!yes && !call.args().is(2, "NO")) {
      throw Errors.syntax();
    }
    if (yes && !mode.isOptIn()) {
      throw Errors.of(
          "ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
    }
    if (!yes && !mode.isOptOut()) {
      throw Errors.of(
          "ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");
    }
    call.session().nameCaching(true);
    call.reply().ok();
  }

  private static void info(Call call) {
    Tracking.Mode mode = call.session().tracking();
    List<String> flags = new ArrayList<>();
    if (mode == null) {
      flags.add("off");
    } else {
      flags.add("on");
      boolean named = call.session().isCachingNamed();
      add(flags, mode.isBroadcast(), "bcast");
      add(flags, mode.isOptIn(), "optin");
      add(flags, mode.isOptIn() && named, "caching-yes");
      add(flags, mode.isOptOut(), "optout");
      add(flags, mode.isOptOut() && named, "caching-no");
      add(flags, mode.isNoLoop(), "noloop");
      add(flags, mode.isBroken(), "broken_redirect");
    }
    Reply reply = call.reply();
    reply.map(3);
    reply.bulk("flags");
    reply.set(flags.size());
    flags.forEach(reply::bulk);
    reply.bulk("redirect");
    reply.integer(redirect(mode));
    reply.bulk("prefixes");
    List<Name> prefixes = mode == null ? List.of() : mode.prefixes();
    reply.array(prefixes.size());
    prefixes.forEach(prefix -> reply.bulk(prefix.bytes()));
  }

  private static void add(List<String> flags, boolean isSet, String flag) {
    if (isSet) {
      flags.add(flag);
    }
  }
}
