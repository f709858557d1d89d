package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.Codecs;
import dev.larder.internal.journal.EntryFormat;
import dev.larder.internal.table.LazyNode;

/** What the table of a map or set is known by: its number, and how its entries become bytes. */
final class EntryLabel implements EntryFormat {
  private final Types types;
  private final long id;
  private boolean recorded;

  /**
   * A label.
   *
   * @param recorded whether the journal knows the table's entries already
   */
  EntryLabel(Types types, long id, boolean recorded) {
    this.types = types;
    this.id = id;
    this.recorded = recorded;
  }

  @Override
  public long id() {
    return id;
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
