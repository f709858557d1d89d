package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value or a counter as a client of another system sees it: a string of bytes. */
public final class ByteString {
  private static final Types RAW = Types.of(CollectionType.VALUE, Element.RAW_VALUE);

  private final Binding binding;

  /** The string of a name; its type is checked when it is used. */
  public ByteString(Shelf shelf, Name name, Access access) {
    this.binding = new Binding(shelf, name, RAW, access);
  }

  /** What becomes of a string. */
  public interface Change {
    /**
     * Decides; it may be run again, and the last run counts.
     *
     * @param current the bytes, not to be changed, or null when there is no string
     * @param expiresAt when it runs out, in milliseconds of the epoch, or {@link Node#NEVER}
     * @return what it shall be, or null for no change
     */
    @Nullable Made make(byte @Nullable [] current, long expiresAt);
  }

  /** What a string shall be. */
  public static final class Made {
    private final byte @Nullable [] bytes;
    private final long expiresAt;

    /**
     * A string, or none.
     *
     * @param bytes the bytes, or null for no string at all
     * @param expiresAt in milliseconds of the epoch, or {@link Node#NEVER}
     */
    public Made(byte @Nullable [] bytes, long expiresAt) {
      this.bytes = bytes;
      this.expiresAt = expiresAt;
    }
  }

  /** The bytes, not to be changed, or null when there is no string. */
  public byte @Nullable [] get() {
    return bytes(binding.content());
  }

  private static byte @Nullable [] bytes(@Nullable TypedContent content) {
    return content == null ? null : (byte[]) ((ValueContent) content).value();
  }

  /** Changes the string atomically. */
  public void change(Change change) {
    binding.change(new Changing(change), null);
  }

  private final class Changing implements Operation {
    private final Change change;
    private long expiresAt = Node.NEVER;

    Changing(Change change) {
      this.change = change;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      byte[] before = bytes(binding.contentOf(current));
      Made made = change.make(before, current == null ? Node.NEVER : current.expiresAt());
      if (made == null) {
        return KEEP;
      }
      expiresAt = made.expiresAt;
      byte[] bytes = made.bytes;
      if (bytes == null) {
        return before == null ? KEEP : REMOVE;
      }
      return bytes == before && current != null ? current.value() : new ValueContent(RAW, bytes);
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return expiresAt;
    }
  }

  /** Puts a string in place of whatever the name stands for. */
  public void put(byte[] bytes, long expiresAt) {
    Objects.requireNonNull(bytes, "bytes");
    Put put = new Put(expiresAt);
    ValueContent content = new ValueContent(RAW, bytes);
    Access access = binding.access;
    access.change(access.world().names(), binding.name, binding.name.hashCode(), put, content);
    if (!put.hasTable) {
      return;
    }
    // A table must end with its name: that takes a transaction.
    binding.shelf.atomically(
        binding.access,
        tx -> {
          Names.delete(tx, binding.name);
          Names.change(tx, binding.name, new Put(expiresAt), content);
          return null;
        });
  }

  /** Puts without a look at what is there, unless that has a table. */
  private static final class Put implements Operation {
    private final long deadline;
    private boolean hasTable;

    Put(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object content) {
      hasTable = current != null && ((Content) current.value()).table() != null;
      return hasTable ? KEEP : Objects.requireNonNull(content);
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return deadline;
    }
  }
}
