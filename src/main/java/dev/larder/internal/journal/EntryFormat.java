package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.table.LazyNode;

/** What the journal has to know of the table of a collection: it is the table's label. */
public interface EntryFormat {
  /** The collection's number, which it keeps when its name changes. */
  long id();

  /** Whether changes of the collection are recorded. */
  boolean isKept();

  /** Writes a key. */
  void writeKey(Object key, ByteSink out);

  /** Writes a value. */
  void writeValue(Object value, ByteSink out);

  /** Writes a value of which only the bytes are there. */
  void writeValue(LazyNode.Source source, int place, ByteSink out);
}
