package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.BITS;

import java.util.List;
import java.util.Set;

/** Bits of strings. */
final class BitFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of("BITCOUNT", "BITFIELD", "BITFIELD_RO", "BITOP", "BITPOS", "GETBIT", "SETBIT");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(BITS);
    return switch (gen.below(16)) {
      case 0, 1 -> gen.args("SET", key, gen.chance(70) ? gen.bytes(gen.below(24)) : gen.value());
      case 2, 3, 4 -> gen.args("SETBIT", key, offset(gen), gen.chance(95) ? gen.below(2) : "2");
      case 5 -> gen.args("GETBIT", key, offset(gen));
      case 6, 7 -> gen.args("BITCOUNT", key, range(gen, 80));
      case 8, 9 ->
          gen.args("BITPOS", key, gen.chance(95) ? gen.below(2) : gen.index(), range(gen, 60));
      case 10, 11 ->
          gen.args(
              "BITOP",
              gen.pick("AND", "OR", "XOR", "NOT", "and", "x"),
              gen.key(BITS),
              gen.some(3, () -> gen.key(BITS)));
      case 12 -> gen.args("BITFIELD_RO", key, gen.some(3, () -> get(gen)));
      default -> gen.args("BITFIELD", key, gen.some(4, () -> step(gen)));
    };
  }

  private static Object offset(Gen gen) {
    return gen.chance(90) ? gen.below(150) : gen.pick("-1", "4294967296", "x", "", "9999999999");
  }

  private static List<byte[]> range(Gen gen, int percent) {
    return gen.maybe(
        percent,
        index(gen),
        gen.maybe(90, index(gen), gen.maybe(50, gen.pick("BIT", "BYTE", "bit", "x"))));
  }

  private static Object index(Gen gen) {
    return gen.chance(80) ? gen.between(-200, 200) : gen.index();
  }

  private static List<byte[]> get(Gen gen) {
    return gen.args("GET", type(gen), place(gen));
  }

  private static List<byte[]> step(Gen gen) {
    return switch (gen.below(5)) {
      case 0 -> get(gen);
      case 1, 2 -> gen.args("SET", type(gen), place(gen), gen.integer());
      case 3 -> gen.args("INCRBY", type(gen), place(gen), gen.integer());
      default -> gen.args("OVERFLOW", gen.pick("WRAP", "SAT", "FAIL", "sat", "fail", "x"));
    };
  }

  private static String type(Gen gen) {
    return gen.chance(95)
        ? gen.pick("u", "i") + gen.pick(1, 2, 3, 5, 7, 8, 16, 31, 32, 33, 63, 64)
        : gen.pick("u0", "i65", "x8", "u", "", "u08", "i-1");
  }

  private static String place(Gen gen) {
    return gen.chance(95)
        ? (gen.chance(30) ? "#" : "") + gen.below(40)
        : gen.pick("-1", "#-1", "#", "x", "4294967296", "#4294967296");
  }
}
