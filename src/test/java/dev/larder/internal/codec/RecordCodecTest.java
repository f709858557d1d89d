package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import dev.larder.Default;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records, and lists and maps with a codec of their own. */
class RecordCodecTest {
  /** No component at all: what a record gets from data that has nothing for it. */
  private static final byte[] NOTHING = {1, 0};

  @Test
  void everyRecordComesBack() {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    comesBack(Samples.Empty.class, new Samples.Empty(), seed);
    for (int i = 0; i < 300; i++) {
      comesBack(Samples.Primitives.class, Samples.primitives(values), seed);
      comesBack(Samples.Scalar.class, Samples.scalar(values), seed);
      comesBack(Samples.Nested.class, Samples.nested(values), seed);
      comesBack(Samples.Tree.class, Samples.tree(values, 3), seed);
    }
  }

  private static <T> void comesBack(Class<T> type, T value, long seed) {
    Codec<T> codec = Codec.of(type);
    byte[] bytes = codec.encode(value);
    Supplier<String> message = () -> HexFormat.of().formatHex(bytes) + ", seed " + seed;
    assertEquals(value, codec.decode(bytes), message);
    assertArrayEquals(bytes, codec.encode(codec.decode(bytes)), message);
  }

  @Test
  void recordsMayLieInEachOther() {
    Samples.Egg fresh = new Samples.Egg(null, 1);
    Samples.Egg old = new Samples.Egg(new Samples.Chicken("a", List.of(fresh)), 2);
    Samples.Chicken hen = new Samples.Chicken("b", List.of(old, fresh));
    comesBack(Samples.Chicken.class, hen, 0);
    comesBack(Samples.Egg.class, new Samples.Egg(hen, 3), 0);
  }

  @Test
  void listsAndMapsComeBackInTheirOrder() {
    Codec<Map<Long, List<String>>> codec =
        Codec.map(Codec.of(Long.class), Codec.list(Codec.of(String.class)));
    assertEquals("map<long,list<string>>", codec.name());
    assertEquals(Map.class, codec.type());
    Map<Long, List<String>> value = new LinkedHashMap<>();
    for (long i = 200; i > 0; i--) {
      value.put(i, List.of("a".repeat((int) i), "", "b"));
    }
    Map<Long, List<String>> back = codec.decode(codec.encode(value));
    assertEquals(value, back);
    assertEquals(List.copyOf(value.keySet()), List.copyOf(back.keySet()));
    assertThrows(UnsupportedOperationException.class, back::clear);
    assertThrows(UnsupportedOperationException.class, () -> back.get(1L).set(0, "c"));
  }

  @Test
  void listsAndMapsOfOtherCodecsComeBack() {
    Codec<Thread.State> own =
        Codec.of("state", Thread.State.class, v -> new byte[] {(byte) v.ordinal()}, this::state);
    Codec<List<Thread.State>> codec = Codec.list(own);
    assertEquals("list<state>", codec.name());
    List<Thread.State> value = List.of(Thread.State.NEW, Thread.State.BLOCKED);
    byte[] bytes = codec.encode(value);
    assertArrayEquals(new byte[] {2, 1, 0, 1, 2}, bytes);
    assertEquals(value, codec.decode(bytes));
  }

  private Thread.State state(byte[] bytes) {
    return Thread.State.values()[bytes[0]];
  }

  @Test
  void aNameThatWouldBeMisreadInAListIsRefused() {
    Codec<String> odd = Codec.of("a,b", String.class, v -> new byte[0], v -> "");
    assertThrows(IllegalArgumentException.class, () -> Codec.list(odd));
    assertThrows(IllegalArgumentException.class, () -> Codec.map(Codec.of(Long.class), odd));
    assertEquals("java.lang.String", Codec.of(String.class, v -> new byte[0], v -> "").name());
  }

  @Test
  void nullsHaveNoPlaceInListsAndMapsOfTheirOwn() {
    List<String> list = new ArrayList<>();
    list.add(null);
    Map<String, String> map = new HashMap<>();
    map.put("a", null);
    Codec<String> text = Codec.of(String.class);
    assertThrows(IllegalArgumentException.class, () -> Codec.list(text).encode(list));
    assertThrows(IllegalArgumentException.class, () -> Codec.map(text, text).encode(map));
  }

  @Test
  void onlyWhatHasOneFormForEverIsCanonical() {
    Codec<String> text = Codec.of(String.class);
    assertTrue(((BufferCodec<?>) Codec.list(text)).isCanonical());
    assertTrue(((BufferCodec<?>) Codec.of(DayOfWeek.class)).isCanonical());
    assertFalse(((BufferCodec<?>) Codec.map(text, text)).isCanonical());
    assertFalse(((BufferCodec<?>) Codec.of(Samples.Empty.class)).isCanonical());
    assertFalse(((BufferCodec<?>) Codec.list(Codec.of(Samples.Empty.class))).isCanonical());
  }

  @Test
  void whatIsMissingGetsItsDefault() {
    Samples.Defaults read = Codec.of(Samples.Defaults.class).decode(NOTHING);
    assertNull(read.plain());
    assertEquals("en", read.language());
    assertEquals(18, read.age());
    assertEquals(new BigDecimal("1.50"), read.price());
    assertEquals(DayOfWeek.FRIDAY, read.day());
    assertArrayEquals(new byte[] {1, 2, 3}, read.bytes());
    assertEquals(LocalDate.of(2020, 2, 29), read.since());
    assertEquals(0, read.number());
    assertFalse(read.flag());
    assertEquals('\0', read.letter());
    assertNull(read.boxed());
    assertEquals(List.of(), read.list());
    assertEquals(Set.of(), read.set());
    assertEquals(Map.of(), read.map());
    assertEquals(Optional.empty(), read.optional());
    read.bytes()[0] = 9; // an array that is handed out is the reader's own
    assertArrayEquals(
        new byte[] {1, 2, 3}, Codec.of(Samples.Defaults.class).decode(NOTHING).bytes());
  }

  record BadNumber(@Default("x") int age) {}

  record BadPlace(@Default("x") List<String> list) {}

  record BadType(Thread thread) {}

  record BadPart(List<Thread> threads) {}

  @SuppressWarnings("rawtypes")
  record Raw(List list) {}

  record Generic<T>(T value) {}

  record OfGeneric(Generic<String> value) {}

  record BadInside(List<BadType> list) {}

  static Stream<Class<?>> bad() {
    return Stream.of(
        BadNumber.class,
        BadPlace.class,
        BadType.class,
        BadPart.class,
        Raw.class,
        Generic.class,
        OfGeneric.class,
        BadInside.class);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatCantWorkFailsWhenTheCodecIsMade(Class<?> type) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Codec.of(type)).getMessage();
    String component = type.getRecordComponents()[0].getName();
    String where = "record " + type.getName() + ", component " + component + ": ";
    assertTrue(message.startsWith(where), message);
  }

  @Test
  void theMessageSaysWhatIsWrong() {
    assertTrue(message(BadNumber.class).endsWith("\"x\" is no int"));
    assertTrue(message(BadPlace.class).endsWith("@Default can't be on list<string>"));
    assertTrue(message(BadPart.class).contains("for the type java.lang.Thread"));
  }

  private static String message(Class<?> type) {
    return assertThrows(IllegalArgumentException.class, () -> Codec.of(type)).getMessage();
  }

  record Positive(int value) {
    Positive {
      if (value <= 0) {
        throw new IllegalStateException("not positive: " + value);
      }
    }
  }

  @Test
  void aRecordMayRefuseWhatIsRead() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Codec.of(Positive.class).decode(NOTHING))
            .getMessage();
    assertTrue(message.contains("Positive refuses what was read: "), message);
    assertTrue(message.contains("not positive: 0"), message);
  }

  record Faulty(int value) {
    public int value() {
      throw new UnsupportedOperationException("no");
    }
  }

  @Test
  void anAccessorThatThrowsIsNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Codec.of(Faulty.class).encode(new Faulty(1)))
            .getMessage();
    assertTrue(message.contains("Faulty, component value: its accessor threw "), message);
  }

  @Test
  void whatListsHoldIsChecked() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<Samples.Egg> polluted = (List) List.of("no egg");
    Samples.Chicken hen = new Samples.Chicken("a", polluted);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Codec.of(Samples.Chicken.class).encode(hen))
            .getMessage();
    assertTrue(message.contains("Chicken, component eggs: "), message);
  }

  @Test
  void whatLiesTooDeepIsRefusedBothWays() {
    Codec<Samples.Tree> codec = Codec.of(Samples.Tree.class);
    Samples.Tree deep = deep(ValueFormat.DEPTH_AT_MOST);
    assertEquals(deep, codec.decode(codec.encode(deep)));
    assertThrows(
        IllegalArgumentException.class, () -> codec.encode(deep(ValueFormat.DEPTH_AT_MOST + 1)));
  }

  private static Samples.Tree deep(int depth) {
    Samples.Tree tree = null;
    for (int i = 0; i <= depth; i++) {
      tree = new Samples.Tree("", tree, List.of(), Map.of(), Optional.empty());
    }
    return tree;
  }

  @Test
  void codecsAreKept() {
    assertSame(Codec.of(Samples.Tree.class), Codec.of(Samples.Tree.class));
    assertEquals(
        "record:dev.larder.internal.codec.Samples$Tree", Codec.of(Samples.Tree.class).name());
  }
}
