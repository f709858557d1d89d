package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Numbers;

/**
 * Notes that a command has made a collection larger than what Redis stores in one piece: there it
 * stays in the other form, however small it becomes again, and {@link Encodings} says so.
 */
final class Growth {
  private Growth() {}

  /** A limit on a count, which is an int. */
  private static int limit(long configured) {
    return (int) Math.min(Integer.MAX_VALUE, configured);
  }

  /** Tells whether a field or value is too long for a small hash. */
  static boolean isLong(Config config, byte[] field, byte[] value) {
    return Math.max(field.length, value.length) > config.hashValue();
  }

  /** After fields of a hash were written, one of them too long or some of them new. */
  static void written(
      Config config, MapHandle<Name, byte[]> hash, boolean hasLong, boolean hasNew) {
    if (hasLong) {
      hash.setLarge(true);
    } else if (hasNew) {
      hash.setLargeIfAbove(limit(config.hashEntries()));
    }
  }

  /** After a member was added to a set that had not had it. */
  static void added(Config config, SetHandle<Name> set, Name member) {
    if (set.isLarge()) {
      return;
    }
    if (Numbers.isInteger(member.bytes())) {
      set.setLargeIfAbove(limit(config.intsetEntries()));
    } else {
      set.setLarge(true);
    }
  }

  /** Whether a sorted set is stored in one piece, but for the length of its members. */
  static boolean isSmall(SortedSetContent<Name> set, long entries) {
    return !set.isLargeAcquire() && set.size() <= entries;
  }

  /** A version of a sorted set, after a member was added to the one before it. */
  static void added(Config config, SortedSetContent<Name> set, Name member) {
    if (!set.isLargeAcquire() && !fits(config, set.size(), member)) {
      set.setLargeRelease();
    }
  }

  /** Whether a sorted set of so many members with this among them may be small. */
  static boolean fits(Config config, int size, Name member) {
    return size <= config.sortedSetEntries() && member.bytes().length <= config.sortedSetValue();
  }

  /** A sorted set that was put in place whole. */
  static void stored(Config config, SortedSetContent<Name> set) {
    if (Encodings.isLarge(config, set)) {
      set.setLargeRelease();
    }
  }
}
