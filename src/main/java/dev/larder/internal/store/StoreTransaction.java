package dev.larder.internal.store;

import dev.larder.Channel;
import dev.larder.LarderCollection;
import dev.larder.LarderCounter;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderValue;
import dev.larder.Transaction;
import dev.larder.internal.cell.Name;
import dev.larder.internal.channel.ChannelBus;
import dev.larder.internal.kind.CounterHandle;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.SortedSetHandle;
import dev.larder.internal.kind.ValueHandle;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt of a transaction, as its function sees it. */
final class StoreTransaction implements Transaction {
  private final Shelf shelf;
  private final TxAccess access;
  private final Names names;
  private final ChannelBus bus;
  private final List<Outbox.Message<?>> published = new ArrayList<>(0);

  private StoreTransaction(Shelf shelf, TxAccess access, ChannelBus bus) {
    this.shelf = shelf;
    this.bus = bus;
    this.access = access;
    this.names = new Names(shelf, access);
  }

  static <R extends @Nullable Object> R run(
      Store store, TxAccess access, Function<? super Transaction, ? extends R> function) {
    StoreTransaction tx = new StoreTransaction(store.shelf(), access, store.channels());
    R result = function.apply(tx);
    if (!tx.published.isEmpty()) {
      store.outbox().enlist(access, tx.published);
    }
    return result;
  }

  private IllegalArgumentException notOurs(LarderCollection handle) {
    return new IllegalArgumentException(
        "'" + handle.name() + "' must be a handle of the store whose transaction this is");
  }

  @Override
  public <T> LarderValue<T> on(LarderValue<T> value) {
    access.world(); // throws when the function has ended
    if (value instanceof ValueHandle<T> handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(value);
  }

  @Override
  public LarderCounter on(LarderCounter counter) {
    access.world(); // throws when the function has ended
    if (counter instanceof CounterHandle handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(counter);
  }

  @Override
  public <K, V> LarderMap<K, V> on(LarderMap<K, V> map) {
    access.world(); // throws when the function has ended
    if (map instanceof MapHandle<K, V> handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(map);
  }

  @Override
  public <E> LarderSet<E> on(LarderSet<E> set) {
    access.world(); // throws when the function has ended
    if (set instanceof SetHandle<E> handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(set);
  }

  @Override
  public <E> LarderList<E> on(LarderList<E> list) {
    access.world(); // throws when the function has ended
    if (list instanceof ListHandle<E> handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(list);
  }

  @Override
  public <E> LarderSortedSet<E> on(LarderSortedSet<E> set) {
    access.world(); // throws when the function has ended
    if (set instanceof SortedSetHandle<E> handle && handle.belongsTo(shelf)) {
      return handle.in(access);
    }
    throw notOurs(set);
  }

  @Override
  public <T> void publish(Channel<T> channel, T message) {
    access.world(); // throws when the function has ended
    if (!bus.owns(channel)) {
      throw new IllegalArgumentException(
          "'" + channel.name() + "' must be a channel of the store whose transaction this is");
    }
    published.add(new Outbox.Message<>(channel, Objects.requireNonNull(message, "message")));
  }

  @Override
  public boolean exists(String name) {
    return names.exists(Store.name(name));
  }

  @Override
  public int delete(String... deleted) {
    return names.delete(Arrays.stream(deleted).map(Store::name).toArray(Name[]::new));
  }

  @Override
  public boolean rename(String from, String to) {
    return names.rename(Store.name(from), Store.name(to));
  }

  @Override
  public Set<String> names() {
    return names.all();
  }
}
