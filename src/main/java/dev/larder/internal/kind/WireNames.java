package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Sampling;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableIterator;
import dev.larder.internal.table.World;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What clients of other systems ask of names, besides what {@link Names} can do. */
public final class WireNames {
  private static final int DRAWS = 64;

  /** So many names are looked at for what holds of all. */
  private static final int LOOKED_AT = 1_000;

  private final Shelf shelf;
  private final Access access;
  private final Names names;

  /** The names as an access sees them. */
  public WireNames(Shelf shelf, Access access) {
    this.shelf = shelf;
    this.access = access;
    this.names = new Names(shelf, access);
  }

  /** The entry of a name that is in use, or null. */
  private @Nullable Node entry(Name name) {
    if (access instanceof TxAccess tx) {
      return Names.find(tx, name); // a look that the commit relies on
    }
    for (; ; ) {
      Node found = access.locate(name);
      if (found == null || names.isInhabited((Content) found.value())) {
        return found;
      }
      names.retire(name);
    }
  }

  /** Whether the name is in use. */
  public boolean exists(Name name) {
    return entry(name) != null;
  }

  /** What the name stands for, or null. */
  public @Nullable CollectionType type(Name name) {
    Node found = entry(name);
    return found == null ? null : typeOf(found);
  }

  /**
   * The same, and notes that it is used.
   *
   * @param second of the use, or {@link Node#NO_SLOT} when this is none
   */
  public @Nullable CollectionType type(Name name, int second) {
    Node found = entry(name);
    if (found == null) {
      return null;
    }
    if (second != Node.NO_SLOT) {
      found.use(second);
    }
    return typeOf(found);
  }

  private static CollectionType typeOf(Node entry) {
    return ((TypedContent) entry.value()).types().kind();
  }

  /**
   * When what the name stands for runs out, in milliseconds of the epoch, or {@link Node#NEVER}.
   *
   * @return null when the name is not in use
   */
  public @Nullable Long deadline(Name name) {
    Node found = entry(name);
    return found == null ? null : Long.valueOf(found.expiresAt());
  }

  /** What {@link #expireAt} did. */
  public enum Expired {
    NOT,
    LATER,
    /** It had run out already, and is gone. */
    AT_ONCE
  }

  /**
   * Sets when what the name stands for runs out.
   *
   * @param deadline in milliseconds of the epoch
   * @param now what the time was when that was said: a deadline up to then removes at once
   * @param condition looks at the deadline before, {@link Node#NEVER} for none
   */
  public Expired expireAt(Name name, long deadline, long now, LongPredicate condition) {
    return shelf.atomically(
        access,
        tx -> {
          Node found = Names.find(tx, name);
          if (found == null || !condition.test(found.expiresAt())) {
            return Expired.NOT;
          }
          if (deadline <= now) {
            Names.delete(tx, name);
            return Expired.AT_ONCE;
          }
          Names.setExpiry(tx, name, found, deadline);
          return Expired.LATER;
        });
  }

  /**
   * Copies what a name stands for, with its deadline. O(n) for a map or a set, else O(1).
   *
   * @param keyspace where to, which may be another's in the same transaction
   * @param replace whether what the other name stands for is replaced
   * @return whether it was copied
   */
  public boolean copy(Name from, WireNames keyspace, Name to, boolean replace) {
    return shelf.atomically(
        access,
        tx -> {
          TxAccess there = keyspace.in(tx);
          Node found = readable(tx, from);
          if (found == null || !replace && Names.find(there, to) != null) {
            return false;
          }
          TypedContent copy = copyOf(tx, found, keyspace, there, false);
          keyspace.put(there, new Arrival(to, found.expiresAt(), copy, found.lastUse()));
          return true;
        });
  }

  /**
   * Takes what a name stands for into another keyspace, with its deadline, unless the name is in
   * use there. O(n) for a map or a set, else O(1).
   *
   * @return whether it was moved
   */
  public boolean move(Name name, WireNames keyspace) {
    return shelf.atomically(
        access,
        tx -> {
          TxAccess there = keyspace.in(tx);
          Node found = readable(tx, name);
          if (found == null || Names.find(there, name) != null) {
            return false;
          }
          TypedContent content = copyOf(tx, found, keyspace, there, true);
          keyspace.put(there, new Arrival(name, found.expiresAt(), content, found.lastUse()));
          Names.delete(tx, name);
          return true;
        });
  }

  /** Exchanges all that two keyspaces hold, in one transaction. O(n) in all that they hold. */
  public void exchange(WireNames keyspace) {
    shelf.atomically(
        access,
        tx -> {
          TxAccess there = keyspace.in(tx);
          List<Arrival> going = arrivals(tx, keyspace, there);
          List<Arrival> coming = keyspace.arrivals(there, this, tx);
          going.forEach(arrival -> Names.delete(tx, arrival.name));
          coming.forEach(arrival -> Names.delete(there, arrival.name));
          going.forEach(arrival -> keyspace.put(there, arrival));
          coming.forEach(arrival -> put(tx, arrival));
          return true;
        });
  }

  /**
   * What goes into a keyspace.
   *
   * @param lastUse as {@link Node#lastUse}
   */
  private record Arrival(Name name, long deadline, TypedContent content, int lastUse) {}

  private List<Arrival> arrivals(TxAccess tx, WireNames keyspace, TxAccess there) {
    List<Name> found = new ArrayList<>();
    tx.entries(tx.world().names()).forEachRemaining(entry -> found.add((Name) entry.key()));
    List<Arrival> result = new ArrayList<>();
    for (Name name : found) {
      Node entry = readable(tx, name);
      if (entry != null) {
        TypedContent content = copyOf(tx, entry, keyspace, there, true);
        result.add(new Arrival(name, entry.expiresAt(), content, entry.lastUse()));
      }
    }
    return result;
  }

  private TxAccess in(TxAccess tx) {
    return tx.in(shelf.transactor());
  }

  private void put(TxAccess tx, Arrival arrival) {
    Names.delete(tx, arrival.name);
    Names.change(tx, arrival.name, new Names.Put(arrival.deadline), arrival.content);
    if (arrival.lastUse != Node.NO_SLOT) {
      tx.afterCommit(() -> LastUse.note(shelf, arrival.name, arrival.lastUse));
    }
  }

  /** The entry of a name whose content is not only bytes on the disk, or null. */
  private @Nullable Node readable(TxAccess tx, Name name) {
    Node found = Names.find(tx, name);
    return found != null && found.value() instanceof StoredContent
        ? adopted(tx, name, typeOf(found))
        : found;
  }

  /** The entry of a name that was found on the disk, when its content has been read as bytes. */
  private @Nullable Node adopted(TxAccess tx, Name name, CollectionType type) {
    Types raw =
        switch (type) {
          case MAP -> Types.of(type, Element.RAW_KEY, Element.RAW_VALUE);
          case SET, SORTED_SET -> Types.of(type, Element.RAW_KEY);
          case STREAM -> StreamContent.TYPES;
          default -> Types.of(type, Element.RAW_VALUE);
        };
    SortedSetOrder<Name> order = new SortedSetOrder<>(Name.class, Comparator.naturalOrder());
    new Binding(shelf, name, raw, tx, order).checkType();
    return Names.find(tx, name);
  }

  /**
   * A content like that of an entry, for a name of a keyspace.
   *
   * @param moves whether the entry ends, so that nobody can tell its content from the copy
   */
  private TypedContent copyOf(
      TxAccess tx, Node entry, WireNames keyspace, TxAccess there, boolean moves) {
    TypedContent content = (TypedContent) entry.value();
    long id = keyspace.shelf.engine().nextId();
    if (content instanceof TableContent original) {
      EntryLabel old = (EntryLabel) original.table().label();
      EntryLabel label = EntryLabel.ofNew(content.types(), id, !moves || old.isKept());
      label.setLargeRelease(old.isLarge(tx));
      Table copy = there.createTable(label);
      for (Iterator<Node> all = tx.entries(original.table()); all.hasNext(); ) {
        Node next = all.next();
        there.change(copy, next.key(), next.hash(), new Names.Put(next.expiresAt()), next.value());
      }
      there.veil(copy, entry.expiresAt() != Node.NEVER);
      return new TableContent(content.types(), copy);
    }
    if (content instanceof ListContent list) {
      return new ListContent(content.types(), list.tree(), id, 0, false);
    }
    if (content instanceof SortedSetContent<?> set) {
      return set.withId(id);
    }
    if (content instanceof StreamContent stream) {
      return StreamContent.first(id, stream.stream());
    }
    if (!moves
        && content instanceof ValueContent value
        && value.form() == ByteString.Form.NATURAL) {
      return new ValueContent(content.types(), value.value(), ByteString.Form.COPIED);
    }
    return content;
  }

  // ---- all of them ------------------------------------------------------------------------------

  /** How many names there are, with those that have run out and were not removed yet. */
  public long size() {
    return access.count(access.world().names());
  }

  /** All names in use at one moment. O(n). */
  public List<Name> all() {
    List<Name> result = new ArrayList<>();
    Consumer<Node> sink =
        entry -> {
          if (isInUse(entry)) {
            result.add((Name) entry.key());
          }
        };
    Table table = access.world().names();
    if (access instanceof TxAccess) {
      access.entries(table).forEachRemaining(sink);
    } else {
      table.snapshot(true, sink);
    }
    return result;
  }

  private boolean isInUse(Node entry) {
    return entry.expiresAt() > shelf.engine().time().millis()
        && names.isInhabited((Content) entry.value());
  }

  /** A name taken by chance, or null when there is none. */
  public @Nullable Name random() {
    Node[] tab = access.world().names().generation(true);
    for (int i = 0; i < DRAWS && tab != null && !(access instanceof TxAccess); i++) {
      Node drawn = Sampling.draw(tab, shelf.random());
      if (drawn == null || isInUse(drawn)) {
        return drawn == null ? null : (Name) drawn.key();
      }
    }
    List<Name> all = all();
    return all.isEmpty() ? null : all.get(shelf.random().nextInt(all.size()));
  }

  /**
   * How many names run out.
   *
   * @param averageMillis in how long, on the average; 0 if there are none
   */
  public record Deadlines(long count, long averageMillis) {}

  /** How many names run out, and when: of many names some are looked at, by chance. O(1). */
  public Deadlines deadlines() {
    Table table = access.world().names();
    long size = access.count(table);
    Node[] tab = table.generation(true);
    if (tab == null || size <= 0) {
      return new Deadlines(0, 0);
    }
    boolean isSampled = size > LOOKED_AT;
    TableIterator all = new TableIterator(tab);
    long now = shelf.engine().time().millis();
    long count = 0;
    long sum = 0;
    for (int i = 0; isSampled ? i < LOOKED_AT : all.hasNext(); i++) {
      Node entry = isSampled ? Sampling.draw(tab, shelf.random()) : all.next();
      if (entry != null && entry.expiresAt() != Node.NEVER) {
        count++;
        sum += Math.max(0, entry.expiresAt() - now);
      }
    }
    long average = count == 0 ? 0 : sum / count;
    return new Deadlines(isSampled ? count * size / LOOKED_AT : count, average);
  }

  /** Takes part in a {@link #scan}. */
  @FunctionalInterface
  public interface ScanSink {
    void accept(Name name, CollectionType type);
  }

  /**
   * Walks the names a few at a time, see {@link dev.larder.internal.table.TableScan}.
   *
   * @param cursor 0 at first, then what the step before returned
   * @param count about how many
   * @return where to go on, 0 at the end
   */
  public long scan(long cursor, int count, ScanSink sink) {
    Consumer<Node> entries =
        entry -> {
          if (isInUse(entry)) {
            sink.accept((Name) entry.key(), typeOf(entry));
          }
        };
    return TableWalk.step(access, access.world().names(), cursor, count, entries);
  }

  /**
   * Takes all names out of keyspaces of one store, at one moment. O(1) in the names; but inside a
   * transaction, which may go on with them, they are taken out one by one.
   */
  public static void clear(List<WireNames> keyspaces) {
    WireNames first = keyspaces.get(0);
    keyspaces.forEach(keyspace -> keyspace.shelf.engine().announceClearing());
    if (first.access instanceof TxAccess) {
      for (WireNames keyspace : keyspaces) {
        keyspace.all().forEach(name -> Names.delete((TxAccess) keyspace.access, name));
      }
    } else {
      first.shelf.transactor().run(tx -> clear(keyspaces, tx));
    }
  }

  private static boolean clear(List<WireNames> keyspaces, TxAccess tx) {
    for (WireNames keyspace : keyspaces) {
      TxAccess here = keyspace.in(tx);
      World world = here.world();
      // One without names is only looked at, so that of one that nobody uses nothing is recorded.
      // The first look makes it cheap where there is much.
      if (world.database() == 0
          || keyspace.access.entries(world.names()).hasNext()
          || here.entries(world.names()).hasNext()) {
        here.clear();
      } else {
        here.afterCommit(() -> keyspace.shelf.engine().announceCleared(world));
      }
    }
    return true;
  }
}
