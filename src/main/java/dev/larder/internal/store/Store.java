package dev.larder.internal.store;

import dev.larder.CacheBuilder;
import dev.larder.Channel;
import dev.larder.Codec;
import dev.larder.CollectionType;
import dev.larder.DeadMessage;
import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderHealth;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderStatistics;
import dev.larder.LarderStorageException;
import dev.larder.LarderValue;
import dev.larder.Mark;
import dev.larder.RecoveryReport;
import dev.larder.RequestChannel;
import dev.larder.SnapshotProgress;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.Transaction;
import dev.larder.internal.cache.Caches;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.channel.ChannelBus;
import dev.larder.internal.expiry.Sweeper;
import dev.larder.internal.journal.Durable;
import dev.larder.internal.journal.Exporter;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.journal.Snapshots;
import dev.larder.internal.journal.StoredState;
import dev.larder.internal.kind.CounterHandle;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.SortedSetHandle;
import dev.larder.internal.kind.ValueHandle;
import dev.larder.internal.log.Disk;
import dev.larder.internal.time.Ticker;
import dev.larder.internal.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An open store. */
public final class Store implements Larder {
  /** How many databases an endpoint can serve; the first is the store's own keyspace. */
  public static final int DATABASES = Databases.COUNT;

  private final Shelf shelf;
  private final Databases databases;
  private final Names names;
  private final Caches caches;
  private final ChannelBus bus;
  private final Outbox outbox = new Outbox();
  private final Options options;
  private final @Nullable Durable durable;
  private @Nullable Snapshots snapshots;

  private Store(Engine engine, Options options, @Nullable Durable durable) {
    this.databases = new Databases(engine, options.chance);
    this.shelf = databases.get(0);
    this.bus = new ChannelBus(engine.time(), Ticker.system());
    this.names = new Names(shelf, shelf.direct());
    this.caches = new Caches(shelf);
    this.options = options;
    this.durable = durable;
    engine.time().onMove(Sweeper::hurry);
  }

  /**
   * What a store does as it is told.
   *
   * @param transactionRetries how often a transaction may be run again
   * @param chance what is asked where chance decides
   */
  public record Options(long transactionRetries, Supplier<RandomGenerator> chance) {
    /** Those of a fork, whose chance is its own: it is fixed by what this one has given so far. */
    Options forFork() {
      RandomGenerator here = chance.get();
      if (here instanceof ThreadLocalRandom) {
        return this;
      }
      Random forked = new Random(here.nextLong());
      return new Options(transactionRetries, () -> forked);
    }
  }

  /** What is read into a store when it is opened. */
  @FunctionalInterface
  public interface Source {
    /** Fills a state that is empty. */
    void fill(StoredState state);
  }

  /**
   * Opens a store in memory.
   *
   * @param clock what expiry reads
   * @param source what to begin with, or null for nothing
   */
  public static Store inMemory(InstantSource clock, Options options, @Nullable Source source) {
    TimeSource time = new TimeSource(clock);
    if (source == null) {
      return new Store(new Engine(time), options, null);
    }
    StoredState state = new StoredState();
    source.fill(state);
    Engine engine = new Engine(time, null, state.world(), state.nextId());
    Store store = new Store(engine, options, null);
    store.databases.restore(state);
    return store;
  }

  /** Opens the store of a directory with what is in it. */
  public static Store open(
      Disk disk, JournalOptions options, InstantSource clock, long transactionRetries) {
    Options plain = new Options(transactionRetries, ThreadLocalRandom::current);
    return open(disk, options, clock, Ticker.system(), plain, null);
  }

  /**
   * Opens the store of a directory.
   *
   * @param disk the directory
   * @param journal how its journal is kept
   * @param clock what expiry reads
   * @param ticker what tells the journal how long something took
   * @param source what to begin with if the directory is empty, or null for what is in it
   * @throws LarderStorageException if it can't be opened; then nothing was touched
   * @throws IllegalStateException if there is a source and the directory is not empty
   */
  public static Store open(
      Disk disk,
      JournalOptions journal,
      InstantSource clock,
      Ticker ticker,
      Options options,
      @Nullable Source source) {
    TimeSource time = new TimeSource(clock);
    Durable durable = Durable.open(disk, journal, ticker, time::millis);
    boolean opened = false;
    try {
      StoredState state = durable.takeState();
      if (source != null) {
        fill(state, source, durable);
      }
      Engine engine = new Engine(time, durable.journal(), state.world(), state.nextId());
      Store store = new Store(engine, options, durable);
      store.databases.restore(state);
      Snapshots snapshots = durable.snapshots(store.databases::engines, journal, ticker);
      store.snapshots = snapshots;
      store.caches.keep(durable.heat(), snapshots);
      durable.journal().recordAtEnd(store.caches::describeDeadlines);
      if (source != null) {
        store.snapshot(); // until then the directory is that of an empty store
      }
      opened = true;
      return store;
    } finally {
      if (!opened) {
        durable.close(); // for want of memory, say: lets go of the directory
      }
    }
  }

  private static void fill(StoredState state, Source source, Durable durable) {
    long names = state.countNames();
    if (names > 0) {
      throw new IllegalStateException(
          "an import needs an empty store, but this one holds " + names + " names");
    }
    source.fill(state);
    durable.restoreTypes(state);
  }

  @Override
  public <T> LarderValue<T> value(String name, Class<T> type) {
    return value(name, Element.of(type));
  }

  @Override
  public <T> LarderValue<T> value(String name, Codec<T> codec) {
    return value(name, Element.of(codec));
  }

  private <T> LarderValue<T> value(String name, Element<T> element) {
    return new ValueHandle<>(shelf, name(name), element, shelf.direct());
  }

  @Override
  public LarderCounter counter(String name) {
    return new CounterHandle(shelf, name(name), shelf.direct());
  }

  @Override
  public <K, V> LarderMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
    return map(name, Element.of(keyType), Element.of(valueType));
  }

  @Override
  public <K, V> LarderMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
    return map(name, Element.of(keys), Element.of(values));
  }

  private <K, V> LarderMap<K, V> map(String name, Element<K> keys, Element<V> values) {
    return new MapHandle<>(shelf, name(name), keys, values, shelf.direct());
  }

  @Override
  public <K, V> CacheBuilder<K, V> cache(String name, Class<K> keyType, Class<V> valueType) {
    return caches.builder(name(name), Element.of(keyType), Element.of(valueType));
  }

  @Override
  public <K, V> CacheBuilder<K, V> cache(String name, Codec<K> keys, Codec<V> values) {
    return caches.builder(name(name), Element.of(keys), Element.of(values));
  }

  @Override
  public <E> LarderSet<E> set(String name, Class<E> type) {
    return set(name, Element.of(type));
  }

  @Override
  public <E> LarderSet<E> set(String name, Codec<E> codec) {
    return set(name, Element.of(codec));
  }

  private <E> LarderSet<E> set(String name, Element<E> element) {
    return new SetHandle<>(shelf, name(name), element, shelf.direct());
  }

  @Override
  public <E> LarderList<E> list(String name, Class<E> type) {
    return list(name, Element.of(type));
  }

  @Override
  public <E> LarderList<E> list(String name, Codec<E> codec) {
    return list(name, Element.of(codec));
  }

  private <E> LarderList<E> list(String name, Element<E> element) {
    return new ListHandle<>(shelf, name(name), element, shelf.direct());
  }

  @Override
  public <E extends Comparable<? super E>> LarderSortedSet<E> sortedSet(
      String name, Class<E> type) {
    return sortedSet(name, Element.of(type), Comparator.naturalOrder());
  }

  @Override
  public <E> LarderSortedSet<E> sortedSet(
      String name, Codec<E> codec, Comparator<? super E> order) {
    return sortedSet(name, Element.of(codec), Objects.requireNonNull(order, "order"));
  }

  private <E> LarderSortedSet<E> sortedSet(
      String name, Element<E> element, Comparator<? super E> order) {
    return new SortedSetHandle<>(shelf, name(name), element, order, shelf.direct());
  }

  /** All channels. */
  public ChannelBus channels() {
    return bus;
  }

  @Override
  public <T> Channel<T> channel(String name, Class<T> type) {
    return bus.channel(name, type);
  }

  @Override
  public <T> Channel<T> channel(String name, Codec<T> codec) {
    return bus.codedChannel(name, codec);
  }

  @Override
  public <T> Subscription subscribe(
      String pattern, Class<T> type, BiConsumer<? super String, ? super T> handler) {
    return bus.subscribe(pattern, type, handler);
  }

  @Override
  public <T> SubscriptionBuilder<T> subscriber(String pattern, Class<T> type) {
    shelf.engine().world(); // throws when the store is closed
    return bus.subscriber(pattern, type);
  }

  @Override
  public Subscription subscribeMethods(MethodHandles.Lookup lookup, Object listener) {
    return bus.subscribeMethods(lookup, listener);
  }

  @Override
  public Channel<DeadMessage> deadMessages() {
    return bus.deadMessages();
  }

  @Override
  public <Q, R> RequestChannel<Q, R> requests(String name, Class<Q> questions, Class<R> answers) {
    return bus.requests(name, questions, answers);
  }

  @Override
  public List<Subscription> subscriptions() {
    shelf.engine().world(); // throws when the store is closed
    return bus.subscriptions();
  }

  @Override
  public long drain(Duration patience) {
    shelf.engine().world(); // throws when the store is closed
    return bus.drain(Objects.requireNonNull(patience, "patience"));
  }

  Outbox outbox() {
    return outbox;
  }

  @Override
  public <R extends @Nullable Object> R transact(
      Function<? super Transaction, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return shelf
        .transactor()
        .<R>run(access -> StoreTransaction.run(this, access, function), options.transactionRetries);
  }

  @Override
  public Set<String> names() {
    return names.all();
  }

  @Override
  public boolean exists(String name) {
    return names.exists(name(name));
  }

  @Override
  public Optional<CollectionType> type(String name) {
    return names.type(name(name));
  }

  @Override
  public int delete(String... deleted) {
    return names.delete(Arrays.stream(deleted).map(Store::name).toArray(Name[]::new));
  }

  @Override
  public boolean rename(String from, String to) {
    return names.rename(name(from), name(to));
  }

  @Override
  public boolean expire(String name, Duration timeToLive) {
    return names.expire(name(name), timeToLive);
  }

  @Override
  public boolean persist(String name) {
    return names.persist(name(name));
  }

  @Override
  public Optional<Duration> timeToLive(String name) {
    return names.timeToLive(name(name));
  }

  @Override
  public void clear() {
    shelf.engine().clear();
  }

  @Override
  public LarderStatistics statistics() {
    shelf.engine().world(); // throws when the store is closed
    return new LarderStatistics(
        shelf.transactor().commits(), shelf.transactor().conflicts(), bus.failures());
  }

  @Override
  public Larder fork() {
    shelf.engine().world(); // throws when the store is closed
    Databases.Moment moment = databases.goOn();
    Engine engine =
        shelf.engine().copyOf(Objects.requireNonNull(moment.world(0)), Shelf.succession());
    Store fork = new Store(engine, options.forFork(), null);
    fork.databases.enter(moment);
    return fork;
  }

  @Override
  public Mark mark() {
    shelf.engine().world(); // throws when the store is closed
    if (durable != null) {
      throw new UnsupportedOperationException(
          "a store on a disk can't be taken back: its journal only goes forward; fork() it");
    }
    return new StoreMark(this, databases.goOn());
  }

  @Override
  public void rewind(Mark mark) {
    Objects.requireNonNull(mark, "mark");
    shelf.engine().world(); // throws when the store is closed
    if (!(mark instanceof StoreMark ours)) {
      throw new IllegalArgumentException("only a mark that Larder made can be gone back to");
    }
    databases.goBackTo(ours.momentOf(this));
  }

  private Durable durable() {
    shelf.engine().world(); // throws when the store is closed
    if (durable == null) {
      throw new UnsupportedOperationException(
          "the store is in memory only: open it with a directory to have it on the disk");
    }
    return durable;
  }

  @Override
  public void sync() {
    durable().journal().sync();
  }

  @Override
  public void snapshot() {
    snapshot(progress -> {});
  }

  @Override
  public void snapshot(Consumer<? super SnapshotProgress> progress) {
    Objects.requireNonNull(progress, "progress");
    durable(); // throws when there is none
    Objects.requireNonNull(snapshots).take(progress);
  }

  @Override
  public void export(Path file) {
    export(file, progress -> {});
  }

  @Override
  public void export(Path file, Consumer<? super SnapshotProgress> progress) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(progress, "progress");
    shelf.engine().world(); // throws when the store is closed
    Exporter.export(databases.engines(), file, progress);
  }

  @Override
  public Optional<RecoveryReport> recovery() {
    shelf.engine().world(); // throws when the store is closed
    return durable == null ? Optional.empty() : Optional.of(durable.report());
  }

  @Override
  public LarderHealth health() {
    shelf.engine().world(); // throws when the store is closed
    return durable == null ? LarderHealth.inMemory() : durable.journal().health();
  }

  @Override
  public void close() {
    if (shelf.engine().close()) {
      try {
        caches.close();
      } finally {
        closeAll();
      }
    }
  }

  private void closeAll() {
    databases.close();
    bus.close();
    if (durable != null) {
      Objects.requireNonNull(snapshots).close();
      durable.close(caches.isEmpty() ? null : caches::writeHeat);
    }
  }

  /** Whether the store is on a disk. */
  public boolean isDurable() {
    return durable != null;
  }

  /** Says whether what has run out is removed although nobody asks for it; at first it is. */
  public void sweeps(boolean isOn) {
    databases.sweeps(isOn);
  }

  /** What the handles of this store share, for endpoints. */
  public Shelf shelf() {
    return shelf;
  }

  /** The keyspace of a database: {@link #shelf} for 0, and others for endpoints. */
  public Shelf database(int number) {
    return databases.get(number);
  }

  /** The engines of the databases that are there by now; none is made for that. */
  public List<Engine> engines() {
    return databases.engines();
  }

  static Name name(String name) {
    return Name.of(name);
  }
}
