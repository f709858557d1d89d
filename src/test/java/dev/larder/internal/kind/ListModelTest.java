package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.internal.tree.Programs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The same random program gives the same on a list and on the JDK's. */
class ListModelTest {
  /** A call with two arguments, and what it answers. */
  private interface Call<C> extends BiFunction<C, int[], Object> {}

  private static final List<Call<List<Integer>>> LIST_CALLS =
      List.of(
          (list, a) -> list.add(a[0]),
          (list, a) -> list.addAll(many(a)),
          (list, a) -> answer(() -> list.add(a[1], a[0])),
          (list, a) -> list.addAll(within(list, a), many(a)),
          (list, a) -> list.get(a[1]),
          (list, a) -> list.set(a[1], a[0]),
          (list, a) -> list.remove(a[1]),
          (list, a) -> list.remove((Integer) a[0]),
          (list, a) -> list.indexOf(a[0]) + list.lastIndexOf(a[0]) * 1000,
          (list, a) -> list.contains(a[0]),
          (list, a) -> list.removeIf(item -> item % 7 == a[0] % 7),
          (list, a) -> list.removeAll(many(a)),
          (list, a) -> a[0] % 8 == 0 ? list.retainAll(many(a)) : 0,
          (list, a) -> answer(() -> list.replaceAll(item -> (item + a[0]) % 50)),
          (list, a) -> answer(() -> list.sort(Comparator.reverseOrder())),
          (list, a) -> answer(() -> list.sort(null)),
          (list, a) -> Arrays.toString(list.toArray(new Integer[0])) + list.hashCode(),
          (list, a) -> a[0] % 16 == 0 ? answer(list::clear) : 0,
          (list, a) -> part(list, a).toString(),
          (list, a) -> part(list, a).add(a[0]),
          (list, a) -> a[0] % 4 == 0 ? answer(part(list, a)::clear) : 0,
          ListModelTest::partOfPart,
          ListModelTest::walk);

  private static final List<Call<BlockingDeque<Integer>>> DEQUE_CALLS =
      List.of(
          (deque, a) -> deque.offerFirst(a[0]),
          (deque, a) -> deque.offerLast(a[0]),
          (deque, a) -> answer(() -> deque.push(a[0])),
          (deque, a) -> deque.add(a[0]),
          (deque, a) -> deque.pollFirst(),
          (deque, a) -> deque.pollLast(),
          (deque, a) -> deque.removeFirst(),
          (deque, a) -> deque.removeLast(),
          (deque, a) -> deque.pop(),
          (deque, a) -> deque.element() + deque.getLast() + deque.peekFirst() + deque.peekLast(),
          (deque, a) -> deque.removeFirstOccurrence(a[0]),
          (deque, a) -> deque.removeLastOccurrence(a[0]),
          (deque, a) -> {
            List<Integer> drained = new ArrayList<>();
            return deque.drainTo(drained, a[1] % 5) + ": " + drained;
          },
          (deque, a) -> {
            List<Integer> back = new ArrayList<>();
            for (Iterator<Integer> all = deque.descendingIterator(); all.hasNext(); ) {
              int item = all.next();
              back.add(item);
              if (item == a[0]) {
                all.remove();
              }
            }
            return back;
          });

  private static Object answer(Runnable call) {
    call.run();
    return "done";
  }

  private static int within(List<Integer> list, int[] a) {
    return a[1] % (list.size() + 1);
  }

  private static List<Integer> many(int[] a) {
    List<Integer> many = new ArrayList<>();
    for (int i = 0; i < a[0]; i++) {
      many.add((a[1] + i * 3) % 50);
    }
    return many;
  }

  private static List<Integer> part(List<Integer> list, int[] a) {
    int from = within(list, a);
    return list.subList(from, from + a[0] % (list.size() - from + 1));
  }

  private static Object partOfPart(List<Integer> list, int[] a) {
    List<Integer> outer = part(list, a);
    List<Integer> inner = part(outer, a);
    inner.addAll(List.of(1, 2, 3));
    inner.remove(0);
    outer.add(a[0]);
    return outer.toString();
  }

  /** Back and forth, with changes on the way. */
  private static Object walk(List<Integer> list, int[] a) {
    StringBuilder seen = new StringBuilder();
    ListIterator<Integer> steps = list.listIterator(within(list, a));
    for (int i = 0; i < 12; i++) {
      int kind = (a[0] * 31 + a[1] * 17 + i * i * 7) % 6;
      try {
        switch (kind) {
          case 0, 1 -> seen.append(steps.next());
          case 2 -> seen.append(steps.previous());
          case 3 -> steps.add(i);
          case 4 -> steps.set(i);
          default -> steps.remove();
        }
      } catch (NoSuchElementException | IllegalStateException e) {
        seen.append(e.getClass().getSimpleName());
      }
      seen.append('@').append(steps.nextIndex()).append(steps.hasNext());
    }
    return seen.toString();
  }

  private static <C> Object outcome(Call<C> call, C on, int[] arguments) {
    try {
      return String.valueOf(call.apply(on, arguments));
    } catch (IndexOutOfBoundsException e) {
      return "IndexOutOfBoundsException";
    } catch (NoSuchElementException e) {
      return "NoSuchElementException";
    }
  }

  private static <C extends Iterable<Integer>> void compare(
      List<Call<C>> calls, C ours, C model, long[] program) {
    for (long operation : program) {
      int kind = (int) ((operation >>> 40) % calls.size());
      int[] arguments = {(int) (operation >>> 20 & 0xff) % 50, (int) (operation & 0xff)};
      assertEquals(
          outcome(calls.get(kind), model, arguments), outcome(calls.get(kind), ours, arguments));
      assertEquals(model.toString(), ours.toString());
    }
  }

  @Test
  void listsAreAsTheJdks() {
    Programs.run(
        1,
        25,
        200,
        program -> compare(LIST_CALLS, new ListShelf().list("list"), new ArrayList<>(), program));
  }

  @Test
  void dequesAreAsTheJdks() {
    Programs.run(
        1000,
        25,
        200,
        program ->
            compare(
                DEQUE_CALLS,
                new ListShelf().list("list").deque(),
                new LinkedBlockingDeque<>(),
                program));
  }
}
