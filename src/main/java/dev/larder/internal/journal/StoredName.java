package dev.larder.internal.journal;

import dev.larder.internal.table.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a name stands for, in bytes, as recovery finds it. */
public final class StoredName {
  private final TypeName type;
  private final byte @Nullable [] value;
  private final @Nullable StoredCollection collection;
  private long expiresAt;

  private StoredName(
      TypeName type,
      byte @Nullable [] value,
      @Nullable StoredCollection collection,
      long expiresAt) {
    this.type = type;
    this.value = value;
    this.collection = collection;
    this.expiresAt = expiresAt;
  }

  static StoredName ofValue(TypeName type, byte[] value, long expiresAt) {
    return new StoredName(type, value, null, expiresAt);
  }

  static StoredName of(TypeName type, StoredCollection collection, long expiresAt) {
    return new StoredName(type, null, collection, expiresAt);
  }

  /** Its types, by the names of their codecs. */
  public TypeName type() {
    return type;
  }

  /** The bytes of a value or counter, not to be changed; null for a collection. */
  public byte @Nullable [] value() {
    return value;
  }

  /** The collection, or null for a value or counter. */
  public @Nullable StoredCollection collection() {
    return collection;
  }

  /** When it runs out, in milliseconds of the epoch, or {@link Node#NEVER}. */
  public long expiresAt() {
    return expiresAt;
  }

  void expiresAt(long deadline) {
    expiresAt = deadline;
  }

  /** Whether there is something in it. */
  public boolean isInhabited(long now) {
    return collection == null || collection.isInhabited(now);
  }

  /** Writes what the name stands for, but for what a collection holds. */
  public void describe(ChangeWriter out) {
    if (value == null) {
      out.bind(type, Objects.requireNonNull(collection).id());
    } else {
      int part = out.beginValue(type);
      out.out().put(value);
      out.endPart(part);
    }
  }

  /** Writes all that the name stands for; answers how much that is. */
  public long describeAll(ChangeWriter out) {
    describe(out);
    return collection == null ? 1 : collection.writeTo(out);
  }
}
