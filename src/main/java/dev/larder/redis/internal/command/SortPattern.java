package dev.larder.redis.internal.command;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Call;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where SORT finds what belongs to an item: the key (or the field of a hash) whose name is the
 * pattern with the item in place of its first star.
 */
final class SortPattern {
  /** What stands before the star. */
  private final byte[] before;

  /** What stands behind it. */
  private final byte[] after;

  /** The field behind an arrow, or null. */
  private final byte @Nullable [] field;

  private final boolean hasStar;

  /** Whether the item itself is meant. */
  private final boolean isItem;

  private SortPattern(
      byte[] before, byte[] after, byte @Nullable [] field, boolean hasStar, boolean isItem) {
    this.before = before;
    this.after = after;
    this.field = field;
    this.hasStar = hasStar;
    this.isItem = isItem;
  }

  static SortPattern of(byte[] pattern) {
    int star = 0;
    while (star < pattern.length && pattern[star] != '*') {
      star++;
    }
    if (star == pattern.length) {
      boolean isItem = pattern.length == 1 && pattern[0] == '#';
      return new SortPattern(pattern, pattern, null, false, isItem);
    }
    int arrow = star + 1;
    while (arrow + 2 < pattern.length && !(pattern[arrow] == '-' && pattern[arrow + 1] == '>')) {
      arrow++;
    }
    boolean hasField = arrow + 2 < pattern.length;
    return new SortPattern(
        Arrays.copyOf(pattern, star),
        Arrays.copyOfRange(pattern, star + 1, hasField ? arrow : pattern.length),
        hasField ? Arrays.copyOfRange(pattern, arrow + 2, pattern.length) : null,
        true,
        false);
  }

  /** Whether it says anything of items. */
  boolean hasStar() {
    return hasStar;
  }

  /** What belongs to an item, or null. */
  byte @Nullable [] valueFor(Call call, byte[] item) {
    if (isItem) {
      return item;
    }
    if (!hasStar) {
      return null;
    }
    byte[] key = Arrays.copyOf(before, before.length + item.length + after.length);
    System.arraycopy(item, 0, key, before.length, item.length);
    System.arraycopy(after, 0, key, before.length + item.length, after.length);
    Name name = Name.of(key);
    call.look(name);
    try {
      return field == null
          ? call.db().string(name).get()
          : call.db().hash(name).get(Name.of(field));
    } catch (WrongTypeException e) {
      return null; // what is of another type has nothing that belongs to items
    }
  }
}
