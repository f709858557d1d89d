package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.time.TimeSource;
import dev.larder.internal.tx.TxAccess;
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

  /** How a string came to be, for what is told of how it is stored; it changes nothing else. */
  public enum Form {
    /** Given by a client as a whole. */
    NATURAL,
    /** A copy of another string. */
    COPIED,
    /** Written out as text. */
    TEXT,
    /** Made in place, byte by byte. */
    GROWN
  }

  /** What must be there for a string to be put. */
  public enum When {
    ALWAYS,
    /** Nothing stands under the name. */
    ABSENT,
    /** Something does, of any type. */
    PRESENT
  }

  /** As the deadline of a string that is put: that of what is there, if it has one. */
  public static final long KEEP_DEADLINE = Long.MIN_VALUE;

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
    private final Form form;

    /**
     * A string, or none.
     *
     * @param bytes the bytes, or null for no string at all
     * @param expiresAt in milliseconds of the epoch, or {@link Node#NEVER}
     */
    public Made(byte @Nullable [] bytes, long expiresAt) {
      this(bytes, expiresAt, Form.NATURAL);
    }

    /** A string that came to be in a certain way, or none. */
    public Made(byte @Nullable [] bytes, long expiresAt, Form form) {
      this.bytes = bytes;
      this.expiresAt = expiresAt;
      this.form = form;
    }
  }

  /** The bytes, not to be changed, or null when there is no string. */
  public byte @Nullable [] get() {
    return bytes(binding.content());
  }

  private static byte @Nullable [] bytes(@Nullable TypedContent content) {
    return content == null ? null : (byte[]) ((ValueContent) content).value();
  }

  /** How the string came to be; natural when there is none. */
  public Form form() {
    TypedContent content = binding.content();
    return content == null ? Form.NATURAL : ((ValueContent) content).form();
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
      return bytes == before && current != null && made.form == Form.NATURAL
          ? current.value()
          : new ValueContent(RAW, bytes, made.form);
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return expiresAt;
    }
  }

  /** Puts a string in place of whatever the name stands for. */
  public void put(byte[] bytes, long expiresAt) {
    put(bytes, expiresAt, When.ALWAYS, Form.NATURAL);
  }

  /**
   * Puts a string in place of whatever the name stands for, if that is there which shall be.
   *
   * @param expiresAt in milliseconds of the epoch, {@link Node#NEVER} or {@link #KEEP_DEADLINE}
   * @return whether it was put
   */
  public boolean put(byte[] bytes, long expiresAt, When when, Form form) {
    Objects.requireNonNull(bytes, "bytes");
    Put put = new Put(expiresAt, when, binding.shelf.engine().time());
    ValueContent content = new ValueContent(RAW, bytes, form);
    Access access = binding.access;
    access.change(access.world().names(), binding.name, binding.name.hashCode(), put, content);
    if (!put.hasTable) {
      return put.isMet;
    }
    // A table must end with its name: that takes a transaction.
    return binding.shelf.atomically(binding.access, tx -> putForTable(tx, content, put));
  }

  private boolean putForTable(TxAccess tx, ValueContent content, Put put) {
    Node found = Names.find(tx, binding.name);
    if (put.when != When.ALWAYS && (found != null) != (put.when == When.PRESENT)) {
      return false;
    }
    long deadline = put.expiresAt(found);
    Names.delete(tx, binding.name);
    Names.change(tx, binding.name, new Names.Put(deadline), content);
    return true;
  }

  /** Puts with no look at what is there but whether it is, unless that has a table. */
  private static final class Put implements Operation {
    private final long deadline;
    private final When when;
    private final TimeSource time;
    private boolean hasTable;
    private boolean isMet;

    Put(long deadline, When when, TimeSource time) {
      this.deadline = deadline;
      this.when = when;
      this.time = time;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object content) {
      hasTable = current != null && ((Content) current.value()).table() != null;
      if (hasTable) {
        return KEEP;
      }
      isMet = when == When.ALWAYS || isThere(current) == (when == When.PRESENT);
      return isMet ? Objects.requireNonNull(content) : KEEP;
    }

    private boolean isThere(@Nullable Node current) {
      return current != null && ((TypedContent) current.value()).isInhabited(time.millis());
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      if (deadline != KEEP_DEADLINE) {
        return deadline;
      }
      return current == null ? Node.NEVER : current.expiresAt();
    }
  }
}
