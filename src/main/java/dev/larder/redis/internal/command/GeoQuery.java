package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.DoubleText;
import dev.larder.redis.internal.Errors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is looked for, where, and what is wanted of it: the arguments of a search for places. */
final class GeoQuery {
  /** The commands that search. */
  enum Form {
    GEORADIUS(-6, 6),
    GEORADIUS_RO(-6, 6),
    GEORADIUSBYMEMBER(-5, 5),
    GEORADIUSBYMEMBER_RO(-5, 5),
    GEOSEARCH(-7, 2),
    GEOSEARCHSTORE(-8, 3);

    private final int arity;
    private final int options;

    Form(int arity, int options) {
      this.arity = arity;
      this.options = options;
    }

    int arity() {
      return arity;
    }

    /** Where the options begin. */
    int options() {
      return options;
    }

    boolean isSearch() {
      return this == GEOSEARCH || this == GEOSEARCHSTORE;
    }

    boolean mayStore() {
      return this == GEORADIUS || this == GEORADIUSBYMEMBER;
    }
  }

  private static final Set<String> WORDS =
      Set.of("WITHDIST", "WITHHASH", "WITHCOORD", "ANY", "ASC", "DESC");

  private final Args args;
  private final Form form;
  private final SortedSetContent<Name> set;
  private final Set<String> given = new HashSet<>();
  private Place middle = new Place(0, 0);
  private boolean hasMember;
  private boolean hasPlace;
  private boolean hasRadius;
  private boolean hasBox;
  private double width;
  private double height;
  private double unit = 1;
  private long count;
  private int order;
  private int target = -1;
  private boolean storesDistance;

  /** Reads the arguments of a command. */
  GeoQuery(Args args, Form form, SortedSetContent<Name> set) {
    this.args = args;
    this.form = form;
    this.set = set;
    if (form == Form.GEORADIUS || form == Form.GEORADIUS_RO) {
      middle = GeoCommands.place(args, 2);
      radius(4);
    } else if (!form.isSearch() && !set.isEmpty()) {
      middle = GeoSearch.of(set, args.name(2));
      radius(3);
    }
    target = form == Form.GEOSEARCHSTORE ? 1 : -1;
    for (int i = form.options(); i < args.count(); ) {
      i = option(i);
    }
    check();
  }

  /** Reads an option; answers where the next one is. */
  private int option(int at) {
    String word = args.upper(at);
    int left = args.count() - at - 1;
    if (WORDS.contains(word)) {
      given.add(word);
      order = word.equals("ASC") ? 1 : word.equals("DESC") ? -1 : order;
      return at + 1;
    }
    if (word.equals("COUNT") && left >= 1) {
      count = args.integer(at + 1);
      if (count <= 0) {
        throw Errors.countNotPositive();
      }
      return at + 2;
    }
    if (form.mayStore() && left >= 1 && (word.equals("STORE") || word.equals("STOREDIST"))) {
      target = at + 1;
      storesDistance = word.equals("STOREDIST");
      return at + 2;
    }
    if (form == Form.GEOSEARCHSTORE && word.equals("STOREDIST")) {
      storesDistance = true;
      return at + 1;
    }
    return form.isSearch() ? where(word, at, left) : unknown();
  }

  private int where(String word, int at, int left) {
    if (word.equals("FROMMEMBER") && left >= 1 && !hasPlace) {
      hasMember = true;
      if (!set.isEmpty()) {
        middle = GeoSearch.of(set, args.name(at + 1));
      }
      return at + 2;
    }
    if (word.equals("FROMLONLAT") && left >= 2 && !hasMember) {
      hasPlace = true;
      middle = GeoCommands.place(args, at + 1);
      return at + 3;
    }
    if (word.equals("BYRADIUS") && left >= 2 && !hasBox) {
      hasRadius = true;
      radius(at + 1);
      return at + 3;
    }
    if (word.equals("BYBOX") && left >= 3 && !hasRadius) {
      hasBox = true;
      width = size(at + 1, "width");
      height = size(at + 2, "height");
      if (width < 0 || height < 0) {
        throw Errors.negativeSize("height or width");
      }
      unit = GeoCommands.unit(args, at + 3);
      return at + 4;
    }
    return unknown();
  }

  private static int unknown() {
    throw Errors.syntax();
  }

  private double size(int at, String what) {
    double size = DoubleText.parse(args.bytes(at));
    if (Double.isNaN(size)) {
      throw Errors.noNumericSize(what);
    }
    return size;
  }

  private void radius(int at) {
    width = size(at, "radius");
    if (width < 0) {
      throw Errors.negativeSize("radius");
    }
    unit = GeoCommands.unit(args, at + 1);
  }

  private void check() {
    if (target >= 0 && details() > 0) {
      throw Errors.storesNoDetails(
          form == Form.GEOSEARCHSTORE ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS");
    }
    if (form.isSearch() && !hasMember && !hasPlace) {
      throw Errors.exactlyOne("FROMMEMBER or FROMLONLAT", args.text(0));
    }
    if (form.isSearch() && !hasRadius && !hasBox) {
      throw Errors.exactlyOne("BYRADIUS and BYBOX", args.text(0));
    }
    if (has("ANY") && count == 0) {
      throw Errors.anyWithoutCount();
    }
    if (count > 0 && order == 0 && !has("ANY")) {
      order = 1;
    }
  }

  // ---- what it says
  // -------------------------------------------------------------------------------

  /** Whether a place is within what is looked for. */
  boolean covers(Place place) {
    if (!hasBox) {
      return middle.metresTo(place) <= width * unit;
    }
    Place sameLongitude = new Place(place.longitude(), middle.latitude());
    Place sameLatitude = new Place(middle.longitude(), place.latitude());
    return place.metresTo(sameLongitude) <= height * unit / 2
        && place.metresTo(sameLatitude) <= width * unit / 2;
  }

  /** Where Redis would look for such places. */
  List<GeoCells.Scores> cells() {
    if (!hasBox) {
      return GeoCells.around(middle, width * unit, width * unit, width * unit);
    }
    double reach = Math.sqrt(width / 2 * (width / 2) + height / 2 * (height / 2)) * unit;
    return GeoCells.around(middle, width / 2 * unit, height / 2 * unit, reach);
  }

  Place middle() {
    return middle;
  }

  /** How many metres the unit is that was asked for. */
  double unit() {
    return unit;
  }

  /** 1 for the nearest first, -1 for the farthest, 0 for any order. */
  int order() {
    return order;
  }

  /** How many are wanted at most, 0 for all. */
  long count() {
    return count;
  }

  boolean has(String option) {
    return given.contains(option);
  }

  /** How many details of each member are wanted. */
  int details() {
    return (has("WITHDIST") ? 1 : 0) + (has("WITHHASH") ? 1 : 0) + (has("WITHCOORD") ? 1 : 0);
  }

  /** The argument that says where the result is stored, or -1. */
  int target() {
    return target;
  }

  boolean storesDistance() {
    return storesDistance;
  }

  /** What listeners are told when the result is stored. */
  String event() {
    return form.isSearch() ? "geosearchstore" : "georadiusstore";
  }
}
