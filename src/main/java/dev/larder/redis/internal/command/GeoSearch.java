package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.ScoreRange;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.kind.SortedSetContent.Ranks;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a sorted set that are near a place. */
final class GeoSearch {
  private GeoSearch() {}

  static void addTo(CommandTable table) {
    for (GeoQuery.Form form : GeoQuery.Form.values()) {
      switch (form) {
        case GEORADIUS, GEORADIUSBYMEMBER ->
            table
                .row(form.name(), form.arity(), WRITE, DENYOOM)
                .keys(1, 1, 1)
                .keys(args -> stored(args, form))
                .runs(call -> search(call, form));
        case GEOSEARCHSTORE ->
            table
                .row(form.name(), form.arity(), WRITE, DENYOOM)
                .keys(1, 2, 1)
                .runs(call -> search(call, form));
        default ->
            table
                .row(form.name(), form.arity(), READONLY)
                .keys(1, 1, 1)
                .runs(call -> search(call, form));
      }
    }
    table.about("GEOSEARCH", "6.2.0", "The places within a circle or a box");
    table
        .about("GEOSEARCHSTORE", "6.2.0", "Stores the places within a circle or a box")
        .specs(KeySpec.at(1, "OW update"), KeySpec.at(2, "RO access"));
    table
        .about("GEORADIUS", "3.2.0", "The places within a circle; may store them")
        .specs(
            KeySpec.at(1, "RO access"),
            KeySpec.behind("STORE", 6, "OW update"),
            KeySpec.behind("STOREDIST", 6, "OW update"))
        .deprecated("6.2.0", "GEOSEARCH and GEOSEARCHSTORE with BYRADIUS");
    table
        .about("GEORADIUS_RO", "3.2.10", "The places within a circle")
        .deprecated("6.2.0", "GEOSEARCH with BYRADIUS");
    table
        .about(
            "GEORADIUSBYMEMBER",
            "3.2.0",
            "The places within a circle around another; may store them")
        .specs(
            KeySpec.at(1, "RO access"),
            KeySpec.behind("STORE", 5, "OW update"),
            KeySpec.behind("STOREDIST", 5, "OW update"))
        .deprecated("6.2.0", "GEOSEARCH and GEOSEARCHSTORE with FROMMEMBER and BYRADIUS");
    table
        .about("GEORADIUSBYMEMBER_RO", "3.2.10", "The places within a circle around another")
        .deprecated("6.2.0", "GEOSEARCH with FROMMEMBER and BYRADIUS");
  }

  private static int[] stored(Args args, GeoQuery.Form form) {
    int target = -1;
    for (int i = form.options(); i + 1 < args.count(); i++) {
      if (args.is(i, "STORE") || args.is(i, "STOREDIST")) {
        target = ++i;
      }
    }
    return target < 0 ? new int[] {1} : new int[] {1, target};
  }

  /**
   * A member that was found.
   *
   * @param distance from the middle, in the unit of the query
   */
  private record Hit(Scored<Name> entry, Place place, double distance) {}

  private static void search(Call call, GeoQuery.Form form) {
    SortedSetContent<Name> set =
        SortedSetCommands.set(call, form == GeoQuery.Form.GEOSEARCHSTORE ? 2 : 1);
    GeoQuery query = new GeoQuery(call.args(), form, set);
    List<Hit> hits = hits(set, query);
    if (query.order() != 0) {
      Comparator<Hit> near = Comparator.comparingDouble(Hit::distance);
      hits.sort(query.order() > 0 ? near : near.reversed());
    }
    long count = query.count() == 0 ? hits.size() : Math.min(query.count(), hits.size());
    List<Hit> wanted = hits.subList(0, (int) count);
    if (query.target() >= 0) {
      store(call, query, wanted);
    } else {
      write(call.reply(), query, wanted);
    }
  }

  private static List<Hit> hits(SortedSetContent<Name> set, GeoQuery query) {
    List<Hit> hits = new ArrayList<>();
    long enough = query.has("ANY") ? query.count() : Long.MAX_VALUE;
    for (GeoCells.Scores cell : query.cells()) {
      Ranks ranks = set.ranks(new ScoreRange(cell.low(), true, cell.high(), false));
      for (int rank = ranks.from(); rank < ranks.to() && hits.size() < enough; rank++) {
        Scored<Name> entry = set.at(rank);
        Place place = Place.of(entry.score());
        if (query.covers(place)) {
          double distance = query.middle().metresTo(place) / query.unit();
          hits.add(new Hit(entry, place, distance));
        }
      }
    }
    return hits;
  }

  private static void store(Call call, GeoQuery query, List<Hit> hits) {
    Map<Name, Double> scores = new LinkedHashMap<>();
    for (Hit hit : hits) {
      scores.put(
          hit.entry().member(), query.storesDistance() ? hit.distance() : hit.entry().score());
    }
    SortedSetRanges.store(call, query.target(), scores, query.event());
  }

  private static void write(Reply reply, GeoQuery query, List<Hit> hits) {
    reply.array(hits.size());
    for (Hit hit : hits) {
      if (query.details() > 0) {
        reply.array(1 + query.details());
      }
      reply.bulk(hit.entry().member().bytes());
      if (query.has("WITHDIST")) {
        GeoCommands.distance(reply, hit.distance());
      }
      if (query.has("WITHHASH")) {
        reply.integer((long) hit.entry().score());
      }
      if (query.has("WITHCOORD")) {
        GeoCommands.coordinates(reply, hit.place());
      }
    }
  }

  /** The place of a member that a search starts from. */
  static Place of(SortedSetContent<Name> set, Name member) {
    Scored<Name> found = set.find(member);
    if (found == null) {
      throw Errors.noSuchPlace();
    }
    return Place.of(found.score());
  }
}
