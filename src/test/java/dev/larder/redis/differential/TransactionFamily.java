package dev.larder.redis.differential;

import static dev.larder.redis.differential.Gen.Type.ANY;
import static dev.larder.redis.differential.Gen.Type.LIST;
import static dev.larder.redis.differential.Gen.Type.STRING;

import java.util.List;
import java.util.Set;

/** MULTI and what ends it, around commands that go well and ones that don't. */
final class TransactionFamily implements Family {
  @Override
  public Set<String> commands() {
    return Set.of("DISCARD", "EXEC", "MULTI", "UNWATCH", "WATCH");
  }

  @Override
  public List<byte[]> next(Gen gen) {
    return switch (gen.below(12)) {
      case 0, 1, 2 -> gen.args("MULTI");
      case 3, 4, 5 -> gen.args("EXEC");
      case 6 -> gen.args("DISCARD");
      case 7 -> gen.args("WATCH", gen.some(3, () -> watched(gen)));
      case 8 -> gen.args("UNWATCH");
      case 9 -> gen.args("INCRBY", gen.key(STRING), gen.number());
      case 10 -> gen.args("RPUSH", gen.key(LIST), gen.some(3, gen::value));
      default -> gen.args("NOSUCH", gen.value());
    };
  }

  /** No stream: Redis does not see changes of its groups (see {@link KnownDeviations}). */
  private static byte[] watched(Gen gen) {
    byte[] key = gen.key(ANY);
    while (Bytes.text(key).startsWith("stream")) {
      key = gen.key(ANY);
    }
    return key;
  }
}
