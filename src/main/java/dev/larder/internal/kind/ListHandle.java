package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.LarderList;
import dev.larder.ListEnd;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.tree.ListTree;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.function.UnaryOperator;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.impl.factory.Lists;
import org.jspecify.annotations.Nullable;

/**
 * A list: one entry of the keyspace, whose content is a version of it.
 *
 * <p>Linearisation: a change, at the compare-and-set of that entry's bucket; a read, at the load of
 * it. Nothing else is shared.
 *
 * @param <E> the type of the elements
 */
public final class ListHandle<E> extends TreeList<E> implements LarderList<E>, Handle {
  private final Binding binding;
  private final ListEnds<E> ends;

  /** The list of a name. */
  public ListHandle(Shelf shelf, Name name, Element<E> type, Access access) {
    this.binding = new Binding(shelf, name, Types.of(CollectionType.LIST, type), access);
    this.ends = new ListEnds<>(binding);
    binding.checkType();
  }

  private ListHandle(Binding binding, ListEnds<E> ends) {
    this.binding = binding;
    this.ends = ends;
  }

  /** This list inside a transaction. */
  public LarderList<E> in(TxAccess transaction) {
    return inside(transaction);
  }

  private ListHandle<E> inside(TxAccess transaction) {
    return new ListHandle<>(binding.in(transaction), ends);
  }

  @Override
  public Binding binding() {
    return binding;
  }

  @Override
  ListTree<E> tree() {
    return ListEnds.treeIn(binding.content());
  }

  @Override
  Change<E> change(UnaryOperator<ListTree<E>> function) {
    ListEnds<E>.Applying applying = ends.new Applying(function);
    binding.change(applying, null);
    return applying.change();
  }

  // ---- whole versions, for endpoints
  // ---------------------------------------------------------------

  /**
   * How a change went.
   *
   * @param sizeBefore how many elements there were
   * @param sizeAfter how many there are
   * @param haveChanged whether anything was changed
   */
  public record Versions(int sizeBefore, int sizeAfter, boolean haveChanged) {}

  /** The version of this moment. */
  public ListTree<E> version() {
    return tree();
  }

  /**
   * Puts another version in place of the one that is there, atomically.
   *
   * @param function pure, and maybe run again; the same object changes nothing
   */
  public Versions update(UnaryOperator<ListTree<E>> function) {
    Change<E> made = change(function);
    return new Versions(made.before().size(), made.after().size(), made.isOne());
  }

  // ---- the ends
  // -----------------------------------------------------------------------------------

  void push(ListEnd end, E element) {
    Objects.requireNonNull(element, "element");
    binding.change(ends.push(end), element);
  }

  @Nullable E pop(ListEnd end) {
    Node before = binding.change(ends.pop(end), null);
    return before == null ? null : ListEnds.peek(ends.treeOf(before), end);
  }

  @Nullable E peek(ListEnd end) {
    return ListEnds.peek(tree(), end);
  }

  private E orThrow(@Nullable E element) {
    if (element == null) {
      throw new NoSuchElementException("list '" + name() + "' is empty");
    }
    return element;
  }

  @Override
  public boolean add(E element) {
    push(ListEnd.LAST, element);
    return true;
  }

  // From JDK 21 on these are List's, whose own are not atomic.

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public void addFirst(E element) {
    push(ListEnd.FIRST, element);
  }

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public void addLast(E element) {
    push(ListEnd.LAST, element);
  }

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public E getFirst() {
    return orThrow(peek(ListEnd.FIRST));
  }

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public E getLast() {
    return orThrow(peek(ListEnd.LAST));
  }

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public E removeFirst() {
    return orThrow(pop(ListEnd.FIRST));
  }

  @SuppressWarnings("MissingOverride") // an override from JDK 21 on
  public E removeLast() {
    return orThrow(pop(ListEnd.LAST));
  }

  // ---- what List has not
  // --------------------------------------------------------------------------

  @Override
  public BlockingDeque<E> deque() {
    binding.access.world(); // throws when the store is closed
    return new ListDeque<>(this);
  }

  @Override
  public ImmutableList<E> range(int from, int to) {
    return immutable(tree().copyRange(from, to));
  }

  @Override
  public ImmutableList<E> snapshot() {
    return immutable(tree().toArray());
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private static <E> ImmutableList<E> immutable(Object[] items) {
    return Lists.immutable.with((E[]) items);
  }

  @Override
  public void trim(int from, int to) {
    change(tree -> tree.slice(from, to));
  }

  @Override
  public boolean insertBefore(E pivot, E element) {
    return insertBeside(pivot, 0, element);
  }

  @Override
  public boolean insertAfter(E pivot, E element) {
    return insertBeside(pivot, 1, element);
  }

  private boolean insertBeside(E pivot, int distance, E element) {
    Objects.requireNonNull(pivot, "pivot");
    Objects.requireNonNull(element, "element");
    return change(
            tree -> {
              int index = tree.indexOf(pivot);
              return index < 0 ? tree : tree.insert(index + distance, element);
            })
        .isOne();
  }

  @Override
  public Optional<E> move(ListEnd from, LarderList<E> destination, ListEnd to) {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    ListHandle<E> target = ours(destination);
    if (target.binding.name.equals(binding.name)) {
      return Optional.ofNullable(ListEnds.peek(rotate(from, to).before(), from));
    }
    return binding.shelf.<Optional<E>>atomically(
        binding.access,
        tx -> {
          ListHandle<E> goal = target.inside(tx);
          goal.binding.checkType();
          E element = inside(tx).pop(from);
          if (element != null) {
            goal.push(to, element);
          }
          return Optional.ofNullable(element);
        });
  }

  private Change<E> rotate(ListEnd from, ListEnd to) {
    return change(
        tree -> {
          if (from == to || tree.isEmpty()) {
            return tree;
          }
          return from == ListEnd.FIRST
              ? tree.withoutFirst().pushLast(tree.first())
              : tree.withoutLast().pushFirst(tree.last());
        });
  }

  @Override
  public Optional<Taken<E>> take(
      ListEnd end, Duration timeout, List<? extends LarderList<E>> others)
      throws InterruptedException {
    Objects.requireNonNull(end, "end");
    binding.checkType();
    Map<Name, ListHandle<E>> lists = new LinkedHashMap<>();
    lists.put(binding.name, this);
    for (LarderList<E> other : others) {
      ListHandle<E> list = ours(other);
      list.binding.checkType(); // who waits already would wait on
      lists.put(list.binding.name, list);
    }
    PopOne<Taken<E>> pop =
        (tx, name) -> {
          E element = Objects.requireNonNull(lists.get(name)).inside(tx).pop(end);
          return element == null ? null : new Taken<>(name.toString(), element);
        };
    List<Name> names = List.copyOf(lists.keySet());
    return Optional.ofNullable(
        binding.shelf.takers().take(binding.access, names, Takers.nanos(timeout), pop));
  }

  /** Takes an element and waits for one; in a transaction it does not wait. */
  @Nullable E await(ListEnd end, long timeoutNanos) throws InterruptedException {
    Takers takers = binding.shelf.takers();
    if (!takers.areWaitingOn(binding.name) && !Thread.currentThread().isInterrupted()) {
      E element = pop(end); // the way of nearly all: without a transaction
      if (element != null) {
        return element;
      }
    }
    binding.checkType();
    return takers.take(
        binding.access, List.of(binding.name), timeoutNanos, (tx, name) -> inside(tx).pop(end));
  }

  private ListHandle<E> ours(LarderList<E> other) {
    if (other instanceof ListHandle<E> handle && handle.belongsTo(binding.shelf)) {
      return handle;
    }
    throw new IllegalArgumentException(
        "list '" + other.name() + "' must belong to the same store as '" + name() + "'");
  }
}
