package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.codec.BufferCodec;
import dev.larder.internal.journal.Bytes;
import dev.larder.internal.journal.StoredCollection;
import dev.larder.internal.journal.StoredList;
import dev.larder.internal.journal.StoredName;
import dev.larder.internal.journal.StoredScores;
import dev.larder.internal.journal.StoredTable;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.tree.ListTree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a typed content of a stored one. Keys and members are decoded, values of maps are left for
 * the first look at them.
 *
 * <p>The journal knows a key by its bytes. Where a key would be encoded otherwise today than it was
 * (its record class has changed, say), a later removal would not be found; such a collection gets a
 * new number and is recorded as a whole, once.
 */
final class Restoring {
  private final Shelf shelf;
  private final Types types;
  private boolean sameBytes = true;

  /** What turns the bytes of an element into those of the types, where that is to be done. */
  private final @Nullable ClientText[] texts = new @Nullable ClientText[2];

  private long filled;
  private @Nullable EncodedValues values;

  /** For a content of some types. */
  Restoring(Shelf shelf, Types types) {
    this.shelf = shelf;
    this.types = types;
  }

  /** Whether the journal knows what was restored; if not, putting it in place must be recorded. */
  boolean isKnown() {
    return sameBytes;
  }

  /** Whether the names of codecs on the disk are those of the types. */
  static boolean fits(StoredName stored, Types types) {
    List<String> found = stored.type().elements();
    if (stored.type().kind() != types.kind()) {
      return types.kind() == CollectionType.COUNTER
          && stored.type().kind() == CollectionType.VALUE
          && found.contains(RawCodec.NAME);
    }
    return types.isRaw() || found.contains(RawCodec.NAME) || types.name().elements().equals(found);
  }

  /**
   * Decodes.
   *
   * @param order of the members of a sorted set, null for other kinds
   * @throws dev.larder.UnreadableValueException if a codec can't read what is there
   */
  TypedContent restore(World world, StoredName stored, @Nullable SortedSetOrder<?> order) {
    byte[] value = stored.value();
    if (value != null && types.kind() == CollectionType.COUNTER) {
      return new CounterContent(Conversion.counter(value));
    }
    for (int i = 0; i < types.elements(); i++) {
      texts[i] = ClientText.ofStored(stored, types, i);
    }
    if (value != null) {
      return new ValueContent(types, element(0, value, 0, value.length));
    }
    sameBytes = texts[0] == null && texts[1] == null;
    StoredCollection collection = Objects.requireNonNull(stored.collection());
    if (collection instanceof StoredList list) {
      return list(list);
    }
    if (collection instanceof StoredScores scores) {
      return scores(scores, Objects.requireNonNull(order));
    }
    return table(world, (StoredTable) collection);
  }

  private TypedContent list(StoredList list) {
    Object[] items = list.items().toArray();
    for (int i = 0; i < items.length; i++) {
      byte[] bytes = (byte[]) items[i];
      items[i] = element(0, bytes, 0, bytes.length);
    }
    return sameBytes
        ? new ListContent(types, ListTree.of(items), list.id(), list.version(), true)
        : new ListContent(types, ListTree.of(items), shelf.engine().nextId(), 0, false);
  }

  private Object element(int index, byte[] bytes, int from, int length) {
    ClientText text = texts[index];
    return text == null
        ? EncodedValue.decode(types, index, bytes, from, length)
        : EncodedValue.decode(types, index, text.convert(bytes, from, length));
  }

  /** Decodes a key or member, and notes when it would have other bytes today. */
  private Object key(byte[] bytes, int from, int length) {
    Codec<Object> codec = types.codec(0);
    Object key = element(0, bytes, from, length);
    boolean canonical = codec instanceof BufferCodec<Object> known && known.isCanonical();
    if (!canonical && sameBytes) {
      byte[] today = codec.encode(key);
      sameBytes = Arrays.equals(bytes, from, from + length, today, 0, today.length);
    }
    return key;
  }

  @SuppressWarnings("unchecked") // the order is of the type that the codec gives
  private <E> TypedContent scores(StoredScores stored, SortedSetOrder<E> order) {
    Map<E, Double> scores = new HashMap<>(stored.scores().size() * 2);
    for (Map.Entry<Bytes, Double> entry : stored.scores().entrySet()) {
      byte[] bytes = entry.getKey().array();
      E member = (E) key(bytes, 0, bytes.length);
      if (scores.put(member, entry.getValue()) != null && texts[0] != null) {
        throw ClientText.twice(member);
      }
    }
    SortedSetContent<E> content = SortedSetContent.of(types, order, scores);
    return sameBytes ? content.asRecorded(stored.id()) : content.withId(shelf.engine().nextId());
  }

  private TypedContent table(World world, StoredTable stored) {
    if (sameBytes) {
      Table entries = fill(world, new EntryLabel(types, stored.id(), true), stored);
      if (sameBytes) {
        return new TableContent(types, entries);
      }
    }
    EntryLabel label = new EntryLabel(types, shelf.engine().nextId(), false);
    return new TableContent(types, fill(world, label, stored));
  }

  private Table fill(World world, EntryLabel label, StoredTable stored) {
    Table table = new Table(world, label, stored.size());
    long now = shelf.engine().time().millis();
    filled = 0;
    stored.forEach(
        (bytes, from, keyLength, valueLength, expiresAt) -> {
          if (expiresAt > now) {
            Object key = key(bytes, from, keyLength);
            int hash = Table.spread(key.hashCode());
            // Other bytes are another key, unless the codec has changed since.
            if (sameBytes || table.findVeiled(key, hash) == null) {
              if (texts[1] == null) {
                table.fill(key, hash, valuesIn(bytes), from, expiresAt);
                filled++;
              } else {
                int value = StoredTable.value(bytes, from);
                Object decoded = element(1, bytes, value, valueLength);
                Access quiet = shelf.direct().quiet();
                quiet.change(table, key, hash, new Names.Put(expiresAt), decoded);
              }
            } else if (texts[0] != null) {
              throw ClientText.twice(key);
            }
          }
        });
    table.filled(filled);
    return table;
  }

  /** The source of the values in an array: one for all, since they come one after the other. */
  private EncodedValues valuesIn(byte[] bytes) {
    EncodedValues last = values;
    if (last == null || !last.areIn(bytes)) {
      last = new EncodedValues(types, bytes);
      values = last;
    }
    return last;
  }
}
