package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Numbers;

/**
 * Notes that a command has made a collection larger than what Redis stores in one piece: there it
 * stays in the other form, however small it becomes again, and {@link Encodings} says so.
 */
final class Growth {
  private Growth() {}

  /** Tells whether a field or value is too long for a small hash. */
  static boolean isLong(byte[] field, byte[] value) {
    return Math.max(field.length, value.length) > Encodings.HASH_VALUE;
  }

  /** After fields of a hash were written, one of them too long or some of them new. */
  static void written(MapHandle<Name, byte[]> hash, boolean hasLong, boolean hasNew) {
    if (hasLong) {
      hash.setLarge(true);
    } else if (hasNew) {
      hash.setLargeIfAbove(Encodings.HASH_ENTRIES);
    }
  }

  /** After a member was added to a set that had not had it. */
  static void added(SetHandle<Name> set, Name member) {
    if (set.isLarge()) {
      return;
    }
    if (Numbers.isInteger(member.bytes())) {
      set.setLargeIfAbove(Encodings.INTSET_ENTRIES);
    } else {
      set.setLarge(true);
    }
  }

  /** A sorted set that was put in place whole. */
  static void stored(SortedSetContent<Name> set) {
    if (Encodings.isLarge(set)) {
      set.setLargeRelease();
    }
  }

  /** Whether a sorted set is stored in one piece, but for the length of its members. */
  static boolean isSmall(SortedSetContent<Name> set) {
    return !set.isLargeAcquire() && set.size() <= Encodings.SORTED_SET_ENTRIES;
  }

  /** A version of a sorted set, after a member was added to the one before it. */
  static void added(SortedSetContent<Name> set, Name member) {
    if (!set.isLargeAcquire() && !fits(set.size(), member)) {
      set.setLargeRelease();
    }
  }

  /** Whether a sorted set of so many members with this among them may be small. */
  static boolean fits(int size, Name member) {
    return size <= Encodings.SORTED_SET_ENTRIES
        && member.bytes().length <= Encodings.SORTED_SET_VALUE;
  }
}
