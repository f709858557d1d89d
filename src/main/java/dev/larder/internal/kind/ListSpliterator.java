package dev.larder.internal.kind;

import dev.larder.internal.tree.ListTree;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes over one version of a list: the one of the moment when it is first used. */
final class ListSpliterator<E> implements Spliterator<E> {
  private static final int CHARACTERISTICS = ORDERED | NONNULL | SIZED | SUBSIZED;

  private final TreeList<E> list;
  private @Nullable Spliterator<E> bound;

  ListSpliterator(TreeList<E> list) {
    this.list = list;
  }

  private Spliterator<E> bound() {
    if (bound == null) {
      ListTree<E> tree = list.tree();
      bound = Spliterators.spliterator(tree.iterator(0), tree.size(), CHARACTERISTICS);
    }
    return bound;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    return bound().tryAdvance(action);
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    bound().forEachRemaining(action);
  }

  @Override
  public @Nullable Spliterator<E> trySplit() {
    return bound().trySplit();
  }

  @Override
  public long estimateSize() {
    return bound().estimateSize();
  }

  @Override
  public int characteristics() {
    return CHARACTERISTICS;
  }
}
