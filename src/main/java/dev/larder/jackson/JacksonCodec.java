package dev.larder.jackson;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.Codec;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Codecs that write JSON. Their name is {@code jackson:} and that of the class.
 *
 * <p>Bytes never choose a class: a mapper with default typing is refused, and class names that
 * {@code @JsonTypeInfo} would read from the bytes are so as well. Subtypes with names of their own,
 * which {@code @JsonSubTypes} declares, work.
 */
public final class JacksonCodec {
  private JacksonCodec() {}

  /**
   * A codec with a plain mapper. It ignores properties that the class doesn't have, so that some
   * can be removed while old data is there.
   *
   * @param <T> the type of the values
   * @param type the class of the values
   * @return the codec
   * @throws IllegalStateException if Jackson isn't there
   */
  public static <T> Codec<T> of(Class<T> type) {
    Objects.requireNonNull(type, "type");
    return present(() -> MapperCodec.plain(type));
  }

  /**
   * A codec with a mapper of your own, such as one with modules. The codec keeps a copy.
   *
   * @param <T> the type of the values
   * @param type the class of the values
   * @param mapper turns values into JSON and back
   * @return the codec
   * @throws IllegalArgumentException if the mapper has default typing
   */
  // Were Jackson's module required transitively, no module without it could compile against us.
  @SuppressWarnings("exports")
  public static <T> Codec<T> of(Class<T> type, ObjectMapper mapper) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(mapper, "mapper");
    return present(() -> MapperCodec.of(type, mapper));
  }

  /** Only the other class names Jackson's, so that this one can say what is missing. */
  private static <T> Codec<T> present(Supplier<Codec<T>> maker) {
    try {
      return maker.get();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "Jackson is missing: add com.fasterxml.jackson.core:jackson-databind to the dependencies"
              + " (and, in a module, requires com.fasterxml.jackson.databind)",
          e);
    }
  }
}
