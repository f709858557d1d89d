package dev.larder.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs between two versions is found, and makes the one of the other. */
class DifferenceTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 200, 5000})
  void splicesMakeOneListOfTheOther(int size) {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    ListTree<Object> list = ListTree.of(objects(size));
    for (int i = 0; i < 2000; i++) {
      ListTree<Object> next = changed(list, random);
      Splice splice = Splice.between(list, next);
      ListTree<Object> made = list.removeRange(splice.from(), splice.from() + splice.removed());
      Object[] added = new Object[splice.added()];
      for (int j = 0; j < added.length; j++) {
        added[j] = next.get(splice.from() + j);
      }
      made = made.insertAll(splice.from(), added);
      assertEquals(List.of(next.toArray()), List.of(made.toArray()), "seed " + seed);
      assertTrue(splice.removed() + splice.added() <= 5, () -> splice + ", seed " + seed);
      list = next;
    }
  }

  private static List<Object> objects(int size) {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      objects.add(new Object());
    }
    return objects;
  }

  private static ListTree<Object> changed(ListTree<Object> list, SplittableRandom random) {
    int size = list.size();
    switch (random.nextInt(size == 0 ? 3 : 8)) {
      case 0:
        return list.pushFirst(new Object());
      case 1:
        return list.pushLast(new Object());
      case 2:
        return list.insert(random.nextInt(size + 1), new Object());
      case 3:
        return list.withoutFirst();
      case 4:
        return list.withoutLast();
      case 5:
        return list.with(random.nextInt(size), new Object());
      case 6:
        return list.remove(random.nextInt(size));
      default:
        return list.insertAll(random.nextInt(size + 1), objects(5).toArray());
    }
  }

  @Test
  void sortedTreesDifferInWhatWasAddedAndRemoved() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    SortedTree<Integer> tree = SortedTree.empty(Comparator.naturalOrder());
    for (int i = 0; i < 20_000; i++) {
      int item = random.nextInt(10_000);
      Integer boxed = 100_000 + item; // each its own object
      boolean present = tree.find(item, boxed) != null;
      SortedTree<Integer> next = present ? tree.remove(item, boxed) : tree.insert(item, boxed);
      SortedDifference<Integer> difference = SortedDifference.between(tree, next);
      List<Integer> one = List.of(boxed);
      assertEquals(present ? one : List.of(), difference.removed(), "seed " + seed);
      assertEquals(present ? List.of() : one, difference.added(), "seed " + seed);
      tree = next;
    }
    SortedDifference<Integer> all =
        SortedDifference.between(SortedTree.empty(Comparator.naturalOrder()), tree);
    assertEquals(tree.size(), all.added().size());
  }
}
