package dev.larder.internal.codec;

import dev.larder.Codec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the built-in codecs, and calls any codec without an array in between where it can. */
public final class Codecs {
  private static final ClassValue<Optional<Codec<?>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Optional<Codec<?>> computeValue(Class<?> type) {
          return Optional.ofNullable(make(type));
        }
      };

  private Codecs() {}

  /**
   * The built-in codec of a class.
   *
   * @return null if there is none for classes of this kind
   * @throws IllegalArgumentException if the class is a record of which a component can't be
   *     encoded, or whose package isn't open to us; the message says which and why
   */
  @SuppressWarnings("unchecked") // computed from the same class
  public static <T> @Nullable Codec<T> find(Class<T> type) {
    return (Codec<T>) FOUND.get(type).orElse(null);
  }

  /**
   * The built-in codec of a class.
   *
   * @throws IllegalArgumentException if there is none; the message says what to do
   */
  public static <T> Codec<T> get(Class<T> type) {
    Codec<T> codec = find(type);
    if (codec == null) {
      throw new IllegalArgumentException(
          "no codec is built in for "
              + type.getName()
              + ": give a Codec in place of the class, such as Codec.of(type, encode, decode),"
              + " Codec.list or Codec.map, or JacksonCodec.of(type) from dev.larder.jackson");
    }
    return codec;
  }

  /** A codec of two functions. */
  public static <T> Codec<T> of(
      String name, Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
    return new FunctionCodec<>(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(type, "type"),
        Objects.requireNonNull(encode, "encode"),
        Objects.requireNonNull(decode, "decode"));
  }

  /** The codec of lists. */
  public static <E> Codec<List<E>> list(Codec<E> elements) {
    return new ListCodec<>(elements);
  }

  /** The codec of maps. */
  public static <K, V> Codec<Map<K, V>> map(Codec<K> keys, Codec<V> values) {
    return new MapCodec<>(keys, values);
  }

  /**
   * Appends the bytes of a value.
   *
   * @throws IllegalArgumentException if the value can't be encoded
   */
  public static <T> void write(Codec<T> codec, T value, ByteSink out) {
    if (codec instanceof BufferCodec<T> buffer) {
      buffer.write(value, out);
    } else {
      out.put(codec.encode(value));
    }
  }

  /**
   * Appends the length of an element's bytes, and then them.
   *
   * @throws IllegalArgumentException if the element is null or can't be encoded
   */
  static <T> void writeSized(Codec<T> codec, @Nullable T value, ByteSink out) {
    if (value == null) {
      throw new IllegalArgumentException("lists and maps with a null have no codec");
    }
    if (codec instanceof BufferCodec<T> buffer) {
      int begin = out.beginSized();
      buffer.write(value, out);
      out.endSized(begin);
    } else {
      out.putSized(codec.encode(value));
    }
  }

  /**
   * Reads a value from all the bytes that are left.
   *
   * @throws IllegalArgumentException if they are none that the codec writes
   */
  public static <T> T read(Codec<T> codec, ByteSource in) {
    if (codec instanceof BufferCodec<T> buffer) {
      T value = buffer.read(in);
      in.end();
      return value;
    }
    return codec.decode(in.get(in.remaining()));
  }

  private static @Nullable Codec<?> make(Class<?> type) {
    Scalar<?> scalar = Scalars.byType(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      return enumCodec(type);
    }
    return type.isRecord() ? new Shapes().record(type) : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a class can't be told to be an enum's own
  static EnumCodec<?> enumCodec(Class<?> type) {
    return new EnumCodec<>((Class) type);
  }
}
