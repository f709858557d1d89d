package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamFormat;
import dev.larder.internal.table.LazyNode;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes changes in the format of {@link ChangeFormat}. For one thread. */
public final class ChangeWriter {
  /** What is larger is not kept for the next change. */
  private static final int KEPT = 64 * 1024;

  /** A record of a snapshot ends when it is this long. */
  private static final int LONG_RECORD = 16 * 1024;

  private final ToLongFunction<TypeName> typeIds;
  private final @Nullable Runnable flusher;
  private ByteSink out = new ByteSink(256);
  private boolean taken;

  /** The world of which this record says already which database it is of; 0 is none. */
  private long announced;

  // The change of a name that is being described.
  private int database;
  private long world;
  private @Nullable Name name;
  private long expiresAt;

  ChangeWriter(ToLongFunction<TypeName> typeIds) {
    this(typeIds, null);
  }

  /**
   * A writer of a state.
   *
   * @param flusher takes what was written and clears, from time to time
   */
  ChangeWriter(ToLongFunction<TypeName> typeIds, @Nullable Runnable flusher) {
    this.typeIds = typeIds;
    this.flusher = flusher;
  }

  /** Between two changes that need not stand in one record. */
  public void boundary() {
    if (flusher != null && out.size() >= LONG_RECORD) {
      flusher.run();
    }
  }

  /** Takes this writer for a description; false when it is in use. */
  boolean take() {
    boolean free = !taken;
    taken = true;
    return free;
  }

  /** Ends the use. */
  void giveBack() {
    taken = false;
    clear();
  }

  /** Forgets all. */
  void clear() {
    if (out.array().length > KEPT) {
      out = new ByteSink(256);
    }
    out.clear();
    announced = 0;
  }

  int size() {
    return out.size();
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Writes the change of an entry, of the keyspace or of a collection. */
  void change(
      Table table, Object key, @Nullable Node before, @Nullable Object after, long deadline) {
    if (table.isKeyspace()) {
      changeName(
          table.world(), (Name) key, before == null ? null : before.value(), after, deadline);
    } else if (!((EntryFormat) table.label()).isKept()) {
      return; // of a map that stays out of the record
    } else if (after == null) {
      remove((EntryFormat) table.label(), key);
    } else {
      put((EntryFormat) table.label(), key, after, deadline);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very same content has another expiry
  private void changeName(
      World of, Name changed, @Nullable Object before, @Nullable Object after, long deadline) {
    boolean leaves = isLeftOut(after);
    if (isLeftOut(before) && (after == null || leaves) || before == null && leaves) {
      return; // the record knows nothing of it
    }
    name(of.database(), of.id(), changed, deadline);
    if (after == null || leaves) {
      beginName(ChangeFormat.FREE);
    } else if (before == after) {
      beginName(ChangeFormat.EXPIRE);
      putExpiry(deadline);
    } else {
      ((Recorded) after).describe(before, this);
    }
  }

  private static boolean isLeftOut(@Nullable Object content) {
    return content != null && !((Recorded) content).isKept();
  }

  /** Sets the name whose content describes itself next. */
  void name(int databaseNumber, long worldId, Name described, long deadline) {
    database = databaseNumber;
    world = worldId;
    name = described;
    expiresAt = deadline;
  }

  /**
   * Begins a change of a name. One of another database than the store's own stands behind its
   * number and its world's, once a record: so each record says by itself what it is about.
   */
  private void beginName(int tag) {
    if (database != 0 && announced != world) {
      database(database, world);
    }
    out.putByte(tag);
    out.putVarint(world);
    out.putSized(Objects.requireNonNull(name).bytes());
  }

  /** Says which world of a database is in force. */
  void database(int number, long worldId) {
    out.putByte(ChangeFormat.DATABASE);
    out.putVarint(number);
    out.putVarint(worldId);
    announced = worldId;
  }

  /** Puts an entry; a value of which only the bytes are there is not decoded for it. */
  void entry(EntryFormat format, Node entry) {
    int part = beginPut(format, entry.key(), entry.expiresAt());
    if (entry instanceof LazyNode lazy) {
      format.writeValue(lazy.source(), lazy.place(), out);
    } else {
      format.writeValue(entry.value(), out);
    }
    out.endSized(part);
  }

  private void putExpiry(long deadline) {
    out.putVarint(deadline == Node.NEVER ? 0 : deadline + 1);
  }

  private void put(EntryFormat format, Object key, Object value, long deadline) {
    int part = beginPut(format, key, deadline);
    format.writeValue(value, out);
    out.endSized(part);
  }

  /** Writes all of an entry but its value, which the answer ends. */
  private int beginPut(EntryFormat format, Object key, long deadline) {
    out.putByte(deadline == Node.NEVER ? ChangeFormat.PUT : ChangeFormat.PUT_EXPIRING);
    out.putVarint(format.id());
    if (deadline != Node.NEVER) {
      putExpiry(deadline);
    }
    int part = out.beginSized();
    format.writeKey(key, out);
    out.endSized(part);
    return out.beginSized();
  }

  /** Puts an entry of which the bytes are there, those of the value behind those of the key. */
  void putBytes(long id, byte[] bytes, int key, int keyLength, int valueLength, long deadline) {
    out.putByte(deadline == Node.NEVER ? ChangeFormat.PUT : ChangeFormat.PUT_EXPIRING);
    out.putVarint(id);
    if (deadline != Node.NEVER) {
      putExpiry(deadline);
    }
    out.putVarint(keyLength);
    out.put(bytes, key, keyLength);
    out.putVarint(valueLength);
    out.put(bytes, key + keyLength, valueLength);
  }

  /** Says when an entry runs out, whose value is known. */
  public void deadline(EntryFormat format, Object key, long deadline) {
    out.putByte(ChangeFormat.DEADLINE);
    out.putVarint(format.id());
    putExpiry(deadline);
    int part = out.beginSized();
    format.writeKey(key, out);
    out.endSized(part);
    boundary();
  }

  private void remove(EntryFormat format, Object key) {
    out.putByte(ChangeFormat.REMOVE);
    out.putVarint(format.id());
    int part = out.beginSized();
    format.writeKey(key, out);
    out.endSized(part);
  }

  void clearTo(World next) {
    if (next.database() == 0) {
      out.putByte(ChangeFormat.CLEAR);
      out.putVarint(next.id());
    } else {
      database(next.database(), next.id());
    }
  }

  void state(long worldId, long nextId) {
    out.putByte(ChangeFormat.STATE);
    out.putVarint(worldId);
    out.putVarint(nextId);
  }

  void define(TypeIds.Definition definition) {
    definition.writeTo(out);
  }

  private void putName(int tag, TypeName type) {
    long typeId = typeIds.applyAsLong(type);
    beginName(tag);
    putExpiry(expiresAt);
    out.putVarint(typeId);
  }

  // ---- for contents that describe themselves ----------------------------------------------------

  /** Begins a value; {@link ByteSink#endSized} with the answer ends it. */
  public int beginValue(TypeName type) {
    putName(ChangeFormat.VALUE, type);
    return out.beginSized();
  }

  /** The name stands for a collection, whose content follows if nobody has seen it yet. */
  public void bind(TypeName type, long id) {
    putName(ChangeFormat.BIND, type);
    out.putVarint(id);
  }

  /** Puts all entries of a table. */
  public void entries(Table table) {
    EntryFormat format = (EntryFormat) table.label();
    table.forEach(entry -> entry(format, entry));
  }

  /** Begins a splice; as many items follow, each with {@link #beginPart}. */
  public void splice(long id, long version, int from, int removed, int added) {
    out.putByte(ChangeFormat.SPLICE);
    out.putVarint(id);
    out.putVarint(version);
    out.putVarint(from);
    out.putVarint(removed);
    out.putVarint(added);
  }

  /** Begins the items from an index on; as many follow, each with {@link #beginPart}. */
  public void append(long id, long version, int from, int items) {
    out.putByte(ChangeFormat.APPEND);
    out.putVarint(id);
    out.putVarint(version);
    out.putVarint(from);
    out.putVarint(items);
  }

  /** Begins removed members; as many follow, each with {@link #beginPart}, then scores. */
  public void removeMembers(long id, int members) {
    out.putByte(ChangeFormat.SCORE);
    out.putVarint(id);
    out.putVarint(members);
  }

  /** Begins scores; for each follows {@link #score} and then the member, as a part. */
  public void scores(int members) {
    out.putVarint(members);
  }

  /** The score of the member that follows. */
  public void score(double score) {
    out.putLong(Double.doubleToRawLongBits(score));
  }

  /** Puts a change of a stream. */
  public void stream(StreamChange change) {
    out.putByte(ChangeFormat.STREAM);
    StreamFormat.write(change, out);
  }

  /** Begins bytes of which only the caller knows how many they will be. */
  public int beginPart() {
    return out.beginSized();
  }

  /** Ends what {@link #beginPart} or {@link #beginValue} began. */
  public void endPart(int begin) {
    out.endSized(begin);
  }

  /** Where parts are written. */
  public ByteSink out() {
    return out;
  }
}
