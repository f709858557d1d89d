package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ways to compare two replies. */
final class Shapes {
  private Shapes() {}

  /** Equal to the byte, but for the order in RESP3's sets. */
  static boolean exact(Value ours, Value real) {
    return text(ours).equals(text(real));
  }

  /** Equal when the top level's elements, taken {@code each} at a time, may come in any order. */
  static boolean unordered(Value ours, Value real, int each) {
    return kind(ours).equals(kind(real)) && groups(ours, each).equals(groups(real, each));
  }

  /** The type of reply, without what it says. */
  static String kind(Value value) {
    String name = value.getClass().getSimpleName();
    return value instanceof Value.Null none ? name + none.mark() : name;
  }

  private static List<String> groups(Value value, int each) {
    List<Value> children = value.children();
    if (children.isEmpty()) {
      return List.of(text(value));
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < children.size(); i += each) {
      StringBuilder group = new StringBuilder();
      for (Value child : children.subList(i, Math.min(i + each, children.size()))) {
        group.append(text(child)).append(' ');
      }
      groups.add(group.toString());
    }
    Collections.sort(groups);
    return groups;
  }

  /** The reply as text, with sets in order. */
  private static String text(Value value) {
    if (value.children().isEmpty()) {
      return value.toString();
    }
    List<String> texts = new ArrayList<>();
    value.children().forEach(child -> texts.add(text(child)));
    if (value instanceof Value.SetValue) {
      Collections.sort(texts);
    }
    return kind(value) + texts;
  }
}
