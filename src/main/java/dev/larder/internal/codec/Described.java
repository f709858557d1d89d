package dev.larder.internal.codec;

/**
 * Bytes of which only the codec's name is known, as a tree of what JSON has, and such a tree as
 * bytes: for exports, imports, and looks at data whose classes aren't there. Nothing is lost on the
 * way and back.
 *
 * <p>A tree is a {@code String}, {@code Long}, {@code Double} or {@code Boolean}, null, a {@code
 * List} of trees, or a {@code Map} from {@code String} to trees:
 *
 * <ul>
 *   <li>Numbers up to a long are a {@code Long}, floats and doubles a {@code Double}; those that
 *       aren't finite, and all other scalars, are a text. Bytes are Base64.
 *   <li>A record is a map whose keys are {@code component:type}, such as {@code age:int} or {@code
 *       tags:list<string>}. It may lie in a record, and then its type is {@code record}.
 *   <li>A list or set is a list; an optional is a list of at most one.
 *   <li>A map is a map if all its keys are texts, and a list of pairs if not.
 *   <li>What a codec of somebody's own wrote is a map with the one key {@code base64}.
 * </ul>
 */
public final class Described {
  private Described() {}

  /**
   * Describes a value.
   *
   * @param codecName the name of the codec that wrote it
   * @throws IllegalArgumentException if the bytes are none of that codec
   */
  public static Object describe(String codecName, byte[] bytes) {
    ByteSource in = new ByteSource(bytes);
    Object tree = TreeReader.read(type(codecName), in, 0);
    in.end();
    return tree;
  }

  /**
   * The bytes of a described value. Numbers may have any class.
   *
   * @param codecName the name of the codec that is to read them
   * @throws IllegalArgumentException if the tree is none of that codec
   */
  public static byte[] encode(String codecName, Object tree) {
    ByteSink out = new ByteSink();
    TreeWriter.write(type(codecName), tree, out, 0);
    return out.toByteArray();
  }

  /** Somebody's own codec may have any name. */
  private static CodecName type(String codecName) {
    try {
      return CodecName.parse(codecName);
    } catch (IllegalArgumentException e) {
      return CodecName.of(codecName);
    }
  }
}
