package dev.larder.internal.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of many entries, one after the other in few large arrays: no object for each. An entry
 * is known by its place.
 *
 * <pre>
 *   expiry 8, length of the key 4, length of the value 4, key, value
 * </pre>
 */
final class EntryChunks {
  private static final int SMALLEST = 256;
  private static final int LARGEST = 1 << 20;
  private static final int HEADER = 16;
  private static final int KEY_LENGTH = 8;
  private static final int VALUE_LENGTH = 12;

  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] chunk = {};
  private int end;
  private long bytes;

  /** How many bytes have been written. */
  long bytes() {
    return bytes;
  }

  /** Adds an entry whose key and value lie in an array; answers its place. */
  long add(byte[] source, int key, int keyLength, int value, int valueLength, long expiresAt) {
    int size = HEADER + keyLength + valueLength;
    if (chunk.length - end < size) {
      chunk = new byte[Math.max(size, Math.min(LARGEST, Math.max(SMALLEST, chunk.length * 2)))];
      chunks.add(chunk);
      end = 0;
    }
    int at = end;
    setInt(chunk, at, (int) (expiresAt >>> 32));
    setInt(chunk, at + 4, (int) expiresAt);
    setInt(chunk, at + KEY_LENGTH, keyLength);
    setInt(chunk, at + VALUE_LENGTH, valueLength);
    System.arraycopy(source, key, chunk, at + HEADER, keyLength);
    System.arraycopy(source, value, chunk, at + HEADER + keyLength, valueLength);
    end += size;
    bytes += size;
    return (long) (chunks.size() - 1) << 32 | at;
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
    return chunks.get((int) (place >>> 32));
  }

  /** Where in the array the key begins; the value follows it. */
  int key(long place) {
    return (int) place + HEADER;
  }

  int keyLength(long place) {
    return getInt(array(place), (int) place + KEY_LENGTH);
  }

  int valueLength(long place) {
    return getInt(array(place), (int) place + VALUE_LENGTH);
  }

  long expiresAt(long place) {
    byte[] array = array(place);
    return (long) getInt(array, (int) place) << 32 | getInt(array, (int) place + 4) & 0xffffffffL;
  }

  /** How many bytes an entry takes. */
  int size(long place) {
    return HEADER + keyLength(place) + valueLength(place);
  }

  boolean hasKey(long place, byte[] source, int from, int length) {
    byte[] array = array(place);
    int at = (int) place;
    return getInt(array, at + KEY_LENGTH) == length
        && Arrays.equals(array, at + HEADER, at + HEADER + length, source, from, from + length);
  }

  private static void setInt(byte[] array, int at, int value) {
    array[at] = (byte) (value >>> 24);
    array[at + 1] = (byte) (value >>> 16);
    array[at + 2] = (byte) (value >>> 8);
    array[at + 3] = (byte) value;
  }

  private static int getInt(byte[] array, int at) {
    return (array[at] & 0xff) << 24
        | (array[at + 1] & 0xff) << 16
        | (array[at + 2] & 0xff) << 8
        | array[at + 3] & 0xff;
  }
}
