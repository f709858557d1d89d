package dev.larder.redis.internal.command;

/**
 * A place on the earth, and its score in a sorted set: 26 bits of the longitude and 26 of the
 * latitude, which take turns, the longitude's first (a geohash in binary).
 */
record Place(double longitude, double latitude) {
  static final double MAX_LONGITUDE = 180;

  /** Where the square map of the Mercator projection ends. */
  static final double MAX_LATITUDE = 85.05112878;

  private static final int STEPS = 26;
  private static final double CELLS = 1L << STEPS;
  private static final double EARTH_RADIUS_METRES = 6372797.560856;
  private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int TEXT_LENGTH = 11;

  /** Whether it is on the map. */
  boolean isValid() {
    return Math.abs(longitude) <= MAX_LONGITUDE && Math.abs(latitude) <= MAX_LATITUDE;
  }

  /** The score. */
  long score() {
    return bits(MAX_LATITUDE);
  }

  private long bits(double maxLatitude) {
    long x = cell(longitude, MAX_LONGITUDE);
    long y = cell(latitude, maxLatitude);
    return interleaved(x, y);
  }

  /** The bits of two numbers in turns, a bit of the first before each of the second. */
  static long interleaved(long x, long y) {
    return spread(x) << 1 | spread(y);
  }

  private static long cell(double value, double max) {
    return (long) ((value + max) / (2 * max) * CELLS) & 0xffffffffL;
  }

  private static long spread(long value) {
    long bits = value;
    bits = (bits | bits << 16) & 0x0000ffff0000ffffL;
    bits = (bits | bits << 8) & 0x00ff00ff00ff00ffL;
    bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0fL;
    bits = (bits | bits << 2) & 0x3333333333333333L;
    return (bits | bits << 1) & 0x5555555555555555L;
  }

  private static long gather(long spread) {
    long bits = spread & 0x5555555555555555L;
    bits = (bits | bits >>> 1) & 0x3333333333333333L;
    bits = (bits | bits >>> 2) & 0x0f0f0f0f0f0f0f0fL;
    bits = (bits | bits >>> 4) & 0x00ff00ff00ff00ffL;
    bits = (bits | bits >>> 8) & 0x0000ffff0000ffffL;
    return (bits | bits >>> 16) & 0x00000000ffffffffL;
  }

  /** The middle of the cell that a score stands for. */
  static Place of(double score) {
    long bits = (long) score;
    if (score >= 0x1p63) { // as the processor has it
      bits = score < 0x1p64 ? (long) (score - 0x1p63) ^ Long.MIN_VALUE : 0;
    }
    return new Place(middle(gather(bits >>> 1), MAX_LONGITUDE), middle(gather(bits), MAX_LATITUDE));
  }

  private static double middle(long cell, double max) {
    double low = -max + cell / CELLS * (2 * max);
    double high = -max + (cell + 1) / CELLS * (2 * max);
    return Math.max(-max, Math.min(max, (low + high) / 2));
  }

  /** The usual geohash, of 11 characters, the last of which is always 0. */
  String text() {
    long bits = bits(90);
    StringBuilder text = new StringBuilder(TEXT_LENGTH);
    for (int i = 1; i < TEXT_LENGTH; i++) {
      text.append(DIGITS.charAt((int) (bits >>> 2 * STEPS - 5 * i) & 31));
    }
    return text.append('0').toString();
  }

  /** The distance on a sphere, in metres (haversine formula). */
  double metresTo(Place other) {
    double u = Math.sin((radians(other.latitude) - radians(latitude)) / 2);
    double v = Math.sin((radians(other.longitude) - radians(longitude)) / 2);
    if (v == 0) {
      return EARTH_RADIUS_METRES * Math.abs(radians(other.latitude) - radians(latitude));
    }
    double a = u * u + Math.cos(radians(latitude)) * Math.cos(radians(other.latitude)) * v * v;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(a));
  }

  private static double radians(double degrees) {
    return degrees * (Math.PI / 180);
  }
}
