package dev.larder.internal.codec;

import org.jspecify.annotations.Nullable;

/** The shapes of values that have no parts of their own kind: scalars, enums, and whole records. */
final class SimpleShapes {
  private SimpleShapes() {}

  /** A scalar. Of a primitive type it has a default that isn't null. */
  static final class OfScalar extends Shape {
    private final Scalar<?> scalar;
    private final @Nullable Object absent;

    OfScalar(Scalar<?> scalar, @Nullable Object absent) {
      super(scalar.tag(), scalar.name());
      this.scalar = scalar;
      this.absent = absent;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      scalar.writeObject(value, out);
    }

    @Override
    Object read(ByteSource in, int depth) {
      return scalar.read(in);
    }

    @Override
    Object readOther(int found, ByteSource in) {
      Scalar<?> narrow = Scalars.byTag(found);
      Object value = narrow == null ? null : Widening.read(narrow, in, scalar.type());
      return value == null ? super.readOther(found, in) : value;
    }

    @Override
    @Nullable Object absent() {
      return absent;
    }

    @Override
    Object parse(String text) {
      return scalar.parse(text);
    }
  }

  /** An enum. */
  static final class OfEnum extends Shape {
    private final EnumCodec<?> codec;

    OfEnum(EnumCodec<?> codec) {
      super(ValueFormat.ENUM, codec.name());
      this.codec = codec;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      out.putText(((Enum<?>) value).name());
    }

    @Override
    Object read(ByteSource in, int depth) {
      return codec.read(in);
    }

    @Override
    Object parse(String text) {
      return codec.parse(text);
    }
  }

  /** A record in a record, perhaps one of the same class. */
  static final class OfRecord extends Shape {
    private final RecordCodec<?> codec;

    OfRecord(RecordCodec<?> codec) {
      super(ValueFormat.RECORD, codec.name());
      this.codec = codec;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      codec.writeObject(value, out, ValueFormat.deeper(depth));
    }

    @Override
    Object read(ByteSource in, int depth) {
      return codec.read(in, ValueFormat.deeper(depth));
    }
  }
}
