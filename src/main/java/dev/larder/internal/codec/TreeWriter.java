package dev.larder.internal.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the trees of {@link Described} to bytes. They come from a file, so nothing is trusted. */
final class TreeWriter {
  private TreeWriter() {}

  /** Appends what the codec of a name would write. */
  static void write(CodecName type, @Nullable Object tree, ByteSink out, int depth) {
    String head = type.head();
    Scalar<?> scalar = type.arguments().isEmpty() ? Scalars.byName(head) : null;
    if (type.is("list", 1)) {
      parts(List.of(type.argument(0)), elements(tree), out, depth);
    } else if (type.is("map", 2)) {
      parts(type.arguments(), keysAndValues(tree), out, depth);
    } else if (scalar != null) {
      scalar(scalar, tree, out);
    } else if (type.arguments().isEmpty() && head.startsWith(RecordCodec.PREFIX)) {
      record(tree, out, depth);
    } else if (type.arguments().isEmpty() && head.startsWith(EnumCodec.PREFIX)) {
      out.putText(text(tree));
    } else {
      out.put(Base64.getDecoder().decode(text(object(tree).get(TreeReader.BASE64))));
    }
  }

  /** Appends a count and parts whose types take turns. */
  private static void parts(List<CodecName> types, List<?> trees, ByteSink out, int depth) {
    out.putVarint(trees.size() / types.size());
    for (int i = 0; i < trees.size(); i++) {
      int begin = out.beginSized();
      write(types.get(i % types.size()), trees.get(i), out, depth);
      out.endSized(begin);
    }
  }

  private static void record(@Nullable Object tree, ByteSink out, int depth) {
    Map<?, ?> components = object(tree);
    out.putByte(ValueFormat.VERSION);
    out.putVarint(components.size());
    for (Map.Entry<?, ?> component : components.entrySet()) {
      String key = text(component.getKey());
      int colon = key.lastIndexOf(':'); // no type has one
      if (colon < 0) {
        throw new IllegalArgumentException("the component \"" + key + "\" has no type");
      }
      int begin = out.beginSized();
      out.putText(key.substring(0, colon));
      out.endSized(begin);
      value(CodecName.parse(key.substring(colon + 1)), component.getValue(), out, depth);
    }
  }

  private static void value(CodecName type, @Nullable Object tree, ByteSink out, int depth) {
    out.putByte(tree == null ? ValueFormat.NULL : tag(type));
    int begin = out.beginSized();
    if (tree != null) {
      payload(type, tree, out, depth);
    }
    out.endSized(begin);
  }

  private static int tag(CodecName type) {
    for (int tag = ValueFormat.NULL + 1; tag <= ValueFormat.OPTIONAL; tag++) {
      if (type.is(ValueFormat.name(tag), arguments(tag))) {
        return tag;
      }
    }
    throw new IllegalArgumentException("\"" + type + "\" is no type of a component");
  }

  private static int arguments(int tag) {
    return switch (tag) {
      case ValueFormat.LIST, ValueFormat.SET, ValueFormat.OPTIONAL -> 1;
      case ValueFormat.MAP -> 2;
      default -> 0;
    };
  }

  private static void payload(CodecName type, Object tree, ByteSink out, int depth) {
    switch (type.head()) {
      case "record" -> record(tree, out, ValueFormat.deeper(depth));
      case "enum" -> out.putText(text(tree));
      case "list", "set" -> {
        List<?> elements = elements(tree);
        out.putVarint(elements.size());
        values(type, elements, out, depth);
      }
      case "map" -> {
        List<?> both = keysAndValues(tree);
        out.putVarint(both.size() / 2);
        values(type, both, out, depth);
      }
      case "optional" -> {
        List<?> elements = elements(tree);
        if (elements.size() > 1) {
          throw wanted("a list of at most one element", tree);
        }
        values(type, elements, out, depth);
      }
      default -> scalar(Scalars.byTag(tag(type)), tree, out);
    }
  }

  /** Appends values that take turns at the arguments of a type. */
  private static void values(CodecName type, List<?> trees, ByteSink out, int depth) {
    for (int i = 0; i < trees.size(); i++) {
      CodecName argument = type.argument(i % type.arguments().size());
      value(argument, trees.get(i), out, ValueFormat.deeper(depth));
    }
  }

  private static <T> void scalar(@Nullable Scalar<T> scalar, @Nullable Object tree, ByteSink out) {
    if (scalar == null || tree == null || !scalar.prints(tree)) {
      throw wanted(scalar == null ? "null" : scalar.name(), tree);
    }
    scalar.write(scalar.parse(tree.toString()), out);
  }

  private static String text(@Nullable Object tree) {
    if (tree instanceof String text) {
      return text;
    }
    throw wanted("a text", tree);
  }

  private static Map<?, ?> object(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw wanted("an object", tree);
  }

  private static List<?> elements(@Nullable Object tree) {
    if (tree instanceof List<?> list) {
      return list;
    }
    throw wanted("a list", tree);
  }

  private static List<?> keysAndValues(@Nullable Object tree) {
    List<@Nullable Object> both = new ArrayList<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> both.addAll(Arrays.asList(key, value)));
      return both;
    }
    for (Object pair : elements(tree)) {
      if (elements(pair).size() != 2) {
        throw wanted("a pair of key and value", pair);
      }
      both.addAll(elements(pair));
    }
    return both;
  }

  private static IllegalArgumentException wanted(String what, @Nullable Object tree) {
    String found = tree == null ? "null" : tree.getClass().getSimpleName();
    return new IllegalArgumentException(what + " is wanted, but there is " + found);
  }
}
