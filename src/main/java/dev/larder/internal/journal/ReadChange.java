package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamFormat;
import dev.larder.internal.table.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change as it stands in a record, taken apart and applied to nothing: for what looks at
 * changes from outside. Fields that a change does not have are 0, null or empty.
 */
final class ReadChange {
  final int tag;

  /** The database of a name or a world; 0 is the store's own keyspace. */
  int database;

  /** The world of a name, or the next one. */
  long world;

  /** The collection's number, or the first that nothing has had. */
  long id;

  long typeId;
  @Nullable TypeName type;
  byte[] name = {};
  long expiresAt = Node.NEVER;
  long version;
  int from;
  int removed;

  /** The key or the removed members. */
  final List<byte[]> keys = new ArrayList<>();

  /** The value, items, or members with scores. */
  final List<byte[]> values = new ArrayList<>();

  final List<Double> scores = new ArrayList<>();

  /** The change of a stream. */
  @Nullable StreamChange stream;

  private ReadChange(int tag) {
    this.tag = tag;
  }

  /**
   * Takes a record apart.
   *
   * @throws IllegalArgumentException if it is no record that a store writes
   */
  static List<ReadChange> all(byte[] bytes, int from, int length) {
    ByteSource in = new ByteSource(bytes, from, length);
    List<ReadChange> changes = new ArrayList<>();
    Map<Long, Integer> databases = new HashMap<>();
    while (in.remaining() > 0) {
      ReadChange change = new ReadChange(in.getByte());
      change.read(in);
      if (change.tag == ChangeFormat.DATABASE) {
        databases.put(change.world, change.database);
      } else if (change.isOfName()) {
        change.database = databases.getOrDefault(change.world, 0);
      }
      changes.add(change);
    }
    return changes;
  }

  private void read(ByteSource in) {
    switch (tag) {
      case ChangeFormat.TYPE -> readType(in);
      case ChangeFormat.CLEAR -> world = in.getVarint();
      case ChangeFormat.PUT,
          ChangeFormat.PUT_EXPIRING,
          ChangeFormat.REMOVE,
          ChangeFormat.DEADLINE ->
          readEntry(in);
      case ChangeFormat.FREE, ChangeFormat.EXPIRE, ChangeFormat.VALUE, ChangeFormat.BIND ->
          readName(in);
      case ChangeFormat.SPLICE, ChangeFormat.APPEND -> readItems(in);
      case ChangeFormat.SCORE -> readScores(in);
      case ChangeFormat.STREAM -> {
        StreamChange read = StreamFormat.read(in);
        id = read.id;
        version = read.version;
        stream = read;
      }
      case ChangeFormat.STATE -> {
        world = in.getVarint();
        id = in.getVarint();
      }
      case ChangeFormat.DATABASE -> {
        database = ChangeFormat.database(in.getVarint());
        world = in.getVarint();
      }
      default -> throw ChangeFormat.unknownTag(tag);
    }
  }

  private void readType(ByteSource in) {
    typeId = in.getVarint();
    int kind = in.getByte();
    List<String> elements = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      elements.add(in.getText(in.getCount()));
    }
    type = new TypeName(TypeName.kind(kind), List.copyOf(elements));
  }

  private void readEntry(ByteSource in) {
    id = in.getVarint();
    if (tag == ChangeFormat.PUT_EXPIRING || tag == ChangeFormat.DEADLINE) {
      readExpiry(in);
    }
    keys.add(in.getSized());
    if (tag != ChangeFormat.REMOVE && tag != ChangeFormat.DEADLINE) {
      values.add(in.getSized());
    }
  }

  private void readName(ByteSource in) {
    world = in.getVarint();
    name = in.getSized();
    if (tag == ChangeFormat.FREE) {
      return;
    }
    readExpiry(in);
    if (tag != ChangeFormat.EXPIRE) {
      typeId = in.getVarint();
    }
    if (tag == ChangeFormat.BIND) {
      id = in.getVarint();
    } else if (tag == ChangeFormat.VALUE) {
      values.add(in.getSized());
    }
  }

  private void readExpiry(ByteSource in) {
    long value = in.getVarint();
    expiresAt = value == 0 ? Node.NEVER : value - 1;
  }

  private void readItems(ByteSource in) {
    id = in.getVarint();
    version = in.getVarint();
    from = in.getCount();
    removed = tag == ChangeFormat.SPLICE ? in.getCount() : 0;
    for (int i = in.getCount(); i > 0; i--) {
      values.add(in.getSized());
    }
  }

  private void readScores(ByteSource in) {
    id = in.getVarint();
    for (int i = in.getCount(); i > 0; i--) {
      keys.add(in.getSized());
    }
    for (int i = in.getCount(); i > 0; i--) {
      scores.add(Double.longBitsToDouble(in.getLong()));
      values.add(in.getSized());
    }
  }

  /** Whether it is about a name of a world. */
  boolean isOfName() {
    return tag == ChangeFormat.FREE || tag == ChangeFormat.EXPIRE || isTyped();
  }

  /** Whether it says of which type a name is. */
  boolean isTyped() {
    return tag == ChangeFormat.VALUE || tag == ChangeFormat.BIND;
  }
}
