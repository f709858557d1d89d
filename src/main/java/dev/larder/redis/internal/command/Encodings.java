package dev.larder.redis.internal.command;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Db;
import dev.larder.redis.internal.Numbers;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

/**
 * How Redis would store what is there, by its thresholds. Nothing is stored so here; what was
 * larger before has a mark, see {@link Growth}.
 */
final class Encodings {
  /** The longest string that stands in one piece with its head. */
  private static final int EMBEDDED = 44;

  /** Integers below this are shared objects. */
  private static final int SHARED = 10_000;

  private static final long SHARED_REFERENCES = Integer.MAX_VALUE;

  private Encodings() {}

  /** What OBJECT ENCODING says of a key that is there. */
  static String of(Call call, Name key) {
    Db db = call.db();
    Config config = call.server().config();
    CollectionType type = Objects.requireNonNull(db.keys().type(key));
    return switch (type) {
      case VALUE, COUNTER -> ofString(db.string(key));
      case MAP -> ofHash(config, db, key);
      case LIST -> "quicklist";
      case SET -> isLarge(config, db.set(key)) ? "hashtable" : "intset";
      case SORTED_SET -> isLarge(config, db.sortedSet(key).version()) ? "skiplist" : "listpack";
      case STREAM -> "stream";
    };
  }

  private static String ofString(ByteString string) {
    byte[] bytes = Objects.requireNonNull(string.get());
    Form form = string.form();
    if (form == Form.GROWN) {
      return "raw";
    }
    if (form != Form.TEXT && Numbers.isInteger(bytes)) {
      return "int";
    }
    return bytes.length <= EMBEDDED ? "embstr" : "raw";
  }

  /** What OBJECT REFCOUNT says of a key that is there. */
  static long references(Db db, Name key) {
    CollectionType type = Objects.requireNonNull(db.keys().type(key));
    if (type != CollectionType.VALUE && type != CollectionType.COUNTER) {
      return 1;
    }
    ByteString string = db.string(key);
    byte[] bytes = Objects.requireNonNull(string.get());
    if (string.form() != Form.NATURAL || !Numbers.isInteger(bytes)) {
      return 1;
    }
    long value = Numbers.integer(bytes);
    return value >= 0 && value < SHARED ? SHARED_REFERENCES : 1;
  }

  private static String ofHash(Config config, Db db, Name key) {
    MapHandle<Name, byte[]> hash = db.hash(key);
    int count = 0;
    if (hash.isLarge()) {
      return "hashtable";
    }
    for (Map.Entry<Name, byte[]> entry : hash.entrySet()) {
      boolean small =
          entry.getKey().bytes().length <= config.hashValue()
              && entry.getValue().length <= config.hashValue();
      if (!small || ++count > config.hashEntries()) {
        return "hashtable";
      }
    }
    return "listpack";
  }

  /** Whether Redis stores a set otherwise than as an array of integers. */
  static boolean isLarge(Config config, SetHandle<Name> set) {
    int count = 0;
    if (set.isLarge()) {
      return true;
    }
    for (Iterator<Name> all = set.iterator(); all.hasNext(); ) {
      if (!Numbers.isInteger(all.next().bytes()) || ++count > config.intsetEntries()) {
        return true;
      }
    }
    return false;
  }

  /** Whether Redis stores a sorted set in its large form. */
  static boolean isLarge(Config config, SortedSetContent<Name> set) {
    if (!Growth.isSmall(set, config.sortedSetEntries())) {
      return true;
    }
    for (int rank = 0; rank < set.size(); rank++) {
      if (!Growth.fits(config, set.size(), set.at(rank).member())) {
        return true;
      }
    }
    return false;
  }
}
