package dev.larder.internal.kind;

import dev.larder.ListEnd;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.tree.ListTree;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the entry of a list in the keyspace becomes another. The operations on the ends are made once
 * for a handle; what they answer follows from the entry before.
 */
final class ListEnds<E> {
  private final Binding binding;
  private final Operation pushFirst;
  private final Operation pushLast;
  private final Operation popFirst;
  private final Operation popLast;

  /** For the lists of a binding's types. */
  ListEnds(Binding binding) {
    this.binding = binding;
    this.pushFirst =
        (current, item) -> contentOf(current, treeOf(current).pushFirst(element(item)));
    this.pushLast = (current, item) -> contentOf(current, treeOf(current).pushLast(element(item)));
    this.popFirst =
        (current, none) ->
            current == null ? Operation.KEEP : rest(current, treeOf(current).withoutFirst());
    this.popLast =
        (current, none) ->
            current == null ? Operation.KEEP : rest(current, treeOf(current).withoutLast());
  }

  Operation push(ListEnd end) {
    return end == ListEnd.FIRST ? pushFirst : pushLast;
  }

  Operation pop(ListEnd end) {
    return end == ListEnd.FIRST ? popFirst : popLast;
  }

  /** The item at an end, or null when there is none. */
  static <E> @Nullable E peek(ListTree<E> tree, ListEnd end) {
    if (tree.isEmpty()) {
      return null;
    }
    return end == ListEnd.FIRST ? tree.first() : tree.last();
  }

  /** The version that an entry holds, whose types are checked. */
  ListTree<E> treeOf(@Nullable Node current) {
    return treeIn(binding.contentOf(current));
  }

  @SuppressWarnings("unchecked") // the content's types were checked
  static <E> ListTree<E> treeIn(@Nullable TypedContent content) {
    return content == null ? ListTree.empty() : (ListTree<E>) ((ListContent) content).tree();
  }

  @SuppressWarnings("unchecked") // handed in by a handle of this type
  private E element(@Nullable Object item) {
    return (E) Objects.requireNonNull(item, "element");
  }

  private Object contentOf(@Nullable Node current, ListTree<E> tree) {
    return current == null
        ? new ListContent(binding.types, tree, binding.shelf.engine().nextId(), 0, false)
        : ((ListContent) current.value()).next(tree);
  }

  private Object rest(@Nullable Node current, ListTree<E> tree) {
    return tree.isEmpty() ? Operation.REMOVE : contentOf(current, tree);
  }

  /** Any other change; keeps the version that it found and the one that it made. */
  final class Applying implements Operation {
    private final UserFunction<ListTree<E>, ListTree<E>> function;
    private ListTree<E> before = ListTree.empty();
    private ListTree<E> after = ListTree.empty();

    Applying(UnaryOperator<ListTree<E>> function) {
      this.function = new UserFunction<>(binding, binding.name, function);
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      before = treeOf(current);
      ListTree<E> made = Objects.requireNonNull(function.of(before));
      after = made.isEmpty() ? ListTree.empty() : made;
      return after == before ? KEEP : rest(current, after);
    }

    TreeList.Change<E> change() {
      return new TreeList.Change<>(before, after);
    }
  }
}
