package dev.larder.internal.cell;

import dev.larder.internal.codec.SeededHash;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a collection: bytes, since clients of other systems name things by bytes; a string
 * stands for its UTF-8. The hash is seeded and kept.
 */
public final class Name implements Comparable<Name> {
  private final byte[] bytes;
  private final int hash;

  /** Made when it is asked for first; whoever makes it makes the same. */
  private @Nullable String text;

  private Name(byte[] bytes, @Nullable String text) {
    this.bytes = bytes;
    this.text = text;
    this.hash = SeededHash.of(bytes, 0, bytes.length);
  }

  /**
   * The name that a string stands for.
   *
   * @throws IllegalArgumentException if it contains half of a surrogate pair
   */
  public static Name of(String text) {
    Objects.requireNonNull(text, "name");
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return new Name(bytes, text);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a name must be well-formed UTF-16, but this holds half of a surrogate pair: " + text, e);
    }
  }

  /** The name of some bytes, which are the caller's no more. */
  public static Name of(byte[] bytes) {
    return new Name(bytes, null);
  }

  /** The bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether a string stands for it: whether its bytes are well-formed UTF-8. */
  public boolean isText() {
    // What is not well-formed has become this character, which may also be in there by right.
    String made = toString();
    return made.indexOf('\uFFFD') < 0
        || Arrays.equals(bytes, made.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int compareTo(Name other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Name name && hash == name.hash && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    String made = text;
    if (made == null) {
      made = new String(bytes, StandardCharsets.UTF_8);
      text = made;
    }
    return made;
  }
}
