package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.SeededHash;
import dev.larder.internal.table.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a map or set in bytes, as recovery finds them. A chained hash table with one
 * object and one array an entry; the hash is seeded, since keys may be anybody's. For one thread
 * until it is complete.
 */
public final class StoredTable extends StoredCollection {
  private @Nullable Entry[] buckets = new @Nullable Entry[16];
  private int size;

  /** One entry: the bytes of the key, and behind them those of the value. */
  private static final class Entry {
    final int hash;
    final int keyLength;
    byte[] bytes;
    long expiresAt;
    @Nullable Entry next;

    Entry(int hash, int keyLength, byte[] bytes, long expiresAt, @Nullable Entry next) {
      this.hash = hash;
      this.keyLength = keyLength;
      this.bytes = bytes;
      this.expiresAt = expiresAt;
      this.next = next;
    }

    boolean hasKey(int otherHash, byte[] other, int from, int length) {
      return hash == otherHash
          && keyLength == length
          && Arrays.equals(bytes, 0, length, other, from, from + length);
    }
  }

  /** Gets entries. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * An entry.
     *
     * @param bytes the key's bytes, and behind them the value's; not to be changed
     * @param expiresAt in milliseconds of the epoch, or {@link Node#NEVER}
     */
    void accept(byte[] bytes, int keyLength, long expiresAt);
  }

  StoredTable(long id) {
    super(id);
  }

  /** How many entries there are, expired ones included. */
  public int size() {
    return size;
  }

  /** Reads a key and a value, each with its length before it, and puts them. */
  void put(ByteSource in, byte[] source, long expiresAt) {
    int keyLength = in.getCount();
    int key = in.position();
    in.skip(keyLength);
    int valueLength = in.getCount();
    int value = in.position();
    in.skip(valueLength);
    int hash = SeededHash.of(source, key, keyLength);
    byte[] bytes = new byte[keyLength + valueLength];
    System.arraycopy(source, key, bytes, 0, keyLength);
    System.arraycopy(source, value, bytes, keyLength, valueLength);
    Entry found = find(hash, source, key, keyLength);
    if (found != null) {
      found.bytes = bytes;
      found.expiresAt = expiresAt;
      return;
    }
    if (size >= buckets.length) {
      grow();
    }
    int index = hash & buckets.length - 1;
    buckets[index] = new Entry(hash, keyLength, bytes, expiresAt, buckets[index]);
    size++;
  }

  private @Nullable Entry find(int hash, byte[] source, int from, int length) {
    Entry entry = buckets[hash & buckets.length - 1];
    while (entry != null && !entry.hasKey(hash, source, from, length)) {
      entry = entry.next;
    }
    return entry;
  }

  private void grow() {
    @Nullable Entry[] larger = new @Nullable Entry[buckets.length * 2];
    for (Entry entry : buckets) {
      while (entry != null) {
        Entry next = entry.next;
        int index = entry.hash & larger.length - 1;
        entry.next = larger[index];
        larger[index] = entry;
        entry = next;
      }
    }
    buckets = larger;
  }

  /** Reads a key with its length before it, and removes it. */
  void remove(ByteSource in, byte[] source) {
    int length = in.getCount();
    int from = in.position();
    in.skip(length);
    int hash = SeededHash.of(source, from, length);
    int index = hash & buckets.length - 1;
    Entry before = null;
    for (Entry entry = buckets[index]; entry != null; entry = entry.next) {
      if (entry.hasKey(hash, source, from, length)) {
        if (before == null) {
          buckets[index] = entry.next;
        } else {
          before.next = entry.next;
        }
        size--;
        return;
      }
      before = entry;
    }
  }

  /** Hands out all entries, expired ones included. */
  public void forEach(Visitor visitor) {
    for (Entry entry : buckets) {
      for (; entry != null; entry = entry.next) {
        visitor.accept(entry.bytes, entry.keyLength, entry.expiresAt);
      }
    }
  }

  @Override
  public long writeTo(ChangeWriter out) {
    forEach(
        (bytes, keyLength, expiresAt) -> {
          out.putBytes(id(), bytes, keyLength, expiresAt);
          out.boundary();
        });
    return size;
  }

  @Override
  public boolean isInhabited(long now) {
    for (Entry entry : buckets) {
      for (; entry != null; entry = entry.next) {
        if (entry.expiresAt > now) {
          return true;
        }
      }
    }
    return false;
  }
}
