package dev.larder.internal.journal;

import dev.larder.internal.codec.SeededHash;
import java.util.Arrays;

/** Bytes as the key of a map. */
public final class Bytes {
  private final byte[] array;
  private final int hash;

  Bytes(byte[] array) {
    this.array = array;
    this.hash = SeededHash.of(array, 0, array.length);
  }

  /** The bytes, not to be changed. */
  public byte[] array() {
    return array;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && hash == bytes.hash && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
