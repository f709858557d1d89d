package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import java.time.DayOfWeek;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codecs of single values: every value comes back, and the bytes stay what they are. */
class ScalarCodecsTest {
  private static final int ROUNDS = 3_000;

  @Test
  void everyScalarHasARandomValue() {
    assertEquals(
        Scalars.all().stream().map(Scalar::type).collect(Collectors.toSet()),
        Set.copyOf(new RandomValues(1).types()));
  }

  @Test
  void everyValueComesBack() {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    for (Class<?> type : values.types()) {
      for (int i = 0; i < ROUNDS; i++) {
        comesBack(type, values.of(type), seed);
      }
    }
  }

  private static <T> void comesBack(Class<T> type, Object object, long seed) {
    T value = type.cast(object);
    Codec<T> codec = Codec.of(type);
    String message = codec.name() + " " + value + ", seed " + seed;
    byte[] bytes = codec.encode(value);
    T back = assertDoesNotThrow(() -> codec.decode(bytes), message);
    if (value instanceof byte[] array) {
      assertArrayEquals(array, (byte[]) back, message);
    } else {
      assertEquals(value, back, message);
    }
    assertArrayEquals(bytes, codec.encode(back), message);
    assertTrue(((BufferCodec<T>) codec).isCanonical());
    ByteSink sink = new ByteSink(0);
    Codecs.write(codec, value, sink);
    assertArrayEquals(bytes, sink.toByteArray(), message);
  }

  /** Bytes that are on somebody's disk: no row may ever change. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          string,           hällo 😀,       68c3a46c6c6f20f09f9880
          bytes,            AAH/,           0001ff
          int,              -2,             fffffffe
          long,             258,            0000000000000102
          short,            -2,             fffe
          byte,             -2,             fe
          char,             ä,              00e4
          float,            1.5,            3fc00000
          float,            NaN,            7fc00000
          double,           -0.0,           8000000000000000
          double,           NaN,            7ff8000000000000
          boolean,          true,           01
          big-integer,      -129,           ff7f
          big-decimal,      1.50,           000000020096
          big-decimal,      1E+3,           fffffffd01
          uuid,             00112233-4455-6677-8899-aabbccddeeff, 00112233445566778899aabbccddeeff
          instant,          1970-01-01T00:00:01.000000002Z, 000000000000000100000002
          duration,         PT-0.5S,        ffffffffffffffff1dcd6500
          local-date,       2024-02-29,     000007e8021d
          local-time,       00:00:00.000000258, 0000000000000102
          local-date-time,  2024-02-29T00:00:00.000000001, 000007e8021d0000000000000001
          offset-date-time, 2024-02-29T00:00+01:00, 000007e8021d000000000000000000000e10
          zoned-date-time,  2024-02-29T00:00+01:00[CET], 000007e8021d000000000000000000000e10434554
          year-month,       -0001-12,       ffffffff0c
          year,             2024,           000007e8
          month-day,        --02-29,        021d
          period,           P1Y2M3D,        000000010000000200000003
          offset-time,      00:00Z,         000000000000000000000000
          zone-offset,      -01:00,         fffff1f0
          zone-id,          CET,            434554
          """)
  void bytesNeverChange(String name, String text, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Scalar<?> scalar = Scalars.byName(name);
    assertArrayEquals(bytes, encode(scalar, text));
    assertEquals(text, String.valueOf(scalar.readTree(new ByteSource(bytes))));
  }

  private static <T> byte[] encode(Scalar<T> scalar, String text) {
    return scalar.encode(scalar.parse(text));
  }

  @Test
  void tagsNeverChange() {
    List<String> names =
        List.of(
            "null",
            "string",
            "bytes",
            "int",
            "long",
            "short",
            "byte",
            "char",
            "float",
            "double",
            "boolean",
            "big-integer",
            "big-decimal",
            "uuid",
            "instant",
            "duration",
            "local-date",
            "local-time",
            "local-date-time",
            "offset-date-time",
            "zoned-date-time",
            "year-month",
            "year",
            "month-day",
            "period",
            "offset-time",
            "zone-offset",
            "zone-id");
    for (int tag = 0; tag < names.size(); tag++) {
      assertEquals(names.get(tag), ValueFormat.name(tag));
    }
    assertEquals(names.size() - 1, Scalars.all().size());
    Map<Integer, String> compound =
        Map.of(64, "record", 65, "enum", 66, "list", 67, "set", 68, "map", 69, "optional");
    compound.forEach((tag, name) -> assertEquals(name, ValueFormat.name(tag)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          int,             000000
          int,             0000000000
          long,            00
          boolean,         02
          big-integer,     ''
          big-decimal,     00000000
          uuid,            0000000000000000
          instant,         00000000000000003b9aca00
          instant,         7fffffffffffffff00000000
          duration,        0000000000000000ffffffff
          local-date,      000007e7021d
          local-time,      7fffffffffffffff
          zoned-date-time, 000007e8021d000000000000000000000e1021
          zone-offset,     7fffffff
          string,          ff
          string,          c3
          """)
  void bytesThatNoValueHasAreRefused(String name, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThrows(IllegalArgumentException.class, () -> Scalars.byName(name).decode(bytes), name);
  }

  @Test
  void anEnumIsItsName() {
    Codec<DayOfWeek> codec = Codec.of(DayOfWeek.class);
    assertEquals("enum:java.time.DayOfWeek", codec.name());
    assertArrayEquals(new byte[] {'M', 'O', 'N', 'D', 'A', 'Y'}, codec.encode(DayOfWeek.MONDAY));
    assertEquals(DayOfWeek.MONDAY, codec.decode(codec.encode(DayOfWeek.MONDAY)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> codec.decode(new byte[] {'X'}))
            .getMessage();
    assertEquals("the enum java.time.DayOfWeek has no constant \"X\"", message);
  }

  @Test
  void otherClassesHaveNone() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Codec.of(Thread.class)).getMessage();
    assertTrue(message.startsWith("no codec is built in for java.lang.Thread: give a Codec "));
  }
}
