package dev.larder;

import dev.larder.redis.RedisEndpoint;
import dev.larder.redis.RedisOptions;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An open store: one keyspace of named collections, and channels.
 *
 * <p>A handle is taken by name and element types, and is cheap; taking it creates nothing. Where
 * the name is in use under another type, or with other element types, taking it or calling it
 * throws {@link WrongTypeException}. Names of channels are apart from the keyspace.
 *
 * <p>Stores are independent of each other. Everything may be used by any number of threads.
 */
public interface Larder extends AutoCloseable {
  /** {@return an open, empty store in memory, with the defaults of {@link LarderBuilder}} */
  static Larder inMemory() {
    return builder().open();
  }

  /**
   * Opens the store of a directory, with the defaults of {@link LarderBuilder}; a directory that is
   * empty or not there becomes one.
   *
   * @param directory where the store lies
   * @return the open store, with all that was in it
   * @throws LarderStorageException if the directory can't be opened; its subclasses say why, and
   *     nothing in it was touched
   */
  static Larder open(Path directory) {
    return builder().directory(directory).open();
  }

  /**
   * Opens a store in memory with what {@link #export(Path)} has written; {@link
   * LarderBuilder#importFrom(Path)} imports into a directory.
   *
   * @param file the export
   * @return the open store
   * @throws LarderStorageException if the file can't be read, and which line is none of an export
   */
  static Larder importFrom(Path file) {
    return builder().importFrom(file);
  }

  /** {@return a builder to configure a store} */
  static LarderBuilder builder() {
    return new LarderBuilder();
  }

  /**
   * {@return a value}
   *
   * @param <T> the type of the value
   * @param name its name
   * @param type the class of the value
   */
  <T> LarderValue<T> value(String name, Class<T> type);

  /**
   * {@return a value with a codec}
   *
   * @param <T> the type of the value
   * @param name its name
   * @param codec for where bytes are needed
   */
  <T> LarderValue<T> value(String name, Codec<T> codec);

  /**
   * {@return a counter}
   *
   * @param name its name
   */
  LarderCounter counter(String name);

  /**
   * {@return a map}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name its name
   * @param keyType the class of the keys
   * @param valueType the class of the values
   */
  <K, V> LarderMap<K, V> map(String name, Class<K> keyType, Class<V> valueType);

  /**
   * {@return a map with codecs}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name its name
   * @param keys for the keys, where bytes are needed
   * @param values for the values, where bytes are needed
   */
  <K, V> LarderMap<K, V> map(String name, Codec<K> keys, Codec<V> values);

  /**
   * Gives a map limits: makes it a cache.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name the map's name
   * @param keyType the class of the keys, one with a codec of its own
   * @param valueType the class of the values
   * @return a builder, which opens it
   */
  <K, V> CacheBuilder<K, V> cache(String name, Class<K> keyType, Class<V> valueType);

  /**
   * Gives a map limits, as {@link #cache(String, Class, Class)}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name the map's name
   * @param keys the codec of the keys
   * @param values the codec of the values
   * @return a builder, which opens it
   */
  <K, V> CacheBuilder<K, V> cache(String name, Codec<K> keys, Codec<V> values);

  /**
   * {@return a set}
   *
   * @param <E> the type of the elements
   * @param name its name
   * @param type the class of the elements
   */
  <E> LarderSet<E> set(String name, Class<E> type);

  /**
   * {@return a set with a codec}
   *
   * @param <E> the type of the elements
   * @param name its name
   * @param codec for where bytes are needed
   */
  <E> LarderSet<E> set(String name, Codec<E> codec);

  /**
   * {@return a list}
   *
   * @param <E> the type of the elements
   * @param name its name
   * @param type the class of the elements
   */
  <E> LarderList<E> list(String name, Class<E> type);

  /**
   * {@return a list with a codec}
   *
   * @param <E> the type of the elements
   * @param name its name
   * @param codec for where bytes are needed
   */
  <E> LarderList<E> list(String name, Codec<E> codec);

  /**
   * {@return a sorted set whose members have a natural order}
   *
   * @param <E> the type of the members
   * @param name its name
   * @param type the class of the members
   */
  <E extends Comparable<? super E>> LarderSortedSet<E> sortedSet(String name, Class<E> type);

  /**
   * {@return a sorted set}
   *
   * @param <E> the type of the members
   * @param name its name
   * @param codec for where bytes are needed
   * @param order of members with equal scores, consistent with equals; where the set exists, it
   *     keeps the order that it was made with
   */
  <E> LarderSortedSet<E> sortedSet(String name, Codec<E> codec, Comparator<? super E> order);

  /**
   * {@return a channel}
   *
   * @param <T> the type of the messages
   * @param name its name
   * @param type the class of the messages
   */
  <T> Channel<T> channel(String name, Class<T> type);

  /**
   * {@return a channel with a codec}
   *
   * <p>The codec that is named first stays the channel's, as long as the channel is kept.
   *
   * @param <T> the type of the messages
   * @param name its name
   * @param codec for where bytes are needed
   */
  <T> Channel<T> channel(String name, Codec<T> codec);

  /**
   * Subscribes to all channels, present and future, whose names match a pattern and whose messages
   * are of the given type or a subtype.
   *
   * @param <T> the type of the messages
   * @param pattern a glob as Redis has it: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, and a
   *     backslash before what is meant literally
   * @param type the class of the messages
   * @param handler gets the channel's name and the message, on the publisher's thread
   * @return the subscription, to be closed
   */
  <T> Subscription subscribe(
      String pattern, Class<T> type, BiConsumer<? super String, ? super T> handler);

  /**
   * Begins a subscription to all channels, present and future, whose names match a pattern. It gets
   * all messages of the type, those of subtypes among them (of a sealed interface, all its
   * records), also out of channels whose type is a supertype.
   *
   * @param <T> the type of the messages
   * @param pattern as {@link #subscribe} has it
   * @param type the class of the messages
   * @return its builder
   */
  <T> SubscriptionBuilder<T> subscriber(String pattern, Class<T> type);

  /**
   * Subscribes an object's methods that are marked with {@link Subscribe}, those of its
   * superclasses among them.
   *
   * @param lookup may see the methods: {@code MethodHandles.lookup()} of the object's class, or of
   *     one that its package is open to
   * @param listener the object
   * @return one subscription for all of them
   * @throws IllegalArgumentException if it has no such method, or one that can't be called
   */
  Subscription subscribeMethods(MethodHandles.Lookup lookup, Object listener);

  /**
   * {@return the channel of what was published on others when nobody was subscribed there} It is a
   * channel of this store's own, beside those with names; nothing is made as long as nobody is
   * subscribed here.
   */
  Channel<DeadMessage> deadMessages();

  /**
   * {@return a channel for questions and answers}
   *
   * @param <Q> the type of the questions
   * @param <R> the type of the answers
   * @param name its name, among those of channels
   * @param questions the class of the questions
   * @param answers the class of the answers
   * @throws WrongTypeException if the channel is there with other classes
   */
  <Q, R> RequestChannel<Q, R> requests(String name, Class<Q> questions, Class<R> answers);

  /** {@return the subscriptions that are in force, as of some moment for each} O(channels). */
  List<Subscription> subscriptions();

  /**
   * Ends all subscriptions as {@link Subscription#close(Duration)} does, all within one time: what
   * is to be done before {@link #close()}, which delivers nothing that is queued.
   *
   * @param patience how long to wait
   * @return how many messages were not delivered
   */
  long drain(Duration patience);

  /**
   * Runs a function as a transaction: serialisable, all or nothing. When what it read was changed
   * by others before it committed, it is run again, by default as often as it takes.
   *
   * <p>The function must have no effects besides those through the transaction, and must not wait.
   * An exception that it throws ends the transaction without a change. Calls on handles that were
   * not taken through {@link Transaction#on} are not part of it. A function that reads very many
   * cells may, in an attempt that is bound to be run again, see states that don't fit together.
   *
   * @param <R> the type of the result
   * @param function gets the transaction
   * @return what the function returned in the attempt that committed
   * @throws TransactionConflictException if a bound of retries was set and reached
   */
  <R extends @Nullable Object> R transact(Function<? super Transaction, ? extends R> function);

  /**
   * Runs a function without a result as a transaction, as {@link #transact}.
   *
   * @param function gets the transaction
   * @throws TransactionConflictException if a bound of retries was set and reached
   */
  default void inTransaction(Consumer<? super Transaction> function) {
    this.<@Nullable Object>transact(
        tx -> {
          function.accept(tx);
          return null;
        });
  }

  /**
   * {@return the names in use; weakly consistent, O(n)} Names are bytes; those that are no UTF-8,
   * which no string stands for, are left out.
   */
  Set<String> names();

  /**
   * {@return whether a name is in use}
   *
   * @param name the name
   */
  boolean exists(String name);

  /**
   * {@return what a name stands for, or empty when it is not in use}
   *
   * @param name the name
   */
  Optional<CollectionType> type(String name);

  /**
   * Removes collections, all at one moment. O(1) for each.
   *
   * @param names their names
   * @return how many of them were in use
   */
  int delete(String... names);

  /**
   * Gives a collection another name, atomically; what had that name is removed. The expiry goes
   * along. O(1); for maps and sets O(n), with a small constant.
   *
   * @param from the present name
   * @param to the new name
   * @return false when the name is not in use, and nothing was done
   */
  boolean rename(String from, String to);

  /**
   * Lets a collection run out after the given time, in place of any expiry it had.
   *
   * @param name the collection
   * @param timeToLive at least one millisecond
   * @return false when the name is not in use, and nothing was done
   * @throws IllegalArgumentException if the time is shorter than a millisecond
   */
  boolean expire(String name, Duration timeToLive);

  /**
   * Takes a collection's expiry away.
   *
   * @param name the collection
   * @return whether it had one
   */
  boolean persist(String name);

  /**
   * How long a collection still lives.
   *
   * @param name the collection
   * @return the time, or empty when the name is not in use or has no expiry
   */
  Optional<Duration> timeToLive(String name);

  /** Removes everything in the keyspace at one moment. O(1). */
  void clear();

  /**
   * Returns when all changes that returned before are on the disk.
   *
   * @throws UnsupportedOperationException if the store has no directory
   * @throws LarderStorageException if they do not get there
   */
  void sync();

  /**
   * Writes all that is in the keyspace to a file that later openings begin with, while others go
   * on, and removes the part of the journal that it replaces. Returns when it is valid; if it can't
   * be written, the last one stays in force.
   *
   * @throws UnsupportedOperationException if the store has no directory
   * @throws LarderStorageException if it can't be written
   */
  void snapshot();

  /**
   * As {@link #snapshot()}, and says how far it has come.
   *
   * @param progress is called now and then on the thread that writes, which waits for it; what it
   *     throws ends the snapshot
   */
  void snapshot(Consumer<? super SnapshotProgress> progress);

  /**
   * Writes all that is in the keyspace to a file that people can read: JSON, an object a line (see
   * docs/formats/export.md). Others may go on; values, lists and sorted sets are those of one
   * moment, entries of maps and sets each as it is when it is come to. The file appears when it is
   * complete.
   *
   * @param file where to; replaced if it is there
   * @throws LarderStorageException if it can't be written
   * @throws IllegalArgumentException if there are elements without a codec
   */
  void export(Path file);

  /**
   * As {@link #export(Path)}, and says how far it has come.
   *
   * @param file where to
   * @param progress is called now and then, with the number of lines as bytes
   */
  void export(Path file, Consumer<? super SnapshotProgress> progress);

  /** {@return what opening the directory has read; empty for a store without one} */
  Optional<RecoveryReport> recovery();

  /** {@return how the store and its disk get on} */
  LarderHealth health();

  /** {@return what the store has counted} */
  LarderStatistics statistics();

  /**
   * Serves this store to Redis clients on a port of the loopback address, until what is answered is
   * closed. Needs Netty; {@link RedisEndpoint#start} takes more options.
   *
   * @param port the port, 0 for a free one
   * @return what is to be closed in the end, before the store
   * @throws IllegalStateException if Netty is not there, or the port is in use
   */
  default RedisEndpoint redis(int port) {
    return RedisEndpoint.start(this, RedisOptions.ofDefaults().withPort(port));
  }

  /**
   * Closes the store, and has all that is in it on the disk if it has a directory. Afterwards every
   * call on it and on what it handed out throws {@link LarderClosedException}, but for this one,
   * which may be called any number of times.
   *
   * @throws LarderStorageException if what was left to write does not get to the disk; the store is
   *     closed all the same
   */
  @Override
  void close();
}
