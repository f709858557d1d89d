package dev.larder.redis.internal.command;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
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

  static final int HASH_ENTRIES = 512;
  static final int HASH_VALUE = 64;
  static final int INTSET_ENTRIES = 512;
  static final int SORTED_SET_ENTRIES = 128;
  static final int SORTED_SET_VALUE = 64;

  private Encodings() {}

  /** What OBJECT ENCODING says of a key that is there. */
  static String of(Db db, Name key) {
    CollectionType type = Objects.requireNonNull(db.keys().type(key));
    return switch (type) {
      case VALUE, COUNTER -> ofString(db.string(key));
      case MAP -> ofHash(db, key);
      case LIST -> "quicklist";
      case SET -> isLarge(db.set(key)) ? "hashtable" : "intset";
      case SORTED_SET -> ofSortedSet(db.sortedSet(key).version());
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

  private static String ofHash(Db db, Name key) {
    MapHandle<Name, byte[]> hash = db.hash(key);
    int count = 0;
    if (hash.isLarge()) {
      return "hashtable";
    }
    for (Map.Entry<Name, byte[]> entry : hash.entrySet()) {
      boolean small =
          entry.getKey().bytes().length <= HASH_VALUE && entry.getValue().length <= HASH_VALUE;
      if (!small || ++count > HASH_ENTRIES) {
        return "hashtable";
      }
    }
    return "listpack";
  }

  static boolean isLarge(SetHandle<Name> set) {
    int count = 0;
    if (set.isLarge()) {
      return true;
    }
    for (Iterator<Name> all = set.iterator(); all.hasNext(); ) {
      if (!Numbers.isInteger(all.next().bytes()) || ++count > INTSET_ENTRIES) {
        return true;
      }
    }
    return false;
  }

  private static String ofSortedSet(SortedSetContent<Name> set) {
    return isLarge(set) ? "skiplist" : "listpack";
  }

  static boolean isLarge(SortedSetContent<Name> set) {
    if (!Growth.isSmall(set)) {
      return true;
    }
    for (int rank = 0; rank < set.size(); rank++) {
      if (set.at(rank).member().bytes().length > SORTED_SET_VALUE) {
        return true;
      }
    }
    return false;
  }
}
