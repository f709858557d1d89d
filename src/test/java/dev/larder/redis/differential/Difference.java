package dev.larder.redis.differential;

/**
 * Where two servers differed first.
 *
 * @param index the step's place; the number of steps if it is the keyspace that differs
 * @param at the command, or what of the keyspace
 */
record Difference(int index, String at, String ours, String real) {
  private static final int SHOWN = 2_000;

  @Override
  public String toString() {
    return "at:   " + at + "\nours: " + shortened(ours) + "\nreal: " + shortened(real);
  }

  private static String shortened(String text) {
    int length = text.length();
    return length <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + length + " characters)";
  }
}
