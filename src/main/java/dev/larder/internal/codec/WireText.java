package dev.larder.internal.codec;

import dev.larder.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values look to the clients of an endpoint unless a codec was named: numbers, truth values and
 * UUIDs as the text that a client would send; all others as their codec has them.
 */
public final class WireText {
  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.ofEntries(
          Map.entry(Byte.class, Byte::valueOf),
          Map.entry(Short.class, Short::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(Float.class, Float::valueOf),
          Map.entry(Double.class, Double::valueOf),
          Map.entry(BigInteger.class, BigInteger::new),
          Map.entry(BigDecimal.class, BigDecimal::new),
          Map.entry(UUID.class, UUID::fromString),
          Map.entry(Boolean.class, WireText::truth));

  private WireText() {}

  private static Boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("true or false, but this is " + text);
    }
    return text.equals("true");
  }

  /** The codec of a class, or null when there is none. */
  public static <T> @Nullable Codec<T> find(Class<T> type) {
    Codec<T> text = text(type);
    return text == null ? Codecs.find(type) : text;
  }

  /** Whether values of a class are text to clients, unless a codec was named. */
  public static boolean isText(Class<?> type) {
    return READERS.containsKey(type);
  }

  /** How clients see what a codec writes, if that is built in and not what they see anyway. */
  @SuppressWarnings("ReferenceEquality") // there is one of each that is built in
  public static <T> @Nullable Codec<T> of(Codec<T> codec) {
    Codec<T> text = text(codec.type());
    return text == null || Codecs.find(codec.type()) != codec ? null : text;
  }

  /** The built-in codec of a name, if clients see another text instead of what it writes. */
  public static @Nullable Codec<?> builtIn(String name) {
    Scalar<?> scalar = Scalars.byName(name);
    return scalar == null || !isText(scalar.type()) ? null : scalar;
  }

  private static <T> @Nullable Codec<T> text(Class<T> type) {
    Function<String, Object> reader = READERS.get(type);
    if (reader == null) {
      return null;
    }
    return Codec.of(
        type,
        value -> value.toString().getBytes(StandardCharsets.UTF_8),
        bytes -> type.cast(reader.apply(new String(bytes, StandardCharsets.UTF_8))));
  }

  /**
   * The codec of a class.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static <T> Codec<T> get(Class<T> type) {
    Codec<T> found = find(type);
    return found == null ? Codecs.get(type) : found;
  }
}
