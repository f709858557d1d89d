package dev.larder.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@link SortedTree} beside a {@link TreeMap} from entry to the item instance stored. */
class SortedTreeTest {
  /** Equal by name alone, so that a test can tell which instance is stored. */
  private record Member(String name, int version) {
    static final Comparator<Member> ORDER = Comparator.comparing(Member::name);
  }

  private record Entry(long key, Member item) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::key).thenComparing(Entry::item, Member.ORDER);
  }

  @Test
  void programsWithFewKeysMatchATreeMap() {
    Programs.run(1, 60, 1500, operations -> runProgram(operations, 5, 400));
  }

  @Test
  void programsWithManyKeysMatchATreeMap() {
    Programs.run(1000, 20, 8000, operations -> runProgram(operations, 1_000_000, 20));
  }

  @Test
  void programsWithOneKeyMatchATreeMap() {
    Programs.run(2000, 20, 3000, operations -> runProgram(operations, 1, 3000));
  }

  private static void runProgram(long[] operations, int keys, int names) {
    TreeMap<Entry, Member> model = new TreeMap<>(Entry.ORDER);
    SortedTree<Member> tree = SortedTree.empty(Member.ORDER);
    List<SortedTree<Member>> versions = new ArrayList<>();
    List<List<Entry>> contents = new ArrayList<>();
    for (int step = 0; step < operations.length; step++) {
      SplittableRandom random = new SplittableRandom(operations[step]);
      int kind = (int) (operations[step] >>> 16) & 15;
      Entry entry = new Entry(random.nextInt(keys), new Member("m" + random.nextInt(names), step));
      tree = apply(tree, model, kind, entry, random, keys);
      assertEquals(model.size(), tree.size());
      if (step % 101 == 0 || step == operations.length - 1) {
        versions.add(tree);
        contents.add(check(tree, model, random));
      }
    }
    for (int i = 0; i < versions.size(); i++) {
      versions.get(i).checkInvariants();
      assertEquals(contents.get(i), entries(versions.get(i)), "version " + i);
    }
  }

  private static SortedTree<Member> apply(
      SortedTree<Member> tree,
      TreeMap<Entry, Member> model,
      int kind,
      Entry entry,
      SplittableRandom random,
      int keys) {
    long key = entry.key;
    Member item = entry.item;
    if (kind <= 5) {
      SortedTree<Member> more = tree.insert(key, item);
      assertEquals(model.putIfAbsent(entry, item) != null, more == tree);
      return more;
    }
    int n = model.size();
    int at = random.nextInt(n + 1);
    if (kind == 6 && random.nextInt(50) == 0) {
      int to = Math.min(n, at + random.nextInt(n / 2 + 1));
      model.keySet().removeAll(entries(tree).subList(at, to));
      return tree.removeRange(at, to);
    }
    if (n == 0) {
      return tree;
    }
    Entry some = new Entry(tree.keyAt(at % n), tree.itemAt(at % n));
    if (kind <= 8) {
      model.remove(some);
      return tree.remove(some.key, new Member(some.item.name, -1));
    } else if (kind <= 12) {
      long newKey =
          random.nextInt(3) == 0 ? some.key + random.nextInt(3) - 1 : random.nextInt(keys);
      Member moved = new Member(some.item.name, item.version);
      model.remove(some);
      model.remove(new Entry(newKey, moved));
      model.put(new Entry(newKey, moved), moved);
      return tree.move(some.key, newKey, moved);
    } else if (kind == 13) {
      Member other = new Member(some.item.name, item.version);
      model.put(some, other);
      return random.nextBoolean()
          ? tree.replace(some.key, other)
          : tree.replaceAt(tree.rank(some.key, other), other);
    } else if (kind == 14) {
      Entry gone = random.nextBoolean() ? model.firstKey() : model.lastKey();
      boolean first = gone.equals(model.firstKey());
      model.remove(gone);
      return first ? tree.withoutFirst() : tree.withoutLast();
    }
    Member stored = model.get(entry);
    assertSame(stored, tree.find(key, item));
    SortedTree<Member> less = tree.remove(key, item);
    assertEquals(model.remove(entry) == null, less == tree);
    return less;
  }

  private static List<Entry> check(
      SortedTree<Member> tree, TreeMap<Entry, Member> model, SplittableRandom random) {
    tree.checkInvariants();
    List<Entry> all = entries(tree);
    List<Entry> expected = new ArrayList<>();
    model.forEach((entry, item) -> expected.add(new Entry(entry.key, item)));
    assertEquals(expected, all);
    for (int i = 0; i < 20 && !all.isEmpty(); i++) {
      int rank = random.nextInt(all.size());
      Entry entry = all.get(rank);
      assertEquals(rank, tree.rank(entry.key, entry.item));
      assertEquals(rank, tree.lowerRank(entry.key, entry.item));
      assertEquals(rank + 1, tree.upperRank(entry.key, entry.item));
      assertSame(entry.item, tree.find(entry.key, new Member(entry.item.name, -1)));
      long key = entry.key + random.nextInt(3) - 1;
      Member absent = new Member("m" + random.nextInt(1000) + "x", 0);
      int gap = model.headMap(new Entry(key, absent)).size();
      assertEquals(-gap - 1, tree.rank(key, absent));
      assertEquals(gap, tree.upperRank(key, absent));
      assertEquals(model.headMap(new Entry(key, new Member("", 0))).size(), tree.lowerRank(key));
      assertEquals(model.headMap(new Entry(key, new Member("z", 0))).size(), tree.upperRank(key));
      checkRange(tree, all, rank, Math.min(all.size(), rank + random.nextInt(150)));
    }
    if (!all.isEmpty()) {
      assertEquals(all.get(0), new Entry(tree.firstKey(), tree.firstItem()));
      assertEquals(all.get(all.size() - 1), new Entry(tree.lastKey(), tree.lastItem()));
    }
    return all;
  }

  private static void checkRange(SortedTree<Member> tree, List<Entry> all, int from, int to) {
    List<Entry> up = new ArrayList<>();
    tree.copyRange(from, to, (key, item) -> up.add(new Entry(key, item)));
    assertEquals(all.subList(from, to), up);
    List<Entry> down = new ArrayList<>();
    tree.copyRangeReversed(from, to, (key, item) -> down.add(0, new Entry(key, item)));
    assertEquals(all.subList(from, to), down);
    assertEquals(all.subList(from, to), entries(tree.slice(from, to)));
    tree.slice(from, to).checkInvariants();
    SortedCursor<Member> cursor = tree.cursor(from);
    for (int turn = 0; turn < 3; turn++) {
      while (cursor.nextRank() < to) {
        Member item = cursor.next();
        assertEquals(all.get(cursor.nextRank() - 1), new Entry(cursor.key(), item));
      }
      while (cursor.nextRank() > from) {
        Member item = cursor.previous();
        assertEquals(all.get(cursor.nextRank()), new Entry(cursor.key(), item));
      }
    }
    assertEquals(from < all.size(), cursor.hasNext());
    assertEquals(from > 0, cursor.hasPrevious());
  }

  private static List<Entry> entries(SortedTree<Member> tree) {
    List<Entry> entries = new ArrayList<>();
    SortedCursor<Member> cursor = tree.cursor(0);
    while (cursor.hasNext()) {
      Member item = cursor.next();
      entries.add(new Entry(cursor.key(), item));
    }
    return entries;
  }

  @Test
  void tenThousandItemsOfOneKey() {
    SortedTree<Integer> tree = SortedTree.empty(Comparator.<Integer>naturalOrder());
    int n = 10_000;
    for (int i = 0; i < n; i++) {
      tree = tree.insert(7, i * 7919 % n);
    }
    tree.checkInvariants();
    for (int i = 0; i < n; i++) {
      assertEquals(i, tree.rank(7, i));
      assertEquals(i, tree.itemAt(i));
    }
    assertEquals(0, tree.lowerRank(7));
    assertEquals(n, tree.upperRank(7));
    assertEquals(-1, tree.rank(6, 5));
    assertEquals(-n - 1, tree.rank(8, 5));
    for (int i = 0; i < n; i++) {
      tree = tree.remove(7, i * 6007 % n);
    }
    assertEquals(0, tree.size());
    tree.checkInvariants();
  }

  @Test
  void bulkAndRangesAtAllSizes() {
    for (int n = 0; n <= 300; n++) {
      SortedTree<Integer> tree = ofSquares(n);
      tree.checkInvariants();
      for (int from = 0; from <= n; from += 1 + n / 9) {
        for (int to = from; to <= n; to += 1 + n / 7) {
          SortedTree<Integer> less = tree.removeRange(from, to);
          less.checkInvariants();
          assertEquals(n - (to - from), less.size());
          for (int i = 0; i < less.size(); i++) {
            assertEquals(i < from ? i : i + to - from, less.itemAt(i));
          }
        }
      }
    }
  }

  @Test
  void largeOnesKeepTheirShape() {
    int n = 100_000;
    SortedTree<Integer> tree = ofSquares(n);
    SplittableRandom random = new SplittableRandom(3);
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = (long) i * i;
    }
    for (int i = 0; i < n; i++) {
      int item = random.nextInt(n);
      long key = -random.nextInt(n);
      tree = tree.move(keys[item], key, item);
      keys[item] = key;
    }
    tree.checkInvariants();
    assertEquals(n, tree.size());
    while (tree.size() > 100) {
      int from = random.nextInt(tree.size());
      tree = tree.removeRange(from, Math.min(tree.size(), from + random.nextInt(3000)));
      tree.checkInvariants();
    }
  }

  private static SortedTree<Integer> ofSquares(int n) {
    long[] keys = new long[n + 5];
    Object[] items = new Object[n + 3];
    for (int i = 0; i < n; i++) {
      keys[i] = (long) i * i;
      items[i] = i;
    }
    return SortedTree.fromSorted(keys, items, n, Comparator.<Integer>naturalOrder());
  }

  @Test
  void keysAtTheLimits() {
    SortedTree<String> tree = SortedTree.empty(Comparator.<String>naturalOrder());
    tree = tree.insert(Long.MAX_VALUE, "b").insert(Long.MIN_VALUE, "a").insert(0, "c");
    assertEquals(3, tree.upperRank(Long.MAX_VALUE));
    assertEquals(2, tree.lowerRank(Long.MAX_VALUE));
    assertEquals(0, tree.lowerRank(Long.MIN_VALUE));
    assertEquals(1, tree.upperRank(Long.MIN_VALUE));
    assertEquals(2, tree.rank(Long.MAX_VALUE, "b"));
    assertEquals(-4, tree.rank(Long.MAX_VALUE, "c"));
  }

  @Test
  void movesOfWhatIsNotThere() {
    SortedTree<String> tree = SortedTree.empty(Comparator.<String>naturalOrder());
    tree = tree.move(1, 2, "a");
    assertEquals(0, tree.rank(2, "a"));
    tree = tree.insert(3, "a").move(2, 3, "a");
    assertEquals(1, tree.size());
    assertEquals(3, tree.firstKey());
  }

  @Test
  void badArgumentsSayWhatIsWrong() {
    SortedTree<String> tree = SortedTree.empty(Comparator.<String>naturalOrder());
    assertEquals("rank 0, size 0", outOfBounds(() -> tree.itemAt(0)));
    assertEquals("rank -1, size 0", outOfBounds(() -> tree.keyAt(-1)));
    assertEquals("rank 1, size 0", outOfBounds(() -> tree.cursor(1)));
    assertNull(tree.find(1, "a"));
    assertSame(tree, tree.remove(1, "a"));
    assertSame(tree, tree.replace(1, "a"));
    assertThrows(NoSuchElementException.class, tree::firstKey);
    assertThrows(NoSuchElementException.class, tree::withoutLast);
    assertThrows(NoSuchElementException.class, () -> tree.cursor(0).next());
    assertThrows(IllegalStateException.class, () -> tree.cursor(0).key());
    long[] keys = {1, 1};
    Object[] same = {"a", "a"};
    assertThrows(
        IllegalArgumentException.class,
        () -> SortedTree.fromSorted(keys, same, 2, Comparator.<String>naturalOrder()));
  }

  private static String outOfBounds(Runnable call) {
    return assertThrows(IndexOutOfBoundsException.class, call::run).getMessage();
  }
}
