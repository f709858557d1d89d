package dev.larder.internal.codec;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From bytes to the trees of {@link Described}. */
final class TreeReader {
  /** The key of what can't be looked into. */
  static final String BASE64 = "base64";

  /** A value inside of a record, and what it says of its type. */
  private record Typed(CodecName type, @Nullable Object tree) {}

  private TreeReader() {}

  /** Reads what the codec of a name wrote. */
  static Object read(CodecName type, ByteSource in, int depth) {
    if (type.is("list", 1)) {
      return list(type.argument(0), in, depth);
    }
    if (type.is("map", 2)) {
      return map(type.argument(0), type.argument(1), in, depth);
    }
    if (type.arguments().isEmpty()) {
      Scalar<?> scalar = Scalars.byName(type.head());
      if (scalar != null) {
        return scalar.readTree(in);
      }
      if (type.head().startsWith(RecordCodec.PREFIX)) {
        return record(in, depth);
      }
      if (type.head().startsWith(EnumCodec.PREFIX)) {
        return in.getText(in.remaining());
      }
    }
    return Map.of(BASE64, Base64.getEncoder().encodeToString(in.get(in.remaining())));
  }

  private static Object list(CodecName elements, ByteSource in, int depth) {
    int count = ValueFormat.count(in, 1);
    List<@Nullable Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(part(elements, in, depth));
    }
    return list;
  }

  private static Object map(CodecName keys, CodecName values, ByteSource in, int depth) {
    int count = ValueFormat.count(in, 2);
    List<@Nullable Object> pairs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Object key = part(keys, in, depth);
      pairs.add(List.of(key, part(values, in, depth)));
    }
    return mapOrPairs(pairs);
  }

  private static Object part(CodecName type, ByteSource in, int depth) {
    ByteSource part = in.getPart();
    Object tree = read(type, part, depth);
    part.end();
    return tree;
  }

  /** A map if that can hold all pairs as they are. */
  private static Object mapOrPairs(List<@Nullable Object> pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> both)
          || !(both.get(0) instanceof String key)
          || map.containsKey(key)) {
        return pairs;
      }
      map.put(key, both.get(1));
    }
    return map;
  }

  private static Object record(ByteSource in, int depth) {
    ValueFormat.version(in);
    int count = in.getCount();
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = in.getText(in.getCount());
      Typed value = value(in, depth);
      if (!names.add(name)) {
        throw new IllegalArgumentException("a record has the component " + name + " twice");
      }
      record.put(name + ":" + value.type(), value.tree());
    }
    return record;
  }

  private static Typed value(ByteSource in, int depth) {
    int tag = in.getByte() & 0xff;
    ByteSource part = in.getPart();
    Typed value = payload(tag, part, depth);
    part.end();
    return value;
  }

  private static Typed payload(int tag, ByteSource in, int depth) {
    return switch (tag) {
      case ValueFormat.NULL -> new Typed(CodecName.NULL, null);
      case ValueFormat.RECORD ->
          new Typed(CodecName.of("record"), record(in, ValueFormat.deeper(depth)));
      case ValueFormat.ENUM -> new Typed(CodecName.of("enum"), in.getText(in.remaining()));
      case ValueFormat.LIST, ValueFormat.SET ->
          elements(tag, ValueFormat.count(in, ValueFormat.LEAST_VALUE_BYTES), in, depth);
      case ValueFormat.OPTIONAL -> elements(tag, in.remaining() == 0 ? 0 : 1, in, depth);
      case ValueFormat.MAP -> entries(in, depth);
      default -> scalar(tag, in);
    };
  }

  private static Typed scalar(int tag, ByteSource in) {
    Scalar<?> scalar = Scalars.byTag(tag);
    if (scalar == null) {
      throw new IllegalArgumentException("the data has the unknown tag " + tag);
    }
    return new Typed(CodecName.of(scalar.name()), scalar.readTree(in));
  }

  private static Typed elements(int tag, int count, ByteSource in, int depth) {
    List<@Nullable Object> trees = new ArrayList<>(count);
    CodecName type = CodecName.NULL;
    for (int i = 0; i < count; i++) {
      Typed element = value(in, ValueFormat.deeper(depth));
      type = type.join(element.type());
      trees.add(element.tree());
    }
    return new Typed(CodecName.of(ValueFormat.name(tag), type), trees);
  }

  private static Typed entries(ByteSource in, int depth) {
    int count = ValueFormat.count(in, 2 * ValueFormat.LEAST_VALUE_BYTES);
    List<@Nullable Object> pairs = new ArrayList<>(count);
    CodecName keys = CodecName.NULL;
    CodecName values = CodecName.NULL;
    for (int i = 0; i < count; i++) {
      Typed key = value(in, ValueFormat.deeper(depth));
      Typed value = value(in, ValueFormat.deeper(depth));
      keys = keys.join(key.type());
      values = values.join(value.type());
      List<@Nullable Object> pair = new ArrayList<>(2);
      pair.add(key.tree());
      pair.add(value.tree());
      pairs.add(pair);
    }
    return new Typed(CodecName.of("map", keys, values), mapOrPairs(pairs));
  }
}
