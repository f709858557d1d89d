package dev.larder.internal.codec;

import dev.larder.Default;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records to be encoded, and random ones of them. */
final class Samples {
  private Samples() {}

  record Empty() {}

  record Primitives(
      int i, long l, short s, byte b, char c, float f, double d, boolean z, Integer boxed) {}

  record Scalar(
      String text,
      BigInteger integer,
      BigDecimal decimal,
      UUID id,
      Instant instant,
      Duration duration,
      LocalDate date,
      ZonedDateTime zoned,
      DayOfWeek day) {}

  /** Lies in itself, in every way that a record can. */
  record Tree(
      String name,
      @Nullable Tree only,
      List<Tree> children,
      Map<String, Tree> named,
      Optional<Tree> other) {}

  record Nested(
      Primitives primitives,
      Scalar scalar,
      List<? extends Scalar> scalars,
      List<List<Integer>> lists,
      Set<DayOfWeek> days,
      Map<Integer, Map<String, Long>> maps,
      List<Optional<String>> optionals,
      Optional<Optional<String>> twice) {}

  /** Two that lie in each other. */
  record Chicken(String name, List<Egg> eggs) {}

  record Egg(@Nullable Chicken hatched, long laid) {}

  record Defaults(
      String plain,
      @Default("en") String language,
      @Default("18") int age,
      @Default("1.50") BigDecimal price,
      @Default("FRIDAY") DayOfWeek day,
      @Default("AQID") byte[] bytes,
      @Default("2020-02-29") LocalDate since,
      long number,
      boolean flag,
      char letter,
      Long boxed,
      List<String> list,
      Set<String> set,
      Map<String, String> map,
      Optional<String> optional) {}

  static Primitives primitives(RandomValues v) {
    return new Primitives(
        v.of(Integer.class),
        v.of(Long.class),
        v.of(Short.class),
        v.of(Byte.class),
        v.of(Character.class),
        v.of(Float.class),
        v.of(Double.class),
        v.of(Boolean.class),
        orNull(v, () -> v.of(Integer.class)));
  }

  static Scalar scalar(RandomValues v) {
    return new Scalar(
        orNull(v, v::text),
        orNull(v, () -> v.of(BigInteger.class)),
        orNull(v, () -> v.of(BigDecimal.class)),
        orNull(v, () -> v.of(UUID.class)),
        orNull(v, () -> v.of(Instant.class)),
        orNull(v, () -> v.of(Duration.class)),
        orNull(v, () -> v.of(LocalDate.class)),
        orNull(v, () -> v.of(ZonedDateTime.class)),
        orNull(v, () -> day(v)));
  }

  static Tree tree(RandomValues v, int depth) {
    Supplier<Tree> child = () -> tree(v, depth - 1);
    return depth == 0
        ? new Tree(v.text(), null, List.of(), Map.of(), Optional.empty())
        : new Tree(
            v.text(),
            orNull(v, child),
            list(v, child),
            map(v, v::text, child),
            Optional.ofNullable(orNull(v, child)));
  }

  static Nested nested(RandomValues v) {
    Set<DayOfWeek> days = new LinkedHashSet<>(list(v, () -> day(v)));
    return new Nested(
        orNull(v, () -> primitives(v)),
        orNull(v, () -> scalar(v)),
        orNull(v, () -> list(v, () -> scalar(v))),
        list(v, () -> list(v, () -> v.of(Integer.class))),
        days,
        map(v, () -> v.of(Integer.class), () -> map(v, v::text, () -> v.of(Long.class))),
        list(v, () -> Optional.ofNullable(orNull(v, v::text))),
        Optional.ofNullable(orNull(v, () -> Optional.ofNullable(orNull(v, v::text)))));
  }

  private static DayOfWeek day(RandomValues v) {
    return DayOfWeek.of(1 + v.random().nextInt(7));
  }

  private static <T> @Nullable T orNull(RandomValues v, Supplier<T> maker) {
    return v.random().nextInt(5) == 0 ? null : maker.get();
  }

  /** Up to three elements, null among them. */
  private static <T> List<T> list(RandomValues v, Supplier<T> maker) {
    List<T> list = new ArrayList<>();
    for (int i = v.random().nextInt(4); i > 0; i--) {
      list.add(orNull(v, maker));
    }
    return list;
  }

  /** Up to three entries, null among keys and values. */
  private static <K, V> Map<K, V> map(RandomValues v, Supplier<K> keys, Supplier<V> values) {
    Map<K, V> map = new LinkedHashMap<>();
    for (int i = v.random().nextInt(4); i > 0; i--) {
      map.put(orNull(v, keys), orNull(v, values));
    }
    return map;
  }
}
