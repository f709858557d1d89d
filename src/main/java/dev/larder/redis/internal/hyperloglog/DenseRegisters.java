package dev.larder.redis.internal.hyperloglog;

/** Registers of six bits each. */
final class DenseRegisters implements Registers {
  private static final int WIDTH = 6;
  private static final int MASK = (1 << WIDTH) - 1;

  /** With the header. */
  static final int SIZE = HEADER + COUNT * WIDTH / Byte.SIZE;

  private final byte[] bytes;

  DenseRegisters(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The dense form of others, with their header. */
  static DenseRegisters of(Registers others) {
    byte[] bytes = new byte[SIZE];
    System.arraycopy(others.bytes(), 0, bytes, 0, HEADER);
    DenseRegisters dense = new DenseRegisters(bytes);
    byte[] values = new byte[COUNT];
    others.raise(values);
    for (int i = 0; i < COUNT; i++) {
      dense.raise(i, values[i]);
    }
    return dense;
  }

  private int get(int index) {
    int bit = index * WIDTH;
    int at = HEADER + bit / Byte.SIZE;
    int pair = bytes[at] & 0xff | (at + 1 < SIZE ? (bytes[at + 1] & 0xff) << Byte.SIZE : 0);
    return pair >> bit % Byte.SIZE & MASK;
  }

  @Override
  public boolean raise(int index, int value) {
    if (value <= get(index)) {
      return false;
    }
    int bit = index * WIDTH;
    int at = HEADER + bit / Byte.SIZE;
    int shift = bit % Byte.SIZE;
    bytes[at] = (byte) (bytes[at] & ~(MASK << shift) | value << shift);
    if (shift + WIDTH > Byte.SIZE) {
      int above = Byte.SIZE - shift;
      bytes[at + 1] = (byte) (bytes[at + 1] & ~(MASK >> above) | value >> above);
    }
    return true;
  }

  @Override
  public void raise(byte[] others) {
    for (int i = 0; i < COUNT; i++) {
      others[i] = (byte) Math.max(others[i], get(i));
    }
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }
}
