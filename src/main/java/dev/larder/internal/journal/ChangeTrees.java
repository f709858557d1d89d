package dev.larder.internal.journal;

import dev.larder.CollectionType;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.Described;
import dev.larder.internal.table.Node;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.collections.impl.map.mutable.primitive.LongObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes changes, in the order in which they were made, by trees of texts and numbers that JSON
 * has forms for. Remembers types, so that elements can be shown as what they are; where a type is
 * not known, its definition being lost, they are shown as text or bytes.
 */
final class ChangeTrees {
  private final LongObjectHashMap<TypeName> types = new LongObjectHashMap<>();
  private final LongObjectHashMap<TypeName> collections = new LongObjectHashMap<>();

  /** Adds what a change says to a tree. */
  void describe(ReadChange change, Map<String, @Nullable Object> tree) {
    switch (change.tag) {
      case ChangeFormat.TYPE -> {
        types.put(change.typeId, change.type);
        tree.put("change", "type");
        tree.put("id", change.typeId);
        tree.put("type", String.valueOf(change.type));
      }
      case ChangeFormat.CLEAR -> {
        tree.put("change", "clear");
        tree.put("world", change.world);
      }
      case ChangeFormat.STATE -> {
        tree.put("change", "state");
        tree.put("world", change.world);
        tree.put("next", change.id);
      }
      case ChangeFormat.DATABASE -> {
        tree.put("change", "database");
        tree.put("database", change.database);
        tree.put("world", change.world);
      }
      case ChangeFormat.PUT, ChangeFormat.PUT_EXPIRING -> entry("put", change, tree);
      case ChangeFormat.REMOVE -> entry("remove", change, tree);
      case ChangeFormat.DEADLINE -> entry("deadline", change, tree);
      case ChangeFormat.FREE -> name("free", change, tree);
      case ChangeFormat.EXPIRE -> {
        name("expire", change, tree);
        expiry(change, tree);
      }
      case ChangeFormat.VALUE -> value(change, tree);
      case ChangeFormat.BIND -> bind(change, tree);
      case ChangeFormat.SPLICE, ChangeFormat.APPEND -> items(change, tree);
      case ChangeFormat.SCORE -> scores(change, tree);
      case ChangeFormat.STREAM -> StreamTrees.change(Objects.requireNonNull(change.stream), tree);
      default -> throw ChangeFormat.unknownTag(change.tag);
    }
  }

  private static void name(String what, ReadChange change, Map<String, @Nullable Object> tree) {
    tree.put("change", what);
    if (change.database != 0) {
      tree.put("database", change.database);
    }
    tree.put("world", change.world);
    tree.put("name", text(change.name));
  }

  private static void expiry(ReadChange change, Map<String, @Nullable Object> tree) {
    if (change.expiresAt != Node.NEVER || change.tag == ChangeFormat.EXPIRE) {
      tree.put("expires", change.expiresAt == Node.NEVER ? null : Times.text(change.expiresAt));
    }
  }

  private void value(ReadChange change, Map<String, @Nullable Object> tree) {
    TypeName type = types.get(change.typeId);
    name("value", change, tree);
    expiry(change, tree);
    tree.put("type", type == null ? null : type.toString());
    byte[] value = change.values.get(0);
    if (type != null && type.kind() == CollectionType.COUNTER) {
      tree.put("value", new ByteSource(value).getZigzag());
    } else {
      tree.put("value", element(type, 0, value));
    }
  }

  private void bind(ReadChange change, Map<String, @Nullable Object> tree) {
    TypeName type = types.get(change.typeId);
    if (type != null) {
      collections.put(change.id, type);
    }
    name("bind", change, tree);
    expiry(change, tree);
    tree.put("type", type == null ? null : type.toString());
    tree.put("collection", change.id);
  }

  private void entry(String what, ReadChange change, Map<String, @Nullable Object> tree) {
    TypeName type = collections.get(change.id);
    tree.put("change", what);
    tree.put("collection", change.id);
    tree.put("key", element(type, 0, change.keys.get(0)));
    boolean ofSet = type != null && type.kind() == CollectionType.SET;
    if (!change.values.isEmpty() && !ofSet) {
      tree.put("value", element(type, 1, change.values.get(0)));
    }
    expiry(change, tree);
  }

  private void items(ReadChange change, Map<String, @Nullable Object> tree) {
    tree.put("change", change.tag == ChangeFormat.SPLICE ? "splice" : "append");
    tree.put("collection", change.id);
    tree.put("version", change.version);
    tree.put("from", change.from);
    if (change.tag == ChangeFormat.SPLICE) {
      tree.put("removed", change.removed);
    }
    tree.put("items", elements(change.id, change.values));
  }

  private void scores(ReadChange change, Map<String, @Nullable Object> tree) {
    tree.put("change", "score");
    tree.put("collection", change.id);
    tree.put("removed", elements(change.id, change.keys));
    List<@Nullable Object> members = elements(change.id, change.values);
    List<@Nullable Object> scores = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      double score = change.scores.get(i);
      // JSON has no infinity.
      Object shown = Double.isFinite(score) ? (Object) score : Double.toString(score);
      List<@Nullable Object> pair = new ArrayList<>();
      pair.add(shown);
      pair.add(members.get(i));
      scores.add(pair);
    }
    tree.put("scores", scores);
  }

  private List<@Nullable Object> elements(long collection, List<byte[]> all) {
    TypeName type = collections.get(collection);
    List<@Nullable Object> trees = new ArrayList<>();
    for (byte[] bytes : all) {
      trees.add(element(type, 0, bytes));
    }
    return trees;
  }

  /** An element as its codec's name says, if that is known and the bytes are of it. */
  private static @Nullable Object element(@Nullable TypeName type, int index, byte[] bytes) {
    if (type != null && index < type.elements().size()) {
      try {
        return Described.describe(type.elements().get(index), bytes);
      } catch (IllegalArgumentException otherBytes) {
        return text(bytes);
      }
    }
    return text(bytes);
  }

  /** Bytes as the text that they are, or as Base64 where they are none. */
  static Object text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException noText) {
      // shown as bytes
    }
    return Map.of("base64", Base64.getEncoder().encodeToString(bytes));
  }
}
