package dev.larder.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of scalars. Numbers are big-endian and of fixed length, texts UTF-8, byte arrays
 * themselves: the same bytes that Kafka's own serialisers write, so that other tools read them.
 */
final class Scalars {
  private static final List<Scalar<?>> OWN =
      List.of(
          new Scalar<>(
              1,
              "string",
              String.class,
              (v, out) -> out.putText(v),
              in -> in.getText(in.remaining()),
              v -> v,
              v -> v),
          new Scalar<>(
              2,
              "bytes",
              byte[].class,
              (v, out) -> out.put(v),
              in -> in.get(in.remaining()),
              v -> Base64.getEncoder().encodeToString(v),
              v -> Base64.getDecoder().decode(v)),
          new Scalar<>(
              3,
              "int",
              Integer.class,
              (v, out) -> out.putInt(v),
              ByteSource::getInt,
              Integer::longValue,
              Integer::valueOf),
          new Scalar<>(
              4,
              "long",
              Long.class,
              (v, out) -> out.putLong(v),
              ByteSource::getLong,
              v -> v,
              Long::valueOf),
          new Scalar<>(
              5,
              "short",
              Short.class,
              (v, out) -> putShort(v, out),
              in -> (short) getShort(in),
              Short::longValue,
              Short::valueOf),
          new Scalar<>(
              6,
              "byte",
              Byte.class,
              (v, out) -> out.putByte(v),
              ByteSource::getByte,
              Byte::longValue,
              Byte::valueOf),
          new Scalar<>(
              7,
              "char",
              Character.class,
              (v, out) -> putShort(v, out),
              in -> (char) getShort(in),
              v -> v.toString(),
              Scalars::parseChar),
          // One bit pattern for all NaNs, which are equal to each other when boxed.
          new Scalar<>(
              8,
              "float",
              Float.class,
              (v, out) -> out.putInt(Float.floatToIntBits(v)),
              in -> Float.intBitsToFloat(in.getInt()),
              v -> printable(Double.parseDouble(v.toString())),
              Float::valueOf),
          new Scalar<>(
              9,
              "double",
              Double.class,
              (v, out) -> out.putLong(Double.doubleToLongBits(v)),
              in -> Double.longBitsToDouble(in.getLong()),
              Scalars::printable,
              Double::valueOf),
          new Scalar<>(
              10,
              "boolean",
              Boolean.class,
              (v, out) -> out.putByte(v ? 1 : 0),
              Scalars::getBoolean,
              v -> v,
              Scalars::parseBoolean),
          new Scalar<>(
              11,
              "big-integer",
              BigInteger.class,
              (v, out) -> out.put(v.toByteArray()),
              in -> new BigInteger(in.get(in.remaining())),
              BigInteger::toString,
              BigInteger::new),
          new Scalar<>(
              12,
              "big-decimal",
              BigDecimal.class,
              Scalars::putDecimal,
              Scalars::getDecimal,
              Scalars::printDecimal,
              Scalars::parseDecimal),
          new Scalar<>(
              13,
              "uuid",
              UUID.class,
              Scalars::putUuid,
              in -> new UUID(in.getLong(), in.getLong()),
              UUID::toString,
              Scalars::parseUuid));

  private static final List<Scalar<?>> ALL =
      Stream.concat(OWN.stream(), TimeScalars.ALL.stream()).toList();

  private static final Map<Class<?>, Scalar<?>> BY_TYPE = new HashMap<>();
  private static final Map<String, Scalar<?>> BY_NAME = new HashMap<>();
  private static final @Nullable Scalar<?>[] BY_TAG = new Scalar<?>[ValueFormat.RECORD];

  static {
    for (Scalar<?> scalar : ALL) {
      BY_TYPE.put(scalar.type(), scalar);
      BY_NAME.put(scalar.name(), scalar);
      BY_TAG[scalar.tag()] = scalar;
    }
  }

  private Scalars() {}

  /** All rows. */
  static List<Scalar<?>> all() {
    return ALL;
  }

  static @Nullable Scalar<?> byType(Class<?> type) {
    return BY_TYPE.get(type);
  }

  static @Nullable Scalar<?> byName(String name) {
    return BY_NAME.get(name);
  }

  static @Nullable Scalar<?> byTag(int tag) {
    return tag >= 0 && tag < BY_TAG.length ? BY_TAG[tag] : null;
  }

  private static void putShort(int value, ByteSink out) {
    out.putByte(value >> 8);
    out.putByte(value);
  }

  private static int getShort(ByteSource in) {
    return in.getByte() << 8 | (in.getByte() & 0xff);
  }

  private static boolean getBoolean(ByteSource in) {
    int value = in.getByte();
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("a boolean must be 0 or 1, but is " + value);
    }
    return value == 1;
  }

  private static boolean parseBoolean(String text) {
    boolean value = text.equals("true");
    if (!value && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return value;
  }

  private static char parseChar(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one char");
    }
    return text.charAt(0);
  }

  /** JSON has no word for what is no finite number. */
  private static Object printable(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  private static void putDecimal(BigDecimal value, ByteSink out) {
    out.putInt(value.scale());
    out.put(value.unscaledValue().toByteArray());
  }

  private static BigDecimal getDecimal(ByteSource in) {
    int scale = in.getInt();
    return new BigDecimal(new BigInteger(in.get(in.remaining())), scale);
  }

  /** The JDK parses no exponent beyond an int, so a scale near that is written in our own way. */
  private static String printDecimal(BigDecimal value) {
    return Math.abs((long) value.scale()) < 1_000_000_000
        ? value.toString()
        : value.unscaledValue() + "s" + value.scale();
  }

  private static BigDecimal parseDecimal(String text) {
    int at = text.indexOf('s');
    return at < 0
        ? new BigDecimal(text)
        : new BigDecimal(
            new BigInteger(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  private static void putUuid(UUID value, ByteSink out) {
    out.putLong(value.getMostSignificantBits());
    out.putLong(value.getLeastSignificantBits());
  }

  /** Only the whole form: the JDK fills up shorter ones. */
  private static UUID parseUuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not 36 characters");
    }
    return UUID.fromString(text);
  }
}
