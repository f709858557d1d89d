package dev.larder.internal.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link ListTree} beside an {@link ArrayList}. */
class ListTreeTest {
  @Test
  void smallProgramsMatchAnArrayList() {
    Programs.run(1, 300, 400, operations -> runProgram(operations, 0, 3));
  }

  @Test
  void longProgramsMatchAnArrayList() {
    Programs.run(1000, 4, 3000, operations -> runProgram(operations, 20_000, 150));
  }

  @Test
  void programsThatMostlyGrowAtTheEndsMatch() {
    Programs.run(
        2000, 20, 5000, operations -> runProgram(longs(operations, ~0xF0000L, 0x10000L), 0, 3));
  }

  private static long[] longs(long[] a, long and, long or) {
    long[] r = a.clone();
    for (int i = 0; i < r.length; i += 2) {
      r[i] = (r[i] & and) | or;
    }
    return r;
  }

  /** Every version seen is kept with a copy of what it held, and looked at again in the end. */
  private static void runProgram(long[] operations, int initial, int batch) {
    List<Integer> model = new ArrayList<>(numbers(0, initial));
    ListTree<Integer> tree = ListTree.of(model);
    List<ListTree<Integer>> versions = new ArrayList<>();
    List<Object[]> contents = new ArrayList<>();
    for (int step = 0; step < operations.length; step++) {
      SplittableRandom random = new SplittableRandom(operations[step]);
      int kind = (int) (operations[step] >>> 16) & 15;
      tree = apply(tree, model, kind, random, batch * (1 + random.nextInt(60)));
      assertEquals(model.size(), tree.size());
      if (step % (initial > 0 ? 120 : 37) == 0 || step == operations.length - 1) {
        tree.checkInvariants();
        assertArrayEquals(model.toArray(), tree.toArray());
        versions.add(tree);
        contents.add(model.toArray());
      }
    }
    for (int i = 0; i < versions.size(); i++) {
      versions.get(i).checkInvariants();
      assertArrayEquals(contents.get(i), versions.get(i).toArray(), "version " + i);
    }
  }

  private static ListTree<Integer> apply(
      ListTree<Integer> tree, List<Integer> model, int kind, SplittableRandom random, int many) {
    int n = model.size();
    int at = random.nextInt(n + 1);
    int to = Math.min(n, at + many);
    Integer item = random.nextInt(1000);
    if (kind == 0) {
      model.add(0, item);
      return tree.pushFirst(item);
    } else if (kind == 1) {
      model.add(item);
      return tree.pushLast(item);
    } else if (kind <= 3) {
      model.add(at, item);
      return tree.insert(at, item);
    } else if (kind == 4) {
      List<Integer> items = numbers(item, many);
      model.addAll(at, items);
      return tree.insertAll(at, items.toArray());
    } else if (kind == 5) {
      model.subList(at, to).clear();
      return tree.removeRange(at, to);
    } else if (kind == 6 && random.nextInt(8) == 0) {
      List<Integer> kept = List.copyOf(model.subList(at / 4, n - (n - at) / 4));
      ListTree<Integer> slice = tree.slice(at / 4, n - (n - at) / 4);
      model.clear();
      model.addAll(kept);
      return slice;
    } else if (kind == 7 && n < 50_000) {
      List<Integer> copy = List.copyOf(model.subList(at, to));
      model.addAll(0, copy);
      return tree.slice(at, to).concat(tree);
    } else if (kind == 8 && random.nextInt(16) == 0) {
      model.removeIf(i -> i % 7 == 3);
      return tree.removeIf(i -> i % 7 == 3);
    } else if (kind == 9 && random.nextInt(16) == 0) {
      model.replaceAll(i -> i + 1);
      return tree.replaceAll(i -> i + 1);
    }
    return n == 0 ? tree : applyToSome(tree, model, kind, Math.min(at, n - 1), item);
  }

  private static ListTree<Integer> applyToSome(
      ListTree<Integer> tree, List<Integer> model, int kind, int at, Integer item) {
    int last = model.size() - 1;
    assertEquals(model.get(at), tree.get(at));
    assertEquals(model.get(0), tree.first());
    assertEquals(model.get(last), tree.last());
    int to = Math.min(last, at + 200);
    assertArrayEquals(model.subList(at, to).toArray(), tree.copyRange(at, to));
    if (kind <= 11) {
      model.remove(at);
      return tree.remove(at);
    } else if (kind == 12) {
      model.set(at, item);
      return tree.with(at, item);
    } else if (kind == 13) {
      model.remove(0);
      return tree.withoutFirst();
    } else if (kind == 14) {
      model.remove(last);
      return tree.withoutLast();
    }
    assertEquals(model.indexOf(item), tree.indexOf(item));
    assertEquals(model.lastIndexOf(item), tree.lastIndexOf(item));
    checkCursor(tree, model, at, item);
    return tree;
  }

  private static void checkCursor(ListTree<Integer> tree, List<Integer> model, int from, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ListCursor<Integer> cursor = tree.iterator(from);
    int at = from;
    for (int turn = 0; turn < 6; turn++) {
      for (int steps = random.nextInt(200); steps > 0 && cursor.hasNext(); steps--) {
        assertEquals(model.get(at++), cursor.next());
        assertEquals(at, cursor.nextIndex());
      }
      for (int steps = random.nextInt(200); steps > 0 && cursor.hasPrevious(); steps--) {
        assertEquals(model.get(--at), cursor.previous());
      }
    }
    assertEquals(at < model.size(), cursor.hasNext());
    assertEquals(at > 0, cursor.hasPrevious());
  }

  @Test
  void concatAndSliceAtAllSizes() {
    for (int n = 0; n <= 300; n++) {
      ListTree<Integer> whole = ListTree.of(numbers(0, n));
      int m = n * 7 % 301;
      ListTree<Integer> both = whole.concat(ListTree.of(numbers(n, m)));
      checkNumbers(both, 0, n + m);
      int from = n / 3;
      checkNumbers(both.slice(from, n + m), from, m + n - from);
      checkNumbers(both.slice(0, from), 0, from);
      checkNumbers(both.slice(0, n).concat(both.slice(n, n + m)), 0, n + m);
      ListTree<Integer> without = both.removeRange(from, n);
      checkNumbers(without.insertAll(from, numbers(from, n - from).toArray()), 0, n + m);
    }
  }

  @Test
  void pushesAndPopsAtAllSizes() {
    ListTree<Integer> up = ListTree.empty();
    ListTree<Integer> down = ListTree.empty();
    for (int n = 0; n < 700; n++) {
      up = up.pushLast(n);
      down = down.pushFirst(699 - n);
      checkNumbers(up, 0, n + 1);
      checkNumbers(down, 699 - n, n + 1);
    }
    for (int n = 0; n < 700; n++) {
      assertEquals(n, up.first());
      assertEquals(699 - n, down.last());
      up = up.withoutFirst();
      down = down.withoutLast();
      checkNumbers(up, n + 1, 699 - n);
      checkNumbers(down, 0, 699 - n);
    }
  }

  @Test
  void largeOnesJoinCutAndShrink() {
    int n = 100_000;
    ListTree<Integer> tree = ListTree.of(numbers(0, n));
    checkNumbers(tree, 0, n);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(n + 1);
      ListTree<Integer> turned = tree.slice(at, n).concat(tree.slice(0, at));
      turned.checkInvariants();
      tree = turned.slice(n - at, n).concat(turned.slice(0, n - at));
    }
    checkNumbers(tree, 0, n);
    while (!tree.isEmpty()) {
      int from = random.nextInt(tree.size());
      int to = Math.min(tree.size(), from + 1 + random.nextInt(1500));
      Object[] left = tree.toArray();
      tree = tree.removeRange(from, to);
      tree.checkInvariants();
      System.arraycopy(left, to, left, from, left.length - to);
      assertArrayEquals(Arrays.copyOf(left, left.length - (to - from)), tree.toArray());
    }
  }

  @Test
  void nothingChangedGivesTheSameInstance() {
    ListTree<Integer> tree = ListTree.of(numbers(0, 500));
    assertSame(tree, tree.slice(0, 500));
    assertSame(tree, tree.removeRange(7, 7));
    assertSame(tree, tree.removeIf(i -> i < 0));
    assertSame(tree, tree.insertAll(3, new Object[0]));
    assertSame(tree, tree.concat(ListTree.empty()));
    assertSame(tree, ListTree.<Integer>empty().concat(tree));
  }

  @Test
  void badArgumentsSayWhatIsWrong() {
    ListTree<Integer> tree = ListTree.of(numbers(0, 5));
    assertEquals("index 5, size 5", outOfBounds(() -> tree.get(5)));
    assertEquals("index -1, size 5", outOfBounds(() -> tree.get(-1)));
    assertEquals("index 5, size 5", outOfBounds(() -> tree.with(5, 1)));
    assertEquals("index 6, size 5", outOfBounds(() -> tree.insert(6, 1)));
    assertEquals("index 5, size 5", outOfBounds(() -> tree.remove(5)));
    assertEquals("index 6, size 5", outOfBounds(() -> tree.iterator(6)));
    assertTrue(outOfBounds(() -> tree.slice(3, 6)).contains("6"));
    assertTrue(outOfBounds(() -> tree.removeRange(4, 3)).contains("4"));
    assertThrows(NoSuchElementException.class, () -> ListTree.empty().first());
    assertThrows(NoSuchElementException.class, () -> ListTree.empty().withoutFirst());
    assertThrows(NoSuchElementException.class, () -> ListTree.empty().withoutLast());
    assertThrows(NoSuchElementException.class, () -> tree.iterator(5).next());
    assertThrows(NoSuchElementException.class, () -> tree.iterator(0).previous());
    Object[] withNull = {1, null};
    assertThrows(NullPointerException.class, () -> tree.insertAll(0, withNull));
    assertThrows(NullPointerException.class, () -> ListTree.of(withNull));
  }

  @Test
  void arraysGivenAndGotAreCopies() {
    Integer[] given = {1, 2, 3};
    ListTree<Integer> tree = ListTree.of(given);
    given[0] = 9;
    tree.toArray()[1] = 9;
    Object[] more = {4};
    ListTree<Integer> longer = tree.insertAll(3, more);
    more[0] = 9;
    assertArrayEquals(new Object[] {1, 2, 3, 4}, longer.toArray());
  }

  private static String outOfBounds(Runnable call) {
    return assertThrows(IndexOutOfBoundsException.class, call::run).getMessage();
  }

  private static void checkNumbers(ListTree<Integer> tree, int first, int count) {
    tree.checkInvariants();
    assertArrayEquals(numbers(first, count).toArray(), tree.toArray());
  }

  private static List<Integer> numbers(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }
}
