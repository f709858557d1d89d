package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are described without their classes, and what is written of a description. */
class DescribedCodecsTest {
  private static final Set<Class<?>> LEAVES =
      Set.of(String.class, Long.class, Double.class, Boolean.class);

  @Test
  void nothingIsLost() {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    for (int i = 0; i < 150; i++) {
      for (Class<?> type : values.types()) {
        check(type, values.of(type), seed);
        checkLists(type, values, seed);
      }
      check(Samples.Primitives.class, Samples.primitives(values), seed);
      check(Samples.Scalar.class, Samples.scalar(values), seed);
      check(Samples.Nested.class, Samples.nested(values), seed);
      check(Samples.Tree.class, Samples.tree(values, 3), seed);
      check(DayOfWeek.class, DayOfWeek.of(i % 7 + 1), seed);
    }
  }

  private static <T> void checkLists(Class<T> type, RandomValues values, long seed) {
    Codec<T> codec = Codec.of(type);
    check(Codec.list(codec), List.of(values.of(type), values.of(type)), seed);
    check(Codec.map(codec, Codec.list(codec)), Map.of(values.of(type), List.of()), seed);
  }

  private static <T> void check(Class<T> type, Object value, long seed) {
    check(Codec.of(type), type.cast(value), seed);
  }

  private static <T> void check(Codec<T> codec, T value, long seed) {
    byte[] bytes = codec.encode(value);
    String message = codec.name() + " " + value + ", seed " + seed;
    Object tree = assertDoesNotThrow(() -> Described.describe(codec.name(), bytes), message);
    assertIsTree(tree, message);
    assertArrayEquals(bytes, Described.encode(codec.name(), tree), message);
  }

  private static void assertIsTree(Object tree, String message) {
    if (tree instanceof List<?> list) {
      list.forEach(element -> assertIsTree(element, message));
    } else if (tree instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> assertTrue(key instanceof String, message));
      map.values().forEach(value -> assertIsTree(value, message));
    } else if (tree != null) {
      assertTrue(LEAVES.contains(tree.getClass()), () -> tree.getClass() + " in " + message);
      assertTrue(!(tree instanceof Double d) || Double.isFinite(d), message);
    }
  }

  record Sample(
      String name,
      int age,
      double ratio,
      BigDecimal price,
      DayOfWeek day,
      byte[] bytes,
      List<String> tags,
      Map<Long, Boolean> flags,
      Optional<Sample> other,
      String none) {}

  @Test
  void aRecordIsItsComponentsWithTheirTypes() {
    Sample inner =
        new Sample(
            null,
            -1,
            Double.NaN,
            null,
            DayOfWeek.MONDAY,
            new byte[] {1, 2, 3},
            List.of(),
            Map.of(),
            Optional.empty(),
            null);
    Sample outer =
        new Sample(
            "Zoë",
            7,
            0.5,
            new BigDecimal("1.50"),
            null,
            null,
            Arrays.asList("a", null),
            Map.of(1L, true),
            Optional.of(inner),
            null);
    Codec<Sample> codec = Codec.of(Sample.class);
    Object tree = Described.describe(codec.name(), codec.encode(outer));
    assertEquals(
        "{name:string=Zoë, age:int=7, ratio:double=0.5, price:big-decimal=1.50, day:null=null,"
            + " bytes:null=null, tags:list<string>=[a, null], flags:map<long,boolean>=[[1, true]],"
            + " other:optional<record>=[{name:null=null, age:int=-1, ratio:double=NaN,"
            + " price:null=null, day:enum=MONDAY, bytes:bytes=AQID, tags:list<null>=[],"
            + " flags:map<null,null>={}, other:optional<null>=[], none:null=null}],"
            + " none:null=null}",
        tree.toString());
  }

  @Test
  void mapsWithTextsForKeysAreMaps() {
    Codec<Map<String, Float>> texts = Codec.map(Codec.of(String.class), Codec.of(Float.class));
    assertEquals(
        Map.of("a", 0.1), Described.describe(texts.name(), texts.encode(Map.of("a", 0.1f))));
    Codec<Map<Long, String>> numbers = Codec.map(Codec.of(Long.class), Codec.of(String.class));
    assertEquals(
        List.of(List.of(5L, "a")),
        Described.describe(numbers.name(), numbers.encode(Map.of(5L, "a"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.Own", "list<", "a,b", "string<int>", "map<string>", ""})
  void whatIsntKnownIsBase64(String name) {
    byte[] bytes = {0, 1, -1};
    assertEquals(Map.of("base64", "AAH/"), Described.describe(name, bytes));
    assertArrayEquals(bytes, Described.encode(name, Map.of("base64", "AAH/")));
  }

  /** A reader of JSON gives numbers of classes of its own choice. */
  @Test
  void numbersMayHaveAnyClass() {
    assertArrayEquals(new byte[] {0, 0, 0, 5}, Described.encode("int", 5));
    assertArrayEquals(new byte[] {0, 0, 0, 5}, Described.encode("int", new BigDecimal("5")));
    assertArrayEquals(Codec.of(Double.class).encode(5.0), Described.encode("double", 5));
    assertArrayEquals(
        Codec.of(Float.class).encode(0.1f), Described.encode("float", new BigDecimal("0.1")));
    assertArrayEquals(new byte[] {1}, Described.encode("boolean", true));
  }

  @Test
  void whatIsNoTreeOfTheCodecIsRefused() {
    assertRefused("int", "x");
    assertRefused("int", 1.5);
    assertRefused("int", true);
    assertRefused("int", 1L << 32);
    assertRefused("string", 5L);
    assertRefused("string", List.of());
    assertRefused("list<int>", 5L);
    assertRefused("list<int>", Arrays.asList(1L, null));
    assertRefused("map<int,int>", List.of(5L));
    assertRefused("map<int,int>", List.of(List.of(1L)));
    assertRefused("map<int,int>", Map.of("x", 1L));
    assertRefused("enum:a.B", 5L);
    assertRefused("own", "AAH/");
    assertRefused("own", Map.of());
    assertRefused("record:a.B", List.of());
    assertRefused("record:a.B", Map.of("a", 5L));
    assertRefused("record:a.B", Map.of("a:none", 5L));
    assertRefused("record:a.B", Map.of("a:null", 5L));
    assertRefused("record:a.B", Map.of("a:list", List.of()));
    assertRefused("record:a.B", Map.of("a:list<", List.of()));
    assertRefused("record:a.B", Map.of("a:tag 99", 5L));
    assertRefused("record:a.B", Map.of("a:optional<int>", List.of(1L, 2L)));
  }

  private static void assertRefused(String name, Object tree) {
    assertThrows(
        IllegalArgumentException.class, () -> Described.encode(name, tree), name + " " + tree);
  }

  @Test
  void aTreeThatIsTooDeepIsRefused() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < 100_000; i++) {
      Map<String, Object> outer = new HashMap<>();
      outer.put("a:record", tree);
      tree = outer;
    }
    Object deep = tree;
    assertThrows(IllegalArgumentException.class, () -> Described.encode("record:a.B", deep));
  }

  @Test
  void aNameThatIsTooDeepIsNobodys() {
    assertEquals(Map.of("base64", ""), Described.describe("list<".repeat(100_000), new byte[0]));
  }
}
