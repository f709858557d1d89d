package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The families, by the names that tests give. */
final class Families {
  static final Map<String, Family> ALL = Map.of("lists", Families::lists);

  private Families() {}

  private static String end(Gen gen) {
    return gen.oneOf("LEFT", "RIGHT", "left", "RIGHT", "middle");
  }

  /** Lists, and now and then a key of another type or a transaction. */
  static List<String> lists(Gen gen) {
    return switch (gen.random.nextInt(18)) {
      case 0, 1, 2 -> {
        List<String> push = new ArrayList<>();
        push.add(gen.oneOf("LPUSH", "RPUSH", "LPUSHX", "RPUSHX"));
        push.add(gen.key());
        for (int i = gen.random.nextInt(4); i >= 0; i--) {
          push.add(gen.value());
        }
        yield push;
      }
      case 3 -> List.of(gen.oneOf("LPOP", "RPOP"), gen.key());
      case 4 -> List.of(gen.oneOf("LPOP", "RPOP"), gen.key(), gen.integer());
      case 5 -> List.of("LLEN", gen.key());
      case 6 -> List.of("LRANGE", gen.key(), gen.integer(), gen.integer());
      case 7 -> List.of("LINDEX", gen.key(), gen.integer());
      case 8 -> List.of("LSET", gen.key(), gen.integer(), gen.value());
      case 9 ->
          List.of("LINSERT", gen.key(), gen.oneOf("BEFORE", "after"), gen.value(), gen.value());
      case 10 -> List.of("LREM", gen.key(), gen.integer(), gen.value());
      case 11 -> List.of("LTRIM", gen.key(), gen.integer(), gen.integer());
      case 12 -> positions(gen);
      case 13 -> List.of("LMOVE", gen.key(), gen.key(), end(gen), end(gen));
      case 14 -> List.of("RPOPLPUSH", gen.key(), gen.key());
      case 15 -> List.of("LMPOP", "2", gen.key(), gen.key(), end(gen), "COUNT", gen.integer());
      case 16 -> List.of("LMPOP", gen.oneOf("1", "0", "3", "x"), gen.key(), end(gen));
      default ->
          gen.chance(3) ? List.of("SET", gen.key(), "s") : List.of(gen.oneOf("MULTI", "EXEC"));
    };
  }

  private static List<String> positions(Gen gen) {
    List<String> command = new ArrayList<>(List.of("LPOS", gen.key(), gen.value()));
    for (String option : List.of("RANK", "COUNT", "MAXLEN")) {
      if (gen.chance(3)) {
        command.add(option);
        command.add(gen.integer());
      }
    }
    return command;
  }
}
