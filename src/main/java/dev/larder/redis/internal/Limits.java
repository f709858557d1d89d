package dev.larder.redis.internal;

/** How long strings may get; looked at before memory is taken. */
public final class Limits {
  /** Of a string, in bytes, as Redis's proto-max-bulk-len has it by default. */
  public static final int LONGEST_STRING = 512 * 1024 * 1024;

  /** Below this nobody asks whether there is room. */
  private static final int SMALL = 1024 * 1024;

  private Limits() {}

  /**
   * Says that a string may be so long.
   *
   * @throws RedisException if it may not, or if the heap has no room for it
   */
  public static int length(long length) {
    if (length < 0 || length > LONGEST_STRING) {
      throw Errors.tooLong();
    }
    if (length > SMALL) {
      Runtime runtime = Runtime.getRuntime();
      long used = runtime.totalMemory() - runtime.freeMemory();
      if (2 * length > runtime.maxMemory() - used) {
        throw Errors.outOfMemory();
      }
    }
    return (int) length;
  }
}
