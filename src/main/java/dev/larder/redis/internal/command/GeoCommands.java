package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.LongDouble;
import dev.larder.redis.internal.Reply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Places in sorted sets. */
final class GeoCommands {
  private static final int DISTANCE_PLACES = 4;

  private GeoCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("GEOADD", -5, WRITE, DENYOOM, SINGLE)
        .about("3.2.0", "Adds places to a sorted set, or moves them")
        .keys(1, 1, 1)
        .runs(GeoCommands::geoadd);
    table
        .row("GEODIST", -4, READONLY, SINGLE)
        .about("3.2.0", "How far one place is from another")
        .keys(1, 1, 1)
        .runs(GeoCommands::geodist);
    table
        .row("GEOHASH", -2, READONLY, SINGLE)
        .about("3.2.0", "The geohashes of places")
        .keys(1, 1, 1)
        .runs(GeoCommands::geohash);
    table
        .row("GEOPOS", -2, READONLY, SINGLE)
        .about("3.2.0", "The longitudes and latitudes of places")
        .keys(1, 1, 1)
        .runs(GeoCommands::geopos);
    GeoSearch.addTo(table);
  }

  // ---- for GeoSearch, too
  // -------------------------------------------------------------------------

  /** A place of two arguments. */
  static Place place(Args args, int at) {
    Place place = new Place(args.number(at), args.number(at + 1));
    if (!place.isValid()) {
      throw Errors.invalidPlace(place.longitude(), place.latitude());
    }
    return place;
  }

  /** How many metres a unit is. */
  static double unit(Args args, int at) {
    if (args.is(at, "M")) {
      return 1;
    }
    if (args.is(at, "KM")) {
      return 1000;
    }
    if (args.is(at, "FT")) {
      return 0.3048;
    }
    if (args.is(at, "MI")) {
      return 1609.34;
    }
    throw Errors.unknownUnit();
  }

  /** A distance in the unit that was asked for. */
  static void distance(Reply reply, double distance) {
    BigDecimal exact = new BigDecimal(distance);
    reply.bulk(exact.setScale(DISTANCE_PLACES, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** Longitude and latitude. */
  static void coordinates(Reply reply, Place place) {
    reply.array(2);
    reply.doubleText(LongDouble.text(new BigDecimal(place.longitude())));
    reply.doubleText(LongDouble.text(new BigDecimal(place.latitude())));
  }

  // ---- the commands
  // -------------------------------------------------------------------------------

  private static void geoadd(Call call) {
    Args args = call.args();
    Set<SortedSetAdding.Option> options = EnumSet.noneOf(SortedSetAdding.Option.class);
    int at = 2;
    for (; at < args.count(); at++) {
      if (args.is(at, "NX")) {
        options.add(SortedSetAdding.Option.NX);
      } else if (args.is(at, "XX")) {
        options.add(SortedSetAdding.Option.XX);
      } else if (args.is(at, "CH")) {
        options.add(SortedSetAdding.Option.CH);
      } else {
        break;
      }
    }
    int rest = args.count() - at;
    boolean both =
        options.contains(SortedSetAdding.Option.NX) && options.contains(SortedSetAdding.Option.XX);
    if (rest % 3 != 0 || both) {
      throw Errors.syntax();
    }
    Name[] members = new Name[rest / 3];
    double[] scores = new double[rest / 3];
    for (int i = 0; i < members.length; i++) {
      scores[i] = place(args, at + 3 * i).score();
      members[i] = args.name(at + 3 * i + 2);
    }
    if (members.length == 0) {
      throw Errors.syntax();
    }
    new SortedSetAdding(options, members, scores).run(call);
  }

  private static void geodist(Call call) {
    Args args = call.args();
    if (args.count() > 5) {
      throw Errors.syntax();
    }
    double unit = args.count() == 5 ? unit(args, 4) : 1;
    SortedSetContent<Name> set = SortedSetCommands.set(call, 1);
    Scored<Name> from = set.find(args.name(2));
    Scored<Name> to = set.find(args.name(3));
    if (from == null || to == null) {
      call.reply().nullBulk();
    } else {
      distance(call.reply(), Place.of(from.score()).metresTo(Place.of(to.score())) / unit);
    }
  }

  private static void geohash(Call call) {
    places(call, Reply::nullBulk, (reply, place) -> reply.bulk(place.text()));
  }

  private static void geopos(Call call) {
    places(call, Reply::nullArray, GeoCommands::coordinates);
  }

  /** An element for each member that is asked for. */
  private static void places(Call call, Consumer<Reply> absent, BiConsumer<Reply, Place> present) {
    Args args = call.args();
    SortedSetContent<Name> set = SortedSetCommands.set(call, 1);
    call.reply().array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      Scored<Name> found = set.find(args.name(i));
      if (found == null) {
        absent.accept(call.reply());
      } else {
        present.accept(call.reply(), Place.of(found.score()));
      }
    }
  }
}
