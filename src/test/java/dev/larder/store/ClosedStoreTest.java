package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.common.reflect.TypeToken;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderClosedException;
import dev.larder.LarderCounter;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderValue;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, closing, and every method of every handle after that. */
class ClosedStoreTest {
  /** What says nothing of the store's content, makes a view of the JDK's, or is Object's. */
  private static final Set<String> HARMLESS =
      Set.of(
          "close",
          "equals",
          "hashCode",
          "toString",
          "parallelStream",
          "spliterator",
          "reversed",
          "wait",
          "notify",
          "notifyAll",
          "getClass");

  private static Object argument(Class<?> type, Object self) {
    if (type == Object.class || type == Comparable.class) {
      return "a";
    }
    if (type == String.class) {
      return "a";
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == double.class) {
      return 1.0;
    }
    if (type == dev.larder.AddCondition[].class) {
      return new dev.larder.AddCondition[0];
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == ScoreRange.class) {
      return ScoreRange.atLeast(1);
    }
    if (type == MemberRange.class) {
      return MemberRange.closed("a", "b");
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(1);
    }
    if (type == Map.class) {
      return self instanceof LarderSortedSet<?> ? Map.of("a", 1.0) : Map.of("a", "b");
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == Collection.class || type == List.class) {
      boolean ofSets =
          type == List.class
              && (self instanceof LarderSet<?> || self instanceof LarderSortedSet<?>);
      return ofSets ? List.of() : List.of("a");
    }
    if (type.isInstance(self)) {
      return self;
    }
    if (type == String[].class) {
      return new String[] {"a"};
    }
    if (type == Object[].class) {
      return new String[0];
    }
    if (type == IntFunction.class) {
      return (IntFunction<Object[]>) String[]::new;
    }
    if (type == TimeUnit.class) {
      return TimeUnit.SECONDS;
    }
    if (type == MethodHandles.Lookup.class) {
      return MethodHandles.lookup();
    }
    if (type == Object.class) {
      return "a";
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }
    throw new IllegalArgumentException("no argument of " + type + " at hand");
  }

  private static Object any(Type type, Object self) {
    if (type.getTypeName().contains("$Weighted<")) {
      return List.of(new LarderSortedSet.Weighted<>((LarderSortedSet<?>) self, 1));
    }
    return argument(TypeToken.of(type).getRawType(), self);
  }

  /** Calls every public method of an interface; answers those that don't throw as they must. */
  private static Set<String> lenient(Class<?> face, Object handle) throws IllegalAccessException {
    Set<String> lenient = new TreeSet<>();
    for (Method method : face.getMethods()) {
      boolean skip =
          Modifier.isStatic(method.getModifiers())
              || HARMLESS.contains(method.getName())
              || List.of(method.getParameterTypes()).contains(dev.larder.Codec.class);
      if (skip) {
        continue;
      }
      Object[] arguments =
          Stream.of(method.getGenericParameterTypes()).map(type -> any(type, handle)).toArray();
      try {
        Object result = method.invoke(handle, arguments);
        if (result instanceof Stream<?> stream) {
          stream.forEach(element -> {});
        }
        lenient.add(method.toGenericString() + " returned");
      } catch (LarderClosedException closed) {
        continue; // a stream is late
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof LarderClosedException)) {
          lenient.add(method.toGenericString() + " threw " + e.getCause());
        }
      }
    }
    return lenient;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyMethodOfEveryHandleThrows(boolean used) throws IllegalAccessException {
    Larder larder = Larder.inMemory();
    LarderMap<String, String> map = larder.map("map", String.class, String.class);
    LarderCache<String, String> cache =
        larder.cache("cache", String.class, String.class).loader(key -> "b").open();
    LarderSet<String> set = larder.set("set", String.class);
    LarderValue<String> value = larder.value("value", String.class);
    LarderCounter counter = larder.counter("counter");
    LarderList<String> list = larder.list("list", String.class);
    LarderSortedSet<String> sorted = larder.sortedSet("sorted", String.class);
    BlockingDeque<String> deque = list.deque();
    if (used) {
      list.add("a");
      sorted.add("a", 1);
      map.put("a", "b");
      set.add("a");
      value.set("a");
      counter.increment();
    }
    larder.close();
    Set<String> lenient = lenient(LarderMap.class, map);
    lenient.addAll(lenient(LarderCache.class, cache));
    lenient.addAll(lenient(LarderSet.class, set));
    lenient.addAll(lenient(LarderValue.class, value));
    lenient.addAll(lenient(LarderCounter.class, counter));
    lenient.addAll(lenient(LarderList.class, list));
    lenient.addAll(lenient(BlockingDeque.class, deque));
    lenient.addAll(lenient(LarderSortedSet.class, sorted));
    lenient.addAll(lenient(Larder.class, larder));
    assertEquals("", String.join("\n", lenient));
  }

  @Test
  void viewsAndIteratorsThrowToo() {
    Larder larder = Larder.inMemory();
    LarderMap<String, String> map = larder.map("map", String.class, String.class);
    map.put("a", "b");
    Set<String> keys = map.keySet();
    Collection<String> values = map.values();
    Iterator<Map.Entry<String, String>> entries = map.entrySet().iterator();
    Map.Entry<String, String> entry = entries.next();
    larder.close();
    assertThrows(LarderClosedException.class, () -> keys.contains("a"));
    assertThrows(LarderClosedException.class, keys::size);
    assertThrows(LarderClosedException.class, values::isEmpty);
    assertThrows(LarderClosedException.class, values::iterator);
    assertThrows(LarderClosedException.class, entries::remove);
    assertThrows(LarderClosedException.class, () -> entry.setValue("c"));
  }

  @Test
  void closingTwiceIsOnceAndOtherStoresStayOpen() {
    Larder first = Larder.inMemory();
    Larder second = Larder.inMemory();
    first.counter("c").add(1);
    second.counter("c").add(2);
    first.close();
    assertDoesNotThrow(first::close);
    assertEquals(2, second.counter("c").get());
    second.close();
  }

  @Test
  void closingInsideATransactionEndsIt() {
    Larder larder = Larder.inMemory();
    LarderCounter counter = larder.counter("c");
    assertThrows(
        LarderClosedException.class,
        () ->
            larder.inTransaction(
                tx -> {
                  tx.on(counter).add(1);
                  larder.close();
                }));
  }

  @Test
  void storesAreIndependent() {
    try (Larder first = Larder.inMemory();
        Larder second = Larder.inMemory()) {
      first.map("m", String.class, String.class).put("a", "b");
      second.counter("m").increment();
      assertEquals(Set.of("m"), first.names());
      second.clear();
      assertEquals("b", first.map("m", String.class, String.class).get("a"));
      if (second.exists("m")) {
        fail("the second store was cleared");
      }
    }
  }
}
