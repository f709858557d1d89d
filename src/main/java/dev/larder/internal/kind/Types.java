package dev.larder.internal.kind;

import dev.larder.CollectionType;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a collection is: its kind, and the classes of its elements.
 *
 * @param kind the kind
 * @param elements the classes, in the order in which the public method takes them
 */
public record Types(CollectionType kind, List<Class<?>> elements) {
  /** The types of a kind with the given element classes. */
  public static Types of(CollectionType kind, Class<?>... elements) {
    return new Types(kind, List.of(elements));
  }

  /** Equality, with the quick look first, since handles and contents share the object. */
  @Override
  @SuppressWarnings("ReferenceEquality") // for speed, before the real comparison
  public boolean equals(Object other) {
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
    for (Class<?> element : elements) {
      text.add(element.getSimpleName());
    }
    return text.toString();
  }
}
