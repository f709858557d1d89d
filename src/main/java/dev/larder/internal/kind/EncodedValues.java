package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.journal.StoredTable;
import dev.larder.internal.table.LazyNode;

/** The values of many entries of which only the bytes are there, each known by where it lies. */
final class EncodedValues implements LazyNode.Source {
  private final Types types;
  private final byte[] bytes;

  /**
   * Values of a map, or of a set, where they have no bytes.
   *
   * @param bytes of a {@link StoredTable}, which are not changed
   */
  EncodedValues(Types types, byte[] bytes) {
    this.types = types;
    this.bytes = bytes;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same array
  boolean areIn(byte[] array) {
    return bytes == array;
  }

  @Override
  public LazyNode.Lazy lazy(int place) {
    return types.kind() == CollectionType.SET
        ? () -> SetHandle.PRESENT
        : new EncodedValue(
            types, bytes, StoredTable.value(bytes, place), StoredTable.valueLength(bytes, place));
  }

  /** Writes the bytes of a value. */
  void writeTo(int place, ByteSink out) {
    out.put(bytes, StoredTable.value(bytes, place), StoredTable.valueLength(bytes, place));
  }
}
