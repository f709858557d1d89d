package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.Codecs;
import dev.larder.internal.journal.EntryFormat;
import dev.larder.internal.table.LazyNode;
import dev.larder.internal.tx.TxAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What the table of a map or set is known by: its number, and how its entries become bytes. */
final class EntryLabel implements EntryFormat {
  /*
   * Shared: `large`, which only says how clients of the wire are told that the entries are stored.
   * Release and acquire, so that who heard of a change sees the mark that was set before.
   */
  private static final VarHandle LARGE;

  static {
    try {
      LARGE = MethodHandles.lookup().findVarHandle(EntryLabel.class, "large", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Types types;
  private final long id;
  private final boolean kept;
  private boolean recorded;

  @SuppressWarnings("unused") // through LARGE
  private boolean large;

  /**
   * A label.
   *
   * @param recorded whether the journal knows the table's entries already
   */
  EntryLabel(Types types, long id, boolean recorded) {
    this(types, id, recorded, true);
  }

  private EntryLabel(Types types, long id, boolean recorded, boolean kept) {
    this.types = types;
    this.id = id;
    this.recorded = recorded;
    this.kept = kept;
  }

  /**
   * A label of a table that the journal does not know yet.
   *
   * @param kept whether it will ever know it
   */
  static EntryLabel ofNew(Types types, long id, boolean kept) {
    return new EntryLabel(types, id, false, kept);
  }

  @Override
  public boolean isKept() {
    return kept;
  }

  @Override
  public long id() {
    return id;
  }

  /** Whether a client's command has made the collection larger than what is stored as small. */
  boolean isLargeAcquire() {
    return (boolean) LARGE.getAcquire(this);
  }

  void setLargeRelease(boolean value) {
    LARGE.setRelease(this, value);
  }

  /**
   * The mark as an access sees it: a transaction sees its own, which others see when it commits.
   */
  boolean isLarge(Access access) {
    Boolean noted = access instanceof TxAccess tx ? tx.noted(this) : null;
    return noted != null ? noted : isLargeAcquire();
  }

  /** Sets the mark for an access, and for all when that is or has committed. */
  void setLarge(Access access, boolean value) {
    if (access instanceof TxAccess tx) {
      tx.note(this, value);
      tx.afterCommit(() -> setLargeRelease(value));
    } else {
      setLargeRelease(value);
    }
  }

  /** Notes that the journal knows the entries; false when it knew before. */
  boolean markRecorded() {
    boolean first = !recorded;
    recorded = true; // by the one thread that sees the table before it is published
    return first;
  }

  @Override
  public void writeKey(Object key, ByteSink out) {
    Codecs.write(types.codec(0), key, out);
  }

  @Override
  public void writeValue(Object value, ByteSink out) {
    if (types.kind() != CollectionType.SET) {
      Codecs.write(types.codec(1), value, out);
    }
  }

  @Override
  public void writeValue(LazyNode.Source source, int place, ByteSink out) {
    ((EncodedValues) source).writeTo(place, out);
  }
}
