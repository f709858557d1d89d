package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.LarderSet;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.collections.api.set.ImmutableSet;
import org.eclipse.collections.api.set.MutableSet;
import org.eclipse.collections.impl.factory.Sets;
import org.jspecify.annotations.Nullable;

/**
 * A set over the table behind its name; each element is the key of an entry.
 *
 * @param <E> the type of the elements
 */
@SuppressWarnings("unchecked") // the content's types were checked when the table was found
public final class SetHandle<E> extends AbstractSet<E> implements LarderSet<E>, Handle {
  static final Object PRESENT = "present";

  private static final Operation ADD =
      (current, argument) -> current == null ? PRESENT : Operation.KEEP;

  final Entries entries;

  /** The set of a name. */
  public SetHandle(Shelf shelf, Name name, Element<E> type, Access access) {
    this(new Entries(shelf, name, Types.of(CollectionType.SET, type), access));
    entries.checkType();
  }

  private SetHandle(Entries entries) {
    this.entries = entries;
  }

  @Override
  public Binding binding() {
    return entries;
  }

  /** This set inside a transaction. */
  public SetHandle<E> in(TxAccess transaction) {
    return new SetHandle<>(entries.in(transaction));
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean contains(Object element) {
    return entries.find(element) != null;
  }

  @Override
  public boolean add(E element) {
    return entries.change(Objects.requireNonNull(element, "element"), ADD, null) == null;
  }

  @Override
  public boolean remove(Object element) {
    Objects.requireNonNull(element, "element");
    if (entries.change(element, MapOperations.REMOVE, null) == null) {
      return false;
    }
    entries.removed();
    return true;
  }

  @Override
  public boolean addAll(Collection<? extends E> elements) {
    List<E> added = List.copyOf(elements); // refuses null before anything is done
    return entries.shelf.atomically(
        entries.access,
        tx -> {
          SetHandle<E> inside = in(tx);
          boolean changed = false;
          for (E element : added) {
            changed |= inside.add(element);
          }
          return changed;
        });
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    boolean changed = false;
    for (Object element : elements) {
      changed |= element != null && remove(element);
    }
    return changed;
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public Iterator<E> iterator() {
    Iterator<Node> all = entries.iterator();
    return new Iterator<>() {
      private @Nullable E last;

      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public E next() {
        E element = (E) all.next().key();
        last = element;
        return element;
      }

      @Override
      public void remove() {
        if (last == null) {
          throw new IllegalStateException("remove needs a call of next before it, one for each");
        }
        SetHandle.this.remove(last);
        last = null;
      }
    };
  }

  @Override
  public ImmutableSet<E> snapshot() {
    MutableSet<E> copy = Sets.mutable.empty();
    entries.snapshot(entry -> copy.add((E) entry.key()));
    return copy.toImmutable();
  }

  /**
   * Walks the elements a few at a time; what is there all the while is given at least once.
   *
   * @param cursor 0 at first, then what the step before returned
   * @param count about how many
   * @return where to go on, 0 at the end
   */
  public long scan(long cursor, int count, Consumer<? super E> sink) {
    return entries.scan(cursor, count, entry -> sink.accept((E) entry.key()));
  }

  // ---- how clients of the wire are told that it is stored
  // ----------------------------------------

  /** Whether it counts as large, see {@link #setLarge}. */
  public boolean isLarge() {
    return entries.isLarge();
  }

  /**
   * Sets whether it counts as large from now on, however small it becomes; not when it isn't there.
   */
  public void setLarge(boolean large) {
    entries.setLarge(large);
  }

  /** Makes it count as large if it has more entries than this. */
  public void setLargeIfAbove(int limit) {
    entries.setLargeIfAbove(limit);
  }

  // ---- chance
  // -------------------------------------------------------------------------------------

  @Override
  public Optional<E> random() {
    for (; ; ) {
      Node drawn = entries.draw();
      if (drawn == null) {
        return Optional.empty();
      }
      if (entries.find(drawn.key()) != null) {
        return Optional.of((E) drawn.key());
      }
    }
  }

  @Override
  public Optional<E> pop() {
    for (; ; ) {
      Optional<E> drawn = random();
      if (drawn.isEmpty() || remove(drawn.get())) {
        return drawn;
      }
    }
  }

  // ---- several sets
  // -------------------------------------------------------------------------------

  @Override
  public boolean move(E element, LarderSet<E> destination) {
    Objects.requireNonNull(element, "element");
    SetHandle<E> to = ours(destination);
    return entries.shelf.atomically(
        entries.access,
        tx -> {
          SetHandle<E> from = in(tx);
          if (!from.contains(element)) {
            return false;
          }
          if (!entries.name.equals(to.entries.name)) {
            from.remove(element);
            to.in(tx).add(element);
          }
          return true;
        });
  }

  private SetHandle<E> ours(LarderSet<E> other) {
    if (other instanceof SetHandle<E> handle && handle.entries.shelf == entries.shelf) {
      return handle;
    }
    throw new IllegalArgumentException(
        "set '" + other.name() + "' must belong to the same store as '" + name() + "'");
  }

  /** How elements of other sets change a result. */
  private enum Algebra {
    UNION {
      @Override
      <E> void apply(MutableSet<E> result, SetHandle<E> other) {
        other.iterator().forEachRemaining(result::add);
      }
    },
    INTERSECTION {
      @Override
      <E> void apply(MutableSet<E> result, SetHandle<E> other) {
        result.removeIf((E element) -> !other.contains(element));
      }
    },
    DIFFERENCE {
      @Override
      <E> void apply(MutableSet<E> result, SetHandle<E> other) {
        result.removeIf((E element) -> other.contains(element));
      }
    };

    abstract <E> void apply(MutableSet<E> result, SetHandle<E> other);
  }

  private MutableSet<E> combine(TxAccess tx, Algebra algebra, List<? extends LarderSet<E>> others) {
    MutableSet<E> result = Sets.mutable.empty();
    in(tx).iterator().forEachRemaining(result::add);
    for (LarderSet<E> other : others) {
      algebra.apply(result, ours(other).in(tx));
    }
    return result;
  }

  private ImmutableSet<E> combined(Algebra algebra, List<? extends LarderSet<E>> others) {
    return entries
        .shelf
        .<MutableSet<E>>atomically(entries.access, tx -> combine(tx, algebra, others))
        .toImmutable();
  }

  private int store(
      Algebra algebra, List<? extends LarderSet<E>> others, LarderSet<E> destination) {
    SetHandle<E> target = ours(destination);
    return entries.shelf.atomically(
        entries.access,
        tx -> {
          MutableSet<E> result = combine(tx, algebra, others);
          SetHandle<E> inside = target.in(tx);
          inside.clear();
          inside.addAll(result);
          return result.size();
        });
  }

  @Override
  public ImmutableSet<E> union(List<? extends LarderSet<E>> others) {
    return combined(Algebra.UNION, others);
  }

  @Override
  public ImmutableSet<E> intersection(List<? extends LarderSet<E>> others) {
    return combined(Algebra.INTERSECTION, others);
  }

  @Override
  public ImmutableSet<E> difference(List<? extends LarderSet<E>> others) {
    return combined(Algebra.DIFFERENCE, others);
  }

  @Override
  public int storeUnion(List<? extends LarderSet<E>> others, LarderSet<E> destination) {
    return store(Algebra.UNION, others, destination);
  }

  @Override
  public int storeIntersection(List<? extends LarderSet<E>> others, LarderSet<E> destination) {
    return store(Algebra.INTERSECTION, others, destination);
  }

  @Override
  public int storeDifference(List<? extends LarderSet<E>> others, LarderSet<E> destination) {
    return store(Algebra.DIFFERENCE, others, destination);
  }
}
