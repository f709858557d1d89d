package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.UnreadableValueException;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.tree.ListTree;
import dev.larder.internal.tx.TxAccess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a content of raw bytes into one of a handle's types, and back: through the bytes that the
 * codecs write, or the text that clients have instead ({@link ClientText}). O(n). A counter is its
 * decimal digits.
 */
final class Conversion {
  private final Shelf shelf;
  private final Types from;
  private final Types to;

  /** What turns the bytes of an element into the other side's, where that is to be done. */
  private final @Nullable ClientText[] texts;

  private Conversion(Shelf shelf, Types from, Types to) {
    this.shelf = shelf;
    this.from = from;
    this.to = to;
    this.texts = new @Nullable ClientText[Math.min(from.elements(), to.elements())];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = from.isRaw() ? ClientText.toTyped(to, i) : ClientText.toRaw(from, i);
    }
  }

  /** Whether contents of one type can be turned into those of the other: one must be raw. */
  static boolean isPossible(Types from, Types to) {
    return (from.isRaw() || to.isRaw())
        && !from.equals(to)
        && wireKind(from.kind()) == wireKind(to.kind());
  }

  private static CollectionType wireKind(CollectionType kind) {
    return kind == CollectionType.COUNTER ? CollectionType.VALUE : kind;
  }

  /**
   * Converts; the table of the content, if it has one, ends.
   *
   * @param expires whether the name runs out, which veils a table
   * @param order of the members of a sorted set, null for other kinds
   * @throws UnreadableValueException if a codec can't read what is there
   * @throws IllegalArgumentException if a type has no codec
   */
  static TypedContent convert(
      Shelf shelf,
      TxAccess tx,
      TypedContent content,
      Types to,
      boolean expires,
      @Nullable SortedSetOrder<?> order) {
    Conversion conversion = new Conversion(shelf, content.types(), to);
    return switch (wireKind(to.kind())) {
      case MAP, SET -> conversion.table(tx, (TableContent) content, expires);
      case LIST -> conversion.list((ListContent) content);
      case SORTED_SET -> conversion.scores((SortedSetContent<?>) content, order);
      default -> conversion.value(content);
    };
  }

  private Object element(int index, Object value) {
    return EncodedValue.decode(to, index, bytes(index, value));
  }

  private byte[] bytes(int index, Object value) {
    byte[] bytes = from.codec(index).encode(value);
    ClientText text = index < texts.length ? texts[index] : null; // a counter has no elements
    return text == null ? bytes : text.convert(bytes);
  }

  private TypedContent value(TypedContent content) {
    byte[] bytes =
        content instanceof CounterContent counter
            ? Long.toString(counter.value()).getBytes(StandardCharsets.US_ASCII)
            : bytes(0, ((ValueContent) content).value());
    if (to.kind() == CollectionType.COUNTER) {
      return new CounterContent(counter(bytes));
    }
    return new ValueContent(to, EncodedValue.decode(to, 0, bytes));
  }

  /** The number that a client's bytes are. */
  static long counter(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UnreadableValueException(
          "a counter needs decimal digits, and these bytes, which stay as they are, are none", e);
    }
  }

  private TypedContent table(TxAccess tx, TableContent content, boolean expires) {
    Table before = content.table();
    EntryLabel old = (EntryLabel) before.label();
    EntryLabel label = EntryLabel.ofNew(to, shelf.engine().nextId(), old.isKept());
    label.setLargeRelease(old.isLarge(tx));
    Table after = tx.createTable(label);
    boolean map = to.kind() == CollectionType.MAP;
    for (Iterator<Node> all = tx.entries(before); all.hasNext(); ) {
      Node entry = all.next();
      Object key = element(0, entry.key());
      Object value = map ? element(1, entry.value()) : entry.value();
      int hash = Table.spread(key.hashCode());
      if (tx.change(after, key, hash, new Names.Put(entry.expiresAt()), value) != null) {
        throw ClientText.twice(key);
      }
    }
    tx.end(before);
    tx.veil(after, expires);
    return new TableContent(to, after);
  }

  private TypedContent list(ListContent content) {
    Object[] items = content.tree().toArray();
    for (int i = 0; i < items.length; i++) {
      items[i] = element(0, items[i]);
    }
    return new ListContent(to, ListTree.of(items), shelf.engine().nextId(), 0, false);
  }

  @SuppressWarnings("unchecked") // the order is of the type that the codec gives
  private <E> TypedContent scores(SortedSetContent<?> content, @Nullable SortedSetOrder<E> order) {
    Map<E, Double> scores = new HashMap<>(content.size() * 2);
    content.forEach(
        entry -> {
          E member = (E) element(0, entry.member());
          if (scores.put(member, entry.score()) != null) {
            throw ClientText.twice(member);
          }
        });
    return SortedSetContent.of(to, Objects.requireNonNull(order), scores)
        .withId(shelf.engine().nextId());
  }
}
