package dev.larder.internal.journal;

import dev.larder.CollectionType;
import java.util.List;
import java.util.StringJoiner;

/**
 * The types of a collection as the disk knows them.
 *
 * @param kind what it is
 * @param elements the names of the codecs of its elements
 */
public record TypeName(CollectionType kind, List<String> elements) {
  /** As texts name it, such as {@code map<string, int>}. */
  @Override
  public String toString() {
    if (elements.isEmpty()) {
      return kind.toString();
    }
    StringJoiner text = new StringJoiner(", ", kind + "<", ">");
    elements.forEach(text::add);
    return text.toString();
  }

  /** The byte that stands for a kind; never renumbered. */
  static int tag(CollectionType kind) {
    return switch (kind) {
      case VALUE -> 1;
      case COUNTER -> 2;
      case MAP -> 3;
      case LIST -> 4;
      case SET -> 5;
      case SORTED_SET -> 6;
      case STREAM -> 7;
    };
  }

  /**
   * The kind that a byte stands for.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CollectionType kind(int tag) {
    for (CollectionType kind : CollectionType.values()) {
      if (tag(kind) == tag) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a kind of collection from 1 to 7, found " + tag);
  }
}
