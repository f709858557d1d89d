package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.HYPERLOGLOG;

import java.util.List;
import java.util.Set;

/** HyperLogLogs: estimates, and all bytes of the strings. */
final class HyperLogLogFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of("PFADD", "PFCOUNT", "PFDEBUG", "PFMERGE");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    byte[] key = gen.key(HYPERLOGLOG);
    return switch (gen.below(12)) {
      case 0, 1, 2 -> gen.args("PFADD", key, gen.some(5, gen::value));
      case 3 -> gen.args("PFADD", key, gen.some(800, () -> gen.bytes(gen.below(12))));
      case 4 -> gen.args("PFADD", key);
      case 5, 6 -> gen.args("PFCOUNT", gen.some(3, () -> gen.key(HYPERLOGLOG)));
      case 7 -> gen.args("PFMERGE", key, gen.some(3, () -> gen.key(HYPERLOGLOG)));
      case 8 -> gen.args("PFDEBUG", gen.pick("ENCODING", "DECODE", "decode", "x"), key);
      case 9 -> gen.args("GET", key);
      case 10 -> gen.args("OBJECT", "ENCODING", key);
      default -> gen.chance(20) ? gen.args("PFDEBUG", "TODENSE", key) : rare(gen, key);
    };
  }

  private static List<byte[]> rare(Gen gen, byte[] key) {
    return switch (gen.below(4)) {
      case 0 -> gen.args("DEL", key);
      case 1 -> gen.args("PFDEBUG", "GETREG", key);
      case 2 -> gen.args("SETRANGE", key, 5 + gen.below(10), gen.bytes(gen.below(2)));
      default -> gen.args("SET", key, "HYLL");
    };
  }
}
