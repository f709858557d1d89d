package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.GEO;
import static dev.larder.redis.differential.Gen.Type.ZSET;

import java.util.List;
import java.util.Set;

/** Places. */
final class GeoFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of(
        "GEOADD",
        "GEODIST",
        "GEOHASH",
        "GEOPOS",
        "GEORADIUS",
        "GEORADIUSBYMEMBER",
        "GEORADIUSBYMEMBER_RO",
        "GEORADIUS_RO",
        "GEOSEARCH",
        "GEOSEARCHSTORE");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(gen.chance(95) ? GEO : ZSET);
    boolean stores = gen.chance(20);
    return switch (gen.below(18)) {
      case 0, 1, 2, 3, 4, 5 ->
          gen.args(
              "GEOADD",
              key,
              gen.maybe(20, gen.some(2, () -> gen.pick("NX", "XX", "CH", "ch"))),
              gen.some(4, () -> List.of(place(gen), member(gen))));
      case 6 -> gen.args("GEODIST", key, member(gen), member(gen), gen.maybe(60, unit(gen)));
      case 7 -> gen.args(gen.pick("GEOHASH", "GEOPOS"), key, gen.some(3, () -> member(gen)));
      case 8 -> gen.args("ZREM", key, member(gen));
      case 9, 10 ->
          gen.args(
              gen.pick("GEORADIUS", "GEORADIUS_RO"),
              key,
              place(gen),
              radius(gen),
              unit(gen),
              stores ? target(gen) : options(gen));
      case 11 ->
          gen.args(
              gen.pick("GEORADIUSBYMEMBER", "GEORADIUSBYMEMBER_RO"),
              key,
              member(gen),
              radius(gen),
              unit(gen),
              stores ? target(gen) : options(gen));
      case 12, 13, 14 -> gen.args("GEOSEARCH", key, search(gen), options(gen));
      default -> store(gen, key);
    };
  }

  /** Stores not only some of those that are equally far, as all that have no place are. */
  private static List<byte[]> store(Gen gen, byte[] key) {
    boolean distances = gen.chance(30);
    List<byte[]> near =
        gen.args("FROMLONLAT", 13.5, 37.5, "BYRADIUS", gen.below(300), "km", order(gen));
    List<byte[]> anywhere = gen.args(search(gen), gen.maybe(50, gen.pick("ASC", "DESC")));
    return gen.args(
        "GEOSEARCHSTORE",
        distances ? Keyspace.DISTANCES : gen.key(GEO),
        key,
        gen.chance(50) ? near : anywhere,
        gen.maybe(distances ? 100 : 0, "STOREDIST"));
  }

  private static List<byte[]> target(Gen gen) {
    return gen.chance(50)
        ? gen.args("STORE", gen.key(GEO))
        : gen.args("STOREDIST", Keyspace.DISTANCES);
  }

  private static String member(Gen gen) {
    return "p" + gen.below(12);
  }

  /** Longitude and latitude; many near to each other, some at the edges of the map or beyond. */
  private static List<byte[]> place(Gen gen) {
    return switch (gen.below(8)) {
      case 0 -> gen.args(degrees(gen, 180), degrees(gen, 85));
      case 1 -> gen.args(edge(gen), gen.pick("85.05112878", "-85.05112878", "0", "85.05", "-85"));
      case 2 ->
          gen.chance(30)
              ? gen.args(gen.pick("181", "x", "nan", "inf", "0"), gen.pick("90", "x", "-inf", "0"))
              : gen.args(degrees(gen, 180), "0");
      default -> gen.args(13 + gen.below(2000) / 1000.0, 37 + gen.below(2000) / 1000.0);
    };
  }

  private static String edge(Gen gen) {
    return gen.pick("180", "-180", "179.9999", "-179.9999", "0", "-0", "179", "-179");
  }

  private static double degrees(Gen gen, int max) {
    return gen.below(2_000_000) * (max / 1_000_000.0) - max;
  }

  private static String unit(Gen gen) {
    return gen.chance(95) ? gen.pick("m", "km", "ft", "mi", "KM") : gen.pick("x", "");
  }

  private static Object radius(Gen gen) {
    return switch (gen.below(10)) {
      case 0 -> gen.below(100);
      case 1, 2, 3 -> gen.below(300);
      case 4, 5 -> gen.below(300) * 1000;
      case 6 -> gen.below(30) * 1_000_000;
      case 7 -> gen.below(100) / 7.0;
      case 8 -> gen.pick("0", "20000", "20037", "40000000", "5000000", "10000000");
      default -> gen.pick("-1", "x", "inf", "nan", "1e300", "1e9", "");
    };
  }

  private static List<byte[]> search(Gen gen) {
    List<byte[]> from =
        gen.chance(50) ? gen.args("FROMLONLAT", place(gen)) : gen.args("FROMMEMBER", member(gen));
    List<byte[]> by =
        gen.chance(50)
            ? gen.args("BYRADIUS", radius(gen), unit(gen))
            : gen.args("BYBOX", radius(gen), radius(gen), unit(gen));
    return gen.chance(70) ? gen.args(from, by) : gen.args(by, from);
  }

  private static List<byte[]> order(Gen gen) {
    List<byte[]> count = gen.maybe(30, "COUNT", gen.count(), gen.maybe(20, "ANY"));
    return gen.args(count, gen.maybe(50, gen.pick("ASC", "DESC")));
  }

  private static List<byte[]> options(Gen gen) {
    return gen.args(
        gen.maybe(30, "WITHCOORD"),
        gen.maybe(30, "WITHDIST"),
        gen.maybe(30, "WITHHASH"),
        order(gen));
  }
}
