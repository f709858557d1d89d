package dev.larder.internal.codec;

/**
 * The codec of an enum: the name of the constant, so that constants may be moved and added.
 *
 * @param <E> the enum
 */
final class EnumCodec<E extends Enum<E>> implements BufferCodec<E> {
  static final String PREFIX = "enum:";

  private final Class<E> type;

  EnumCodec(Class<E> type) {
    this.type = type;
  }

  @Override
  public Class<E> type() {
    return type;
  }

  @Override
  public String name() {
    return PREFIX + type.getName();
  }

  @Override
  public boolean isCanonical() {
    return true;
  }

  @Override
  public void write(E value, ByteSink out) {
    out.putText(value.name());
  }

  @Override
  public E read(ByteSource in) {
    return parse(in.getText(in.remaining()));
  }

  /**
   * The constant of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  E parse(String constant) {
    try {
      return Enum.valueOf(type, constant);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the enum " + type.getName() + " has no constant \"" + constant + "\"", e);
    }
  }
}
