package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderList;
import io.vavr.collection.Vector;
import java.util.concurrent.atomic.AtomicReference;
import org.pcollections.TreePVector;

/** The lists that are compared, behind one interface; a fork loads one implementation alone. */
final class Sequences {
  private Sequences() {}

  /** What a list is asked for. */
  interface Sequence {
    void addFirst(Integer element);

    void addLast(Integer element);

    Integer removeFirst();

    Integer removeLast();

    Integer get(int index);
  }

  static Sequence of(String impl, int elements) {
    Sequence result =
        switch (impl) {
          case "larder" -> new OfLarder();
          case "vavr" -> new OfVavr();
          case "bifurcan" -> new OfBifurcan();
          case "pcollections" -> new OfPCollections();
          case "ring" -> new Ring(elements);
          default -> throw new IllegalArgumentException(impl);
        };
    for (int i = 0; i < elements; i++) {
      result.addLast(i & 127);
    }
    return result;
  }

  private static final class OfLarder implements Sequence {
    private final LarderList<Integer> list = Larder.inMemory().list("list", Integer.class);
    private final java.util.Deque<Integer> deque = list.deque();

    @Override
    public void addFirst(Integer element) {
      deque.addFirst(element);
    }

    @Override
    public void addLast(Integer element) {
      deque.addLast(element);
    }

    @Override
    public Integer removeFirst() {
      return deque.pollFirst();
    }

    @Override
    public Integer removeLast() {
      return deque.pollLast();
    }

    @Override
    public Integer get(int index) {
      return list.get(index);
    }
  }

  /** A persistent list made shareable the usual way: by swapping a reference to it. */
  private abstract static class Swapped<L> extends AtomicReference<L> implements Sequence {
    Swapped(L empty) {
      super(empty);
    }

    final void swap(L seen, L changed) {
      if (!compareAndSet(seen, changed)) {
        throw new IllegalStateException("meant for one thread");
      }
    }
  }

  private static final class OfVavr extends Swapped<Vector<Integer>> {
    OfVavr() {
      super(Vector.empty());
    }

    @Override
    public void addFirst(Integer element) {
      Vector<Integer> seen = get();
      swap(seen, seen.prepend(element));
    }

    @Override
    public void addLast(Integer element) {
      Vector<Integer> seen = get();
      swap(seen, seen.append(element));
    }

    @Override
    public Integer removeFirst() {
      Vector<Integer> seen = get();
      swap(seen, seen.tail());
      return seen.head();
    }

    @Override
    public Integer removeLast() {
      Vector<Integer> seen = get();
      swap(seen, seen.init());
      return seen.last();
    }

    @Override
    public Integer get(int index) {
      return get().get(index);
    }
  }

  private static final class OfBifurcan extends Swapped<io.lacuna.bifurcan.IList<Integer>> {
    OfBifurcan() {
      super(new io.lacuna.bifurcan.List<>());
    }

    @Override
    public void addFirst(Integer element) {
      io.lacuna.bifurcan.IList<Integer> seen = get();
      swap(seen, seen.addFirst(element));
    }

    @Override
    public void addLast(Integer element) {
      io.lacuna.bifurcan.IList<Integer> seen = get();
      swap(seen, seen.addLast(element));
    }

    @Override
    public Integer removeFirst() {
      io.lacuna.bifurcan.IList<Integer> seen = get();
      swap(seen, seen.removeFirst());
      return seen.first();
    }

    @Override
    public Integer removeLast() {
      io.lacuna.bifurcan.IList<Integer> seen = get();
      swap(seen, seen.removeLast());
      return seen.last();
    }

    @Override
    public Integer get(int index) {
      return get().nth(index);
    }
  }

  private static final class OfPCollections extends Swapped<TreePVector<Integer>> {
    OfPCollections() {
      super(TreePVector.empty());
    }

    @Override
    public void addFirst(Integer element) {
      TreePVector<Integer> seen = get();
      swap(seen, seen.plus(0, element));
    }

    @Override
    public void addLast(Integer element) {
      TreePVector<Integer> seen = get();
      swap(seen, seen.plus(element));
    }

    @Override
    public Integer removeFirst() {
      TreePVector<Integer> seen = get();
      swap(seen, seen.minus(0));
      return seen.get(0);
    }

    @Override
    public Integer removeLast() {
      TreePVector<Integer> seen = get();
      int last = seen.size() - 1;
      swap(seen, seen.minus(last));
      return seen.get(last);
    }

    @Override
    public Integer get(int index) {
      return get().get(index);
    }
  }

  /** What an {@link java.util.ArrayDeque} is, with an index. Not shareable. */
  private static final class Ring implements Sequence {
    private final Integer[] slots;
    private int first;
    private int size;

    Ring(int elements) {
      slots = new Integer[Integer.highestOneBit(elements) << 1];
    }

    private int slot(int index) {
      return (first + index) & (slots.length - 1);
    }

    @Override
    public void addFirst(Integer element) {
      first = slot(-1);
      slots[first] = element;
      size++;
    }

    @Override
    public void addLast(Integer element) {
      slots[slot(size++)] = element;
    }

    @Override
    public Integer removeFirst() {
      Integer result = slots[first];
      slots[first] = null;
      first = slot(1);
      size--;
      return result;
    }

    @Override
    public Integer removeLast() {
      int last = slot(--size);
      Integer result = slots[last];
      slots[last] = null;
      return result;
    }

    @Override
    public Integer get(int index) {
      return slots[slot(java.util.Objects.checkIndex(index, size))];
    }
  }
}
