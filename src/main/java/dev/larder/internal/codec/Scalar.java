package dev.larder.internal.codec;

import java.time.DateTimeException;
import java.time.Year;
import java.util.function.Function;

/**
 * The codec of a value that has no parts: one row of {@link Scalars} or {@link TimeScalars}.
 *
 * @param <T> the type of the values
 */
final class Scalar<T> implements BufferCodec<T> {
  /** Appends the bytes of a value. */
  interface Writer<T> {
    void write(T value, ByteSink out);
  }

  private final int tag;
  private final String name;
  private final Class<T> type;
  private final Writer<T> writer;
  private final Function<ByteSource, T> reader;
  private final Function<T, Object> printer;
  private final Function<String, T> parser;

  /**
   * A row.
   *
   * @param tag stands for the type inside of records; never another one
   * @param name the name of the codec; never another one
   * @param printer turns a value into what JSON has: a text, a number or a truth value
   * @param parser turns the text of that back into an equal value
   */
  Scalar(
      int tag,
      String name,
      Class<T> type,
      Writer<T> writer,
      Function<ByteSource, T> reader,
      Function<T, Object> printer,
      Function<String, T> parser) {
    this.tag = tag;
    this.name = name;
    this.type = type;
    this.writer = writer;
    this.reader = reader;
    this.printer = printer;
    this.parser = parser;
  }

  int tag() {
    return tag;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public boolean isCanonical() {
    return true;
  }

  @Override
  public void write(T value, ByteSink out) {
    writer.write(value, out);
  }

  /** Writes a value whose type only the caller knows. */
  void writeObject(Object value, ByteSink out) {
    writer.write(type.cast(value), out);
  }

  @Override
  public T read(ByteSource in) {
    T value;
    try {
      value = reader.apply(in);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("the bytes are no " + name + ": " + e.getMessage(), e);
    }
    in.end();
    return value;
  }

  /** Reads a value as what JSON has for it. */
  Object readTree(ByteSource in) {
    return printer.apply(read(in));
  }

  /** Whether a tree can be what the printer printed, by its class. */
  boolean prints(Object tree) {
    return tree instanceof String
        || (tree instanceof Number && Number.class.isAssignableFrom(type))
        || (tree instanceof Number && type == Year.class)
        || (tree instanceof Boolean && type == Boolean.class);
  }

  /**
   * Parses what the printer prints.
   *
   * @throws IllegalArgumentException if it is none
   */
  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no " + name, e);
    }
  }
}
