package dev.larder.internal.journal;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamFormat;
import dev.larder.internal.table.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.collections.impl.map.mutable.primitive.LongObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The state that records lead to, in bytes. The model of the journal: what a record means is what
 * {@link #apply} does. For one thread.
 */
public final class StoredState {
  /** The store's own keyspace. */
  private final StoredKeyspace own = new StoredKeyspace(0, FIRST_WORLD);

  /** Those of the other databases that something was recorded of, by number. */
  private final TreeMap<Integer, StoredKeyspace> others = new TreeMap<>();

  private final LongObjectHashMap<StoredCollection> collections = new LongObjectHashMap<>();
  private final LongObjectHashMap<TypeName> types = new LongObjectHashMap<>();

  /** Collections that lost their name in this record, and may get another one in it. */
  private final List<StoredCollection> loose = new ArrayList<>();

  private @Nullable StoredCollection latest;
  private long nextId = FIRST_WORLD + 1;
  private long changes;
  private boolean mayHoldUnnamed;
  private @Nullable Consumer<String> leftOut;

  /** The world that a new store begins with. */
  static final long FIRST_WORLD = 1;

  /**
   * What each name of the store's own keyspace stands for, complete: other threads may look at it.
   * O(n) in the names.
   */
  public Map<Name, StoredName> names() {
    own.settle();
    return own.names();
  }

  /** The keyspaces of all databases that something was recorded of, as complete; own first. */
  public List<StoredKeyspace> keyspaces() {
    List<StoredKeyspace> all = all();
    all.forEach(StoredKeyspace::settle);
    return all;
  }

  private List<StoredKeyspace> all() {
    List<StoredKeyspace> all = new ArrayList<>();
    all.add(own);
    all.addAll(others.values());
    return all;
  }

  /** How many names there are in all databases. */
  public long countNames() {
    return all().stream().mapToLong(keyspace -> keyspace.names().size()).sum();
  }

  /** The id of the world in force in the store's own keyspace. */
  public long world() {
    return own.world();
  }

  /** The id of the world in force in a database; 0 if nothing was recorded of it. */
  long world(int database) {
    StoredKeyspace found = database == 0 ? own : others.get(database);
    return found == null ? 0 : found.world();
  }

  /** The first number that nothing has had. */
  public long nextId() {
    return nextId;
  }

  /** How many changes have been applied. */
  public long changes() {
    return changes;
  }

  /** All types that were defined. */
  void restoreTypes(TypeIds ids) {
    types.forEachKeyValue(ids::restore);
  }

  /** How many entries, elements and values there are. */
  public long entries() {
    return all().stream().mapToLong(StoredState::entries).sum();
  }

  private static long entries(StoredKeyspace keyspace) {
    long count = 0;
    for (StoredName name : keyspace.names().values()) {
      StoredCollection collection = name.collection();
      if (collection == null) {
        count++;
      } else if (collection instanceof StoredTable table) {
        count += table.size();
      } else if (collection instanceof StoredList list) {
        count += list.items().size();
      } else if (collection instanceof StoredScores scores) {
        count += scores.scores().size();
      } else if (collection instanceof StoredStream stream) {
        count += stream.stream().length();
      }
    }
    return count;
  }

  /**
   * Records have been lost: from now on, all are to be applied leniently, and what does not fit is
   * left out.
   *
   * @param reasons gets one for each change that is left out
   */
  void tolerateLoss(Consumer<String> reasons) {
    leftOut = reasons;
  }

  private void leaveOut(String reason) {
    if (leftOut != null) {
      leftOut.accept(reason);
    }
  }

  /**
   * Applies a record.
   *
   * @param lenient whether the state may be one that already has it, as that of a snapshot may
   * @throws IllegalArgumentException if it is no record that a store writes
   */
  void apply(byte[] bytes, int from, int length, boolean lenient) {
    if (mayHoldUnnamed && !lenient) {
      dropUnnamed();
    }
    ByteSource in = new ByteSource(bytes, from, length);
    while (in.remaining() > 0) {
      applyChange(in, bytes, lenient);
      changes++;
    }
    if (lenient) {
      mayHoldUnnamed = true;
      loose.clear();
    } else if (!loose.isEmpty()) {
      dropLoose();
    }
  }

  /** Ends what was lenient: what has no name now has none. */
  private void dropUnnamed() {
    mayHoldUnnamed = false;
    loose.clear();
    latest = null;
    collections.clear();
    for (StoredKeyspace keyspace : all()) {
      for (StoredName name : keyspace.names().values()) {
        StoredCollection collection = name.collection();
        if (collection != null) {
          collection.name = name;
          collections.put(collection.id(), collection);
        }
      }
    }
  }

  private void applyChange(ByteSource in, byte[] bytes, boolean lenient) {
    int tag = in.getByte();
    switch (tag) {
      case ChangeFormat.PUT -> put(in, bytes, false);
      case ChangeFormat.PUT_EXPIRING -> put(in, bytes, true);
      case ChangeFormat.REMOVE -> remove(in, bytes);
      case ChangeFormat.DEADLINE -> deadline(in, bytes);
      case ChangeFormat.SPLICE -> splice(in, lenient);
      case ChangeFormat.APPEND -> append(in);
      case ChangeFormat.SCORE -> score(in);
      case ChangeFormat.STREAM -> stream(in, lenient);
      case ChangeFormat.VALUE -> value(in);
      case ChangeFormat.BIND -> bind(in);
      case ChangeFormat.FREE -> free(in);
      case ChangeFormat.EXPIRE -> expire(in);
      case ChangeFormat.TYPE -> define(in);
      case ChangeFormat.CLEAR -> clear(own, in.getVarint());
      case ChangeFormat.DATABASE -> database(in);
      case ChangeFormat.STATE -> {
        own.world(in.getVarint());
        nextId = in.getVarint();
      }
      default -> throw ChangeFormat.unknownTag(tag);
    }
  }

  // ---- entries ----------------------------------------------------------------------------------

  private @Nullable StoredCollection collection(long id) {
    StoredCollection collection = latest;
    if (collection == null || collection.id() != id) {
      collection = collections.get(id);
      latest = collection;
    }
    return collection;
  }

  private @Nullable StoredCollection known(long id) {
    StoredCollection found = collection(id);
    if (found == null) {
      leaveOut("it is not known any more what collection " + id + " is");
    }
    return found;
  }

  private static IllegalArgumentException otherKind(StoredCollection found) {
    return new IllegalArgumentException("another kind of collection under number " + found.id());
  }

  private @Nullable StoredTable table(ByteSource in) {
    StoredCollection found = known(in.getVarint());
    if (found != null && !(found instanceof StoredTable)) {
      throw otherKind(found);
    }
    return (StoredTable) found;
  }

  private void put(ByteSource in, byte[] bytes, boolean expires) {
    StoredTable table = table(in);
    long expiresAt = expires ? expiry(in) : Node.NEVER;
    if (table == null) {
      in.skip(in.getCount());
      in.skip(in.getCount());
    } else {
      table.put(in, bytes, expiresAt);
    }
  }

  private void remove(ByteSource in, byte[] bytes) {
    StoredTable table = table(in);
    if (table == null) {
      in.skip(in.getCount());
    } else {
      table.remove(in, bytes);
    }
  }

  private void deadline(ByteSource in, byte[] bytes) {
    StoredTable table = table(in);
    long expiresAt = expiry(in);
    if (table == null) {
      in.skip(in.getCount());
    } else {
      table.expire(in, bytes, expiresAt);
    }
  }

  /** The list of a number; one that no name stands for any more is read over. */
  private StoredList list(long id) {
    StoredCollection found = known(id);
    if (found == null) {
      return new StoredList(id);
    }
    if (found instanceof StoredList list) {
      return list;
    }
    throw otherKind(found);
  }

  private void splice(ByteSource in, boolean lenient) {
    long id = in.getVarint();
    long version = in.getVarint();
    StoredList list = list(id);
    boolean mustFollow = !lenient && collection(id) != null;
    if (list.splice(version, in)) {
      return;
    }
    if (mustFollow) {
      throw new IllegalArgumentException(
          "a change of version " + (version - 1) + " of list " + id + ", found " + list.version());
    }
    if (version > list.version() && collection(id) != null) {
      leaveOut("earlier changes of list " + id + " are lost");
    }
  }

  private void append(ByteSource in) {
    long id = in.getVarint();
    long version = in.getVarint();
    if (!list(id).append(version, in, leftOut != null)) {
      leaveOut("items of list " + id + " before these are lost");
    }
  }

  private void score(ByteSource in) {
    long id = in.getVarint();
    StoredCollection found = known(id);
    if (found != null && !(found instanceof StoredScores)) {
      throw otherKind(found);
    }
    (found == null ? new StoredScores(id) : (StoredScores) found).read(in);
  }

  private void stream(ByteSource in, boolean lenient) {
    StreamChange change = StreamFormat.read(in);
    StoredCollection found = known(change.id);
    if (found == null) {
      return;
    }
    if (!(found instanceof StoredStream stream)) {
      throw otherKind(found);
    }
    if (!stream.apply(change)) {
      if (!lenient) {
        throw new IllegalArgumentException(
            "a change of version "
                + change.before
                + " of stream "
                + change.id
                + ", found "
                + stream.version());
      }
      if (change.version > stream.version()) {
        leaveOut("earlier changes of stream " + change.id + " are lost");
      }
    }
  }

  // ---- names ------------------------------------------------------------------------------------

  /** The keyspace whose world this is, or null when it is in force in none. */
  private @Nullable StoredKeyspace inForce(long world) {
    if (world == own.world()) {
      return own;
    }
    for (StoredKeyspace other : others.values()) {
      if (world == other.world()) {
        return other;
      }
    }
    return null;
  }

  private static long expiry(ByteSource in) {
    long value = in.getVarint();
    return value == 0 ? Node.NEVER : value - 1;
  }

  private TypeName type(ByteSource in) {
    long id = in.getVarint();
    TypeName type = types.get(id);
    if (type == null) {
      throw new IllegalArgumentException("a type that was defined, found " + id);
    }
    return type;
  }

  private void value(ByteSource in) {
    StoredKeyspace keyspace = inForce(in.getVarint());
    Name name = Name.of(in.getSized());
    long expiresAt = expiry(in);
    TypeName type = type(in);
    byte[] value = in.getSized();
    checkValue(type.kind(), value);
    if (keyspace != null) {
      bindTo(keyspace, name, StoredName.ofValue(type, value, expiresAt));
    }
  }

  private static void checkValue(CollectionType kind, byte[] value) {
    if (kind == CollectionType.COUNTER) {
      ByteSource number = new ByteSource(value);
      number.getZigzag();
      number.end();
    } else if (kind != CollectionType.VALUE) {
      throw new IllegalArgumentException("a value or counter, found a " + kind);
    }
  }

  private void bind(ByteSource in) {
    StoredKeyspace keyspace = inForce(in.getVarint());
    Name name = Name.of(in.getSized());
    long expiresAt = expiry(in);
    TypeName type = type(in);
    long id = in.getVarint();
    nextId = Math.max(nextId, id + 1);
    if (keyspace == null) {
      return;
    }
    StoredCollection collection = collections.get(id);
    if (collection == null) {
      collection = create(type.kind(), id);
      collections.put(id, collection);
    } else if (collection.getClass() != create(type.kind(), id).getClass()) {
      throw otherKind(collection);
    }
    latest = collection;
    StoredName bound = StoredName.of(type, collection, expiresAt);
    bindTo(keyspace, name, bound);
    collection.name = bound;
  }

  private static StoredCollection create(CollectionType kind, long id) {
    return switch (kind) {
      case MAP, SET -> new StoredTable(id);
      case LIST -> new StoredList(id);
      case SORTED_SET -> new StoredScores(id);
      case STREAM -> new StoredStream(id);
      case VALUE, COUNTER -> throw new IllegalArgumentException("a collection, found a " + kind);
    };
  }

  private void bindTo(StoredKeyspace keyspace, Name name, StoredName bound) {
    loosen(keyspace.names().put(name, bound));
  }

  private void loosen(@Nullable StoredName before) {
    if (before != null && before.collection() != null) {
      loose.add(before.collection());
      if (before.collection().name == before) {
        before.collection().name = null;
      }
    }
  }

  private void dropLoose() {
    for (StoredCollection collection : loose) {
      if (collection.name == null) {
        collections.remove(collection.id());
        latest = null;
      }
    }
    loose.clear();
  }

  private void free(ByteSource in) {
    StoredKeyspace keyspace = inForce(in.getVarint());
    Name name = Name.of(in.getSized());
    if (keyspace != null) {
      loosen(keyspace.names().remove(name));
    }
  }

  private void expire(ByteSource in) {
    StoredKeyspace keyspace = inForce(in.getVarint());
    Name expiring = Name.of(in.getSized());
    StoredName name = keyspace == null ? null : keyspace.names().get(expiring);
    long expiresAt = expiry(in);
    if (name != null) {
      name.expiresAt(expiresAt);
    }
  }

  private void define(ByteSource in) {
    long id = in.getVarint();
    CollectionType kind = TypeName.kind(in.getByte());
    List<String> elements = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      elements.add(in.getText(in.getCount()));
    }
    types.put(id, new TypeName(kind, List.copyOf(elements)));
  }

  private void clear(StoredKeyspace keyspace, long nextWorld) {
    if (others.isEmpty()) {
      collections.clear();
    } else {
      for (StoredName name : keyspace.names().values()) {
        StoredCollection collection = name.collection();
        if (collection != null) {
          collections.remove(collection.id());
        }
      }
    }
    keyspace.names().clear();
    latest = null;
    keyspace.world(nextWorld);
    nextId = Math.max(nextId, nextWorld + 1);
  }

  private void database(ByteSource in) {
    int number = ChangeFormat.database(in.getVarint());
    long world = in.getVarint();
    StoredKeyspace holder = inForce(world);
    if (holder != null && holder.database() != number) {
      throw new IllegalArgumentException(
          "a world of database " + number + ", found " + world + " of " + holder.database());
    }
    StoredKeyspace known = others.computeIfAbsent(number, none -> new StoredKeyspace(none, world));
    if (known.world() < world) {
      clear(known, world);
    }
    nextId = Math.max(nextId, world + 1);
  }
}
