package dev.larder.internal.kind;

import dev.larder.internal.tree.ListTree;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A part of a list from an index on, as a view. It stays at its indexes: what others insert or
 * remove before it moves other elements into it. When the list has become too short for it, its
 * calls throw {@link ConcurrentModificationException}. Each change is one change of the list; O(log
 * n). For one thread at a time.
 */
final class ListPart<E> extends TreeList<E> {
  private final TreeList<E> list;
  private final int from;

  /** One version of the list, and of the part; identity of both means that nothing changed. */
  private record Seen<E>(ListTree<E> whole, ListTree<E> part) {}

  private Seen<E> seen;

  ListPart(TreeList<E> list, int from, int to) {
    ListTree<E> whole = list.tree();
    Objects.checkFromToIndex(from, to, whole.size());
    this.list = list;
    this.from = from;
    this.seen = new Seen<>(whole, whole.slice(from, to));
  }

  private Seen<E> look(ListTree<E> whole) {
    if (whole == seen.whole) {
      return seen;
    }
    int to = from + seen.part.size();
    if (to > whole.size()) {
      throw new ConcurrentModificationException(
          "the list has shrunk to "
              + whole.size()
              + " elements, so that its part from "
              + from
              + " to "
              + to
              + " is no more");
    }
    return new Seen<>(whole, whole.slice(from, to));
  }

  @Override
  ListTree<E> tree() {
    seen = look(list.tree());
    return seen.part;
  }

  @Override
  Change<E> change(UnaryOperator<ListTree<E>> function) {
    Applying applying = new Applying(function);
    Change<E> change = list.change(applying);
    seen = new Seen<>(change.after(), applying.after);
    return new Change<>(applying.before, applying.after);
  }

  /** Changes the part, and puts it between what stands around it. */
  private final class Applying implements UnaryOperator<ListTree<E>> {
    private final UnaryOperator<ListTree<E>> function;
    private ListTree<E> before = ListTree.empty();
    private ListTree<E> after = ListTree.empty();

    Applying(UnaryOperator<ListTree<E>> function) {
      this.function = function;
    }

    @Override
    public ListTree<E> apply(ListTree<E> whole) {
      before = look(whole).part;
      after = function.apply(before);
      if (after == before) {
        return whole;
      }
      int to = from + before.size();
      return whole.slice(0, from).concat(after).concat(whole.slice(to, whole.size()));
    }
  }
}
