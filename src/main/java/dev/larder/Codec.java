package dev.larder;

import dev.larder.internal.codec.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns values of one type into bytes and back, for where bytes are needed. A collection in memory
 * holds the objects themselves and calls no codec.
 *
 * <p>Two handles of one name must have equal element types; codecs count as equal when their {@link
 * #type()} is the same.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {
  /** {@return the class of the values} */
  Class<T> type();

  /**
   * Encodes a value.
   *
   * @param value the value, not null
   * @return its bytes, which the caller may keep
   * @throws IllegalArgumentException if the value can't be encoded
   */
  byte[] encode(T value);

  /**
   * Decodes a value.
   *
   * @param bytes what {@link #encode} gave, not changed by this call
   * @return the value
   * @throws IllegalArgumentException if the bytes are none that {@link #encode} gives
   */
  T decode(byte[] bytes);

  /**
   * The name under which stored data knows the format of the bytes. It must stay the same for as
   * long as there is data, and must not stand for another format later. Built-in codecs have short
   * names ({@code string}, {@code long}), records and enums {@code record:} and {@code enum:} with
   * the name of the class.
   *
   * @return the name; by default that of the class
   */
  default String name() {
    return type().getName();
  }

  /**
   * The built-in codec of a class. There is one for {@code String}, {@code byte[]}, the boxed
   * primitives, {@code BigInteger}, {@code BigDecimal}, {@code UUID}, the values of {@code
   * java.time}, every enum, and every record whose components are of these types or primitive, or
   * are a {@code List}, {@code Set}, {@code Map} or {@code Optional} of them.
   *
   * <p>A record's components are matched by name, so that some can be added (see {@link Default})
   * and removed while data of the old form is there. A component may be null.
   *
   * @param <T> the type of the values
   * @param type the class of the values
   * @return the codec
   * @throws IllegalArgumentException if there is none; the message says which class or component
   *     has none
   */
  static <T> Codec<T> of(Class<T> type) {
    return Codecs.get(Objects.requireNonNull(type, "type"));
  }

  /**
   * A codec of two functions, named as its class.
   *
   * @param <T> the type of the values
   * @param type the class of the values
   * @param encode turns a value into bytes
   * @param decode turns them back
   * @return the codec
   */
  static <T> Codec<T> of(Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
    Objects.requireNonNull(type, "type");
    return of(type.getName(), type, encode, decode);
  }

  /**
   * A codec of two functions with a name of its own, so that the class can be renamed and its data
   * is still found: {@code Codec.of("record:old.Name", NewName.class, c::encode, c::decode)} with
   * {@code c = Codec.of(NewName.class)}.
   *
   * @param <T> the type of the values
   * @param name the name of the format; one of a built-in codec promises the bytes of that
   * @param type the class of the values
   * @param encode turns a value into bytes
   * @param decode turns them back
   * @return the codec
   */
  static <T> Codec<T> of(
      String name, Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
    return Codecs.of(name, type, encode, decode);
  }

  /**
   * The codec of lists whose elements have the given one. The lists must hold no null; those that
   * are decoded can't be changed.
   *
   * @param <E> the type of the elements
   * @param elements the codec of the elements
   * @return the codec
   * @throws IllegalArgumentException if the name of the elements' codec holds a comma or brackets
   *     that don't match
   */
  static <E> Codec<List<E>> list(Codec<E> elements) {
    return Codecs.list(elements);
  }

  /**
   * The codec of maps whose keys and values have the given ones. The maps must hold no null; those
   * that are decoded keep the order and can't be changed.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param keys the codec of the keys
   * @param values the codec of the values
   * @return the codec
   * @throws IllegalArgumentException if the name of one of the codecs holds a comma or brackets
   *     that don't match
   */
  static <K, V> Codec<Map<K, V>> map(Codec<K> keys, Codec<V> values) {
    return Codecs.map(keys, values);
  }
}
