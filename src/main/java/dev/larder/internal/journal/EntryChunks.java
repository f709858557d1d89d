package dev.larder.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of many entries, one after the other in few large arrays: no object for each. An entry
 * is known by its place, a number of {@link #PLACE_BITS} bits.
 *
 * <pre>
 *   expiry 8, length of the key 4, length of the value 4, key, value; filled up to 16 bytes
 * </pre>
 *
 * <p>The length of the key is negative when the entry is no more.
 */
final class EntryChunks {
  static final int PLACE_BITS = 35;

  private static final int OFFSET_BITS = 18;
  private static final int UNIT_BITS = 4;
  private static final int MOST_CHUNKS = 1 << PLACE_BITS - OFFSET_BITS;

  private static final int SMALLEST = 256;

  /**
   * With the array's header, a whole number of G1's regions when the heap is below 16 GB: then
   * young collections do not copy it.
   */
  private static final int LARGEST = (1 << 22) - 16;

  /** An entry that is larger gets an array of its own. */
  private static final int OWN_CHUNK = 1 << 21;

  private static final int HEADER = 16;
  private static final int KEY_LENGTH = 8;
  private static final int VALUE_LENGTH = 12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[][] chunks = {};

  /** How many bytes of each are filled; of the current one, that stands in {@link #end}. */
  private int[] ends = {};

  private int count;
  private byte[] chunk = {};
  private int current = -1;
  private int end;
  private long bytes;

  /** How many bytes have been written. */
  long bytes() {
    return bytes;
  }

  /** Adds an entry whose key and value lie in an array; answers its place. */
  long add(byte[] source, int key, int keyLength, int value, int valueLength, long expiresAt) {
    int size = HEADER + Math.addExact(keyLength, valueLength);
    byte[] target = chunk;
    int at = end;
    int index = current;
    if (target.length - at < size) {
      index = size > OWN_CHUNK ? own(size) : next(size);
      target = chunks[index];
      at = 0;
    }
    if (index == current) {
      end = Math.min(target.length, roundedUp(at + size));
    }
    LONG.set(target, at, expiresAt);
    INT.set(target, at + KEY_LENGTH, keyLength);
    INT.set(target, at + VALUE_LENGTH, valueLength);
    System.arraycopy(source, key, target, at + HEADER, keyLength);
    System.arraycopy(source, value, target, at + HEADER + keyLength, valueLength);
    bytes += size;
    return (long) index << OFFSET_BITS | at >>> UNIT_BITS;
  }

  private static int roundedUp(int offset) {
    return offset + (1 << UNIT_BITS) - 1 & -1 << UNIT_BITS;
  }

  /** Begins the next of those that entries share. */
  private int next(int size) {
    if (current >= 0) {
      ends[current] = end;
    }
    int doubled = Math.min(LARGEST, Math.max(SMALLEST, chunk.length * 2));
    current = append(Math.max(size, doubled));
    chunk = chunks[current];
    end = 0;
    return current;
  }

  private int own(int size) {
    int index = append(size);
    ends[index] = size;
    return index;
  }

  private int append(int length) {
    if (count == MOST_CHUNKS) {
      throw new OutOfMemoryError("more than a quarter of a tebibyte in one map or set");
    }
    if (count == chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(1, count * 2));
      ends = Arrays.copyOf(ends, chunks.length);
    }
    chunks[count] = new byte[length];
    return count++;
  }

  /** Adds an entry of other chunks. */
  long add(EntryChunks other, long place) {
    byte[] source = other.array(place);
    int key = other.key(place);
    int keyLength = other.keyLength(place);
    return add(
        source, key, keyLength, key + keyLength, other.valueLength(place), other.expiresAt(place));
  }

  byte[] array(long place) {
    return chunks[(int) (place >>> OFFSET_BITS)];
  }

  private static int offset(long place) {
    return ((int) place & (1 << OFFSET_BITS) - 1) << UNIT_BITS;
  }

  /** Where in the array the key begins; the value follows it. */
  int key(long place) {
    return offset(place) + HEADER;
  }

  int keyLength(long place) {
    return (int) INT.get(array(place), offset(place) + KEY_LENGTH);
  }

  int valueLength(long place) {
    return (int) INT.get(array(place), offset(place) + VALUE_LENGTH);
  }

  long expiresAt(long place) {
    return (long) LONG.get(array(place), offset(place));
  }

  void setExpiresAt(long place, long expiresAt) {
    LONG.set(array(place), offset(place), expiresAt);
  }

  /** How many bytes an entry takes. */
  int size(long place) {
    return HEADER + keyLength(place) + valueLength(place);
  }

  boolean hasKey(long place, byte[] source, int from, int length) {
    byte[] array = array(place);
    int at = offset(place);
    return (int) INT.get(array, at + KEY_LENGTH) == length
        && Arrays.equals(array, at + HEADER, at + HEADER + length, source, from, from + length);
  }

  /** Ends an entry; answers how many bytes it took. */
  int end(long place) {
    int size = size(place);
    INT.set(array(place), offset(place) + KEY_LENGTH, ~keyLength(place));
    return size;
  }

  /** Hands out all entries that have not ended, in the order in which they came. */
  void forEach(StoredTable.Visitor visitor) {
    for (int i = 0; i < count; i++) {
      byte[] array = chunks[i];
      int to = i == current ? end : ends[i];
      for (int at = 0; at < to; ) {
        int keyLength = (int) INT.get(array, at + KEY_LENGTH);
        int valueLength = (int) INT.get(array, at + VALUE_LENGTH);
        if (keyLength >= 0) {
          long expiresAt = (long) LONG.get(array, at);
          visitor.accept(array, at + HEADER, keyLength, valueLength, expiresAt);
        }
        int size = HEADER + Math.max(keyLength, ~keyLength) + valueLength;
        at = size < to - at ? roundedUp(at + size) : to;
      }
    }
  }

  /** The length of the value whose key begins there, as {@link #forEach} told. */
  static int valueLength(byte[] array, int key) {
    return (int) INT.get(array, key - HEADER + VALUE_LENGTH);
  }

  /** Where the value begins whose key begins there. */
  static int value(byte[] array, int key) {
    return key + (int) INT.get(array, key - HEADER + KEY_LENGTH);
  }
}
