package dev.larder.internal.codec;

/**
 * How values lie inside of a record, so that they can be read without its class.
 *
 * <pre>
 *   record    = version(1)  count(varint)  count x component
 *   component = length(varint)  name(text)  value
 *   value     = tag(1)  length(varint)  payload
 *
 *   payload of a scalar    what the codec of that name writes
 *              enum        the name of the constant
 *              record      a record, as above
 *              list, set   count(varint)  count x value
 *              map         count(varint)  count x (value of the key, value)
 *              optional    nothing, or one value
 *              null        nothing
 * </pre>
 *
 * Tags are never renumbered, and one that is given up is never used again: the scalars' stand in
 * {@link Scalars} and {@link TimeScalars} and are below {@link #RECORD}. The page on it is {@code
 * docs/formats/codecs.md}.
 */
final class ValueFormat {
  /** The first byte of every record. Another one would mean another format. */
  static final int VERSION = 1;

  static final int NULL = 0;
  static final int RECORD = 64;
  static final int ENUM = 65;
  static final int LIST = 66;
  static final int SET = 67;
  static final int MAP = 68;
  static final int OPTIONAL = 69;

  /** A value takes two bytes at least: its tag, and a length of 0. */
  static final int LEAST_VALUE_BYTES = 2;

  /**
   * How deep records, lists, sets, maps and optionals may lie in each other: bytes from anywhere
   * must not use up a thread's stack.
   */
  static final int DEPTH_AT_MOST = 500;

  private ValueFormat() {}

  /** The name of a tag, as codecs and messages say it. */
  static String name(int tag) {
    return switch (tag) {
      case NULL -> "null";
      case RECORD -> "record";
      case ENUM -> "enum";
      case LIST -> "list";
      case SET -> "set";
      case MAP -> "map";
      case OPTIONAL -> "optional";
      default -> {
        Scalar<?> scalar = Scalars.byTag(tag);
        yield scalar == null ? "tag " + tag : scalar.name();
      }
    };
  }

  /**
   * The depth one level further in.
   *
   * @throws IllegalArgumentException if that is too deep
   */
  static int deeper(int depth) {
    if (depth >= DEPTH_AT_MOST) {
      throw new IllegalArgumentException(
          "values lie more than " + DEPTH_AT_MOST + " levels deep in each other");
    }
    return depth + 1;
  }

  /**
   * Reads how many values follow, and believes no more than there are bytes for.
   *
   * @param least how many bytes each takes at least
   */
  static int count(ByteSource in, int least) {
    int count = in.getCount();
    if (count > in.remaining() / least) {
      throw new IllegalArgumentException(
          count + " values are said to follow, but only " + in.remaining() + " bytes do");
    }
    return count;
  }

  /** Reads the version before a record's components. */
  static void version(ByteSource in) {
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a record must begin with the byte " + VERSION + ", but begins with " + version);
    }
  }
}
