package dev.larder.redis.internal.hyperloglog;

import dev.larder.redis.internal.Errors;

/**
 * A sketch that tells how many different elements were added to it. For one thread.
 *
 * <pre>
 *   "HYLL"  form: 0 dense, 1 sparse  3 bytes of 0  8 bytes of estimate  registers
 * </pre>
 *
 * <p>The estimate has its lowest byte first; its highest bit says that it is out of date.
 */
public final class HyperLogLog {
  private static final byte[] MAGIC = {'H', 'Y', 'L', 'L'};
  private static final int FORM = MAGIC.length;
  private static final int DENSE = 0;
  private static final int SPARSE = 1;
  private static final int ESTIMATE = 8;
  private static final int STALE = 15;

  private static final long SEED = 0xadc83b19L;
  private static final int INDEX_BITS = 14;

  /** The greatest value of a register: a one at this place ends all hashes. */
  private static final int HIGHEST = Long.SIZE - INDEX_BITS + 1;

  private Registers registers;

  private HyperLogLog(Registers registers) {
    this.registers = registers;
  }

  /** One to which nothing was added. */
  public static HyperLogLog empty(int mostSparseBytes) {
    byte[] bytes = SparseRegisters.empty();
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[FORM] = SPARSE;
    return new HyperLogLog(new SparseRegisters(bytes, mostSparseBytes));
  }

  /**
   * One from its bytes, which are copied.
   *
   * @param mostSparseBytes beyond this it becomes dense
   * @throws dev.larder.redis.internal.RedisException if the bytes are none
   */
  public static HyperLogLog of(byte[] bytes, int mostSparseBytes) {
    boolean known = bytes.length >= Registers.HEADER;
    for (int i = 0; known && i < MAGIC.length; i++) {
      known = bytes[i] == MAGIC[i];
    }
    if (known && bytes[FORM] == SPARSE) {
      return new HyperLogLog(new SparseRegisters(bytes.clone(), mostSparseBytes));
    }
    if (known && bytes[FORM] == DENSE && bytes.length == DenseRegisters.SIZE) {
      return new HyperLogLog(new DenseRegisters(bytes.clone()));
    }
    throw Errors.notHyperLogLog();
  }

  /** The bytes, for which there is no other use of this object afterwards. */
  public byte[] bytes() {
    return registers.bytes();
  }

  /** Whether each register has its own place. */
  public boolean isDense() {
    return registers instanceof DenseRegisters;
  }

  /** Gives each register its own place. */
  public void toDense() {
    if (!isDense()) {
      registers = DenseRegisters.of(registers);
      registers.bytes()[FORM] = DENSE;
    }
  }

  /** Adds an element; answers whether anything has changed. */
  public boolean add(byte[] element) {
    long hash = Murmur.hash(element, SEED);
    int index = (int) hash & Registers.COUNT - 1;
    long rest = hash >>> INDEX_BITS | 1L << HIGHEST - 1;
    return raise(index, 1 + Long.numberOfTrailingZeros(rest));
  }

  private boolean raise(int index, int value) {
    if (registers instanceof SparseRegisters sparse && !sparse.hasRoomFor(index, value)) {
      toDense();
    }
    boolean raised = registers.raise(index, value);
    if (raised) {
      outdate();
    }
    return raised;
  }

  /** Raises all registers to those of others, as {@link #mergeInto} gave them. */
  public void merge(byte[] values) {
    for (int i = 0; i < Registers.COUNT; i++) {
      if (values[i] > 0) {
        raise(i, values[i]);
      }
    }
    outdate();
  }

  /** Raises values to those of the registers. */
  public void mergeInto(byte[] values) {
    registers.raise(values);
  }

  /** Room for the registers of several sketches. */
  public static byte[] values() {
    return new byte[Registers.COUNT];
  }

  /** Says that the estimate in the header holds no more. */
  public void outdate() {
    bytes()[STALE] |= (byte) 0x80;
  }

  /** Whether the estimate in the header holds. */
  public boolean isEstimated() {
    return bytes()[STALE] >= 0;
  }

  /** How many different elements there were, more or less; noted in the header. */
  public long estimate() {
    byte[] bytes = bytes();
    if (!isEstimated()) {
      long rest = estimate(registers);
      for (int i = 0; i < Long.BYTES; i++) {
        bytes[ESTIMATE + i] = (byte) (rest >>> i * Byte.SIZE);
      }
    }
    long estimate = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      estimate = estimate << Byte.SIZE | bytes[ESTIMATE + i] & 0xff;
    }
    return estimate;
  }

  private static long estimate(Registers registers) {
    byte[] values = values();
    registers.raise(values);
    return estimate(values);
  }

  /** How many different elements there were in sketches that were merged. */
  public static long estimate(byte[] values) {
    int[] counts = new int[1 << 6];
    for (byte value : values) {
      counts[value]++;
    }
    return Estimate.of(counts, HIGHEST);
  }

  /** The form in words, as PFDEBUG DECODE tells it; null when it is dense. */
  public @org.jspecify.annotations.Nullable String describe() {
    return registers instanceof SparseRegisters sparse ? sparse.describe() : null;
  }
}
