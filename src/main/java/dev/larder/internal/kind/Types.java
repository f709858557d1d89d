package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.CollectionType;
import dev.larder.internal.journal.TypeName;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What a name stands for, with the types of its elements: what a handle must agree with. */
public final class Types {
  private final CollectionType kind;
  private final List<Element<?>> elements;

  /** Made when it is needed first; whoever makes it makes the same. */
  private @Nullable TypeName name;

  private Types(CollectionType kind, List<Element<?>> elements) {
    this.kind = kind;
    this.elements = elements;
  }

  /** The types of a kind with the given elements. */
  public static Types of(CollectionType kind, Element<?>... elements) {
    return new Types(kind, List.of(elements));
  }

  /** Whether the elements are a client's bytes, which any other types may be read from. */
  boolean isRaw() {
    return !elements.isEmpty() && elements.get(0).isRaw();
  }

  /** The class of an element. */
  Class<?> type(int element) {
    return elements.get(element).type();
  }

  /** How many types its elements have. */
  int elements() {
    return elements.size();
  }

  /** What it is. */
  public CollectionType kind() {
    return kind;
  }

  /**
   * The codec of an element.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked") // what is encoded was taken in by a handle of this type
  Codec<Object> codec(int element) {
    return (Codec<Object>) elements.get(element).codec();
  }

  /**
   * What the disk calls this.
   *
   * @throws IllegalArgumentException if an element has no codec
   */
  TypeName name() {
    TypeName made = name;
    if (made == null) {
      made = new TypeName(kind, elements.stream().map(element -> element.codec().name()).toList());
      name = made;
    }
    return made;
  }

  /** Equality, with the quick look first, since handles and contents share the object. */
  @Override
  @SuppressWarnings("ReferenceEquality") // for speed, before the real comparison
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Types types && kind == types.kind && elements.equals(types.elements));
  }

  @Override
  public int hashCode() {
    return kind.hashCode() * 31 + elements.hashCode();
  }

  /** As texts name it, such as {@code map<String, Integer>}. */
  @Override
  public String toString() {
    if (elements.isEmpty()) {
      return kind.toString();
    }
    StringJoiner text = new StringJoiner(", ", kind + "<", ">");
    elements.forEach(element -> text.add(element.toString()));
    return text.toString();
  }
}
