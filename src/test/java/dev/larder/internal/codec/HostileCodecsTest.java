package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.larder.Codec;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes from anywhere are a value or an {@code IllegalArgumentException}, and nothing worse. */
class HostileCodecsTest {
  private static final int ROUNDS = 20_000;

  /** A codec, and something that makes values of it. */
  private record Subject<T>(Codec<T> codec, Supplier<T> maker) {
    byte[] bytes() {
      return codec.encode(maker.get());
    }

    /** Both ways to read it. */
    void read(byte[] bytes) {
      codec.decode(bytes);
    }

    void describe(byte[] bytes) {
      Described.describe(codec.name(), bytes);
    }
  }

  private static List<Subject<?>> subjects(RandomValues values) {
    List<Subject<?>> subjects = new ArrayList<>();
    for (Class<?> type : values.types()) {
      subjects.add(scalar(type, values));
    }
    subjects.add(of(DayOfWeek.class, () -> DayOfWeek.FRIDAY));
    subjects.add(of(Samples.Primitives.class, () -> Samples.primitives(values)));
    subjects.add(of(Samples.Scalar.class, () -> Samples.scalar(values)));
    subjects.add(of(Samples.Nested.class, () -> Samples.nested(values)));
    subjects.add(of(Samples.Tree.class, () -> Samples.tree(values, 2)));
    Codec<List<Samples.Tree>> list = Codec.list(Codec.of(Samples.Tree.class));
    subjects.add(new Subject<>(list, () -> List.of(Samples.tree(values, 1))));
    Codec<Map<String, Long>> map = Codec.map(Codec.of(String.class), Codec.of(Long.class));
    subjects.add(new Subject<>(map, () -> Map.of(values.text() + "a", 1L, "b", 2L)));
    return subjects;
  }

  private static <T> Subject<T> scalar(Class<T> type, RandomValues values) {
    return of(type, () -> values.of(type));
  }

  private static <T> Subject<T> of(Class<T> type, Supplier<T> maker) {
    return new Subject<>(Codec.of(type), maker);
  }

  @Test
  void bytesFromAnywhereAreAValueOrRefused() {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    List<Subject<?>> subjects = subjects(values);
    for (int i = 0; i < ROUNDS; i++) {
      Subject<?> subject = subjects.get(i % subjects.size());
      byte[] bytes = i % 4 == 0 ? values.bytes(0) : damaged(subject.bytes(), values.random());
      valueOrRefused(() -> subject.read(bytes), subject, bytes, seed);
      valueOrRefused(() -> subject.describe(bytes), subject, bytes, seed);
    }
  }

  private static void valueOrRefused(
      Runnable reading, Subject<?> subject, byte[] bytes, long seed) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      // refused, as it should be
    } catch (RuntimeException | Error e) {
      fail(message(subject, bytes, seed), e);
    }
  }

  private static String message(Subject<?> subject, byte[] bytes, long seed) {
    return subject.codec().name() + " " + HexFormat.of().formatHex(bytes) + ", seed " + seed;
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length + (random.nextInt(8) == 0 ? 1 : 0));
    for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt();
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> damaged[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> damaged = Arrays.copyOf(damaged, at);
      }
    }
    return damaged;
  }

  /** A record, list or map that lacks its end is never taken for a shorter one. */
  @Test
  void whatIsCutOffIsRefused() {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    for (Subject<?> subject : subjects(values)) {
      String name = subject.codec().name();
      if (name.contains(":") && !name.startsWith("enum") || name.contains("<")) {
        byte[] bytes = subject.bytes();
        for (int end = 0; end < bytes.length; end++) {
          byte[] cut = Arrays.copyOf(bytes, end);
          String message = message(subject, cut, seed);
          assertThrows(IllegalArgumentException.class, () -> subject.read(cut), message);
          assertThrows(IllegalArgumentException.class, () -> subject.describe(cut), message);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a list of 2147483647 elements  | list<int>       | ffffffff07 04 00000001
          an element of that size        | list<string>    | 01 ffffffff07 61
          a map of that size             | map<int,int>    | ffffffff07 04 00000001
          a record with as many parts    | record:x.Holder | 01 ffffffff07
          a name of that length          | record:x.Holder | 01 01 ffffffff07 61
          a value of that length         | record:x.Holder | 01 01 016c 42 ffffffff07 01
          a list in it of that size      | record:x.Holder | 01 01 016c 42 06 ffffffff07 00
          one with a count below 0      | record:x.Holder | 01 01 016c 42 0b ffffffffffffffffff0100
          a set of that size             | record:x.Holder | 01 01 0173 43 06 ffffffff07 00
          a map in it of that size       | record:x.Holder | 01 01 016d 44 06 ffffffff07 00
          """)
  void aLengthIsNotBelieved(String what, String name, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Codec<?> codec = codec(name);
    assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes), what);
    assertThrows(IllegalArgumentException.class, () -> Described.describe(name, bytes), what);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes), what);
    assertThrows(IllegalArgumentException.class, () -> Described.describe(name, bytes), what);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 1 << 20, () -> allocated + " bytes for " + what);
  }

  record Holder(List<String> l, Set<String> s, Map<String, String> m) {}

  private static Codec<?> codec(String name) {
    Codec<Integer> ints = Codec.of(Integer.class);
    return switch (name) {
      case "list<int>" -> Codec.list(ints);
      case "list<string>" -> Codec.list(Codec.of(String.class));
      case "map<int,int>" -> Codec.map(ints, ints);
      default -> Codec.of(Holder.class);
    };
  }

  /** A record in a record in a record, as deep as bytes allow: no stack may run over. */
  @Test
  void depthIsBounded() {
    byte[] bytes = {1, 0};
    while (bytes.length < 1 << 17) {
      bytes = wrapped(bytes, 1 + bytes.length / 1000);
    }
    byte[] deep = bytes;
    Codec<Samples.Tree> codec = Codec.of(Samples.Tree.class);
    assertThrows(IllegalArgumentException.class, () -> codec.decode(deep));
    assertThrows(IllegalArgumentException.class, () -> Described.describe(codec.name(), deep));
  }

  private static byte[] wrapped(byte[] inner, int times) {
    byte[] bytes = inner;
    for (int i = 0; i < times; i++) {
      ByteSink out = new ByteSink(bytes.length + 20);
      out.putByte(1);
      out.putVarint(1);
      out.putSized("only".getBytes(StandardCharsets.US_ASCII));
      out.putByte(ValueFormat.RECORD);
      out.putSized(bytes);
      bytes = out.toByteArray();
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a component twice      | 01 02 016c 42 01 00 016c 42 01 00
          another version        | 02 00
          something behind       | 01 00 00
          null with a payload    | 01 01 016c 00 01 00
          an element too many    | 01 01 016c 42 04 01 01 00 00
          """)
  void recordsThatNobodyWritesAreRefused(String what, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Codec<Holder> codec = Codec.of(Holder.class);
    assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes), what);
    assertThrows(
        IllegalArgumentException.class, () -> Described.describe(codec.name(), bytes), what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an element twice | 01 01 0173 43 07 02 01 01 61 01 01 61
          a key twice      | 01 01 016d 44 09 02 01 00 01 00 01 00 01 00
          """)
  void setsAndMapsHaveNothingTwice(String what, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Codec<Holder> codec = Codec.of(Holder.class);
    assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes), what);
    assertEquals(
        HexFormat.of().formatHex(bytes),
        HexFormat.of()
            .formatHex(Described.encode(codec.name(), Described.describe(codec.name(), bytes))));
  }
}
