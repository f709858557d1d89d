package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.LarderCounter;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, closing, and every method of every handle after that. */
class ClosedStoreTest {
  /** What says nothing of the store's content, or is Object's. */
  private static final Set<String> HARMLESS =
      Set.of("name", "close", "equals", "hashCode", "toString", "parallelStream", "spliterator");

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
    if (type == Duration.class) {
      return Duration.ofSeconds(1);
    }
    if (type == Map.class) {
      return Map.of("a", "b");
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == Collection.class || type == List.class) {
      return self instanceof LarderSet<?> && type == List.class ? List.of() : List.of("a");
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
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }
    throw new IllegalArgumentException("no argument of " + type + " at hand");
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
          Stream.of(method.getParameterTypes()).map(type -> argument(type, handle)).toArray();
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
    LarderSet<String> set = larder.set("set", String.class);
    LarderValue<String> value = larder.value("value", String.class);
    LarderCounter counter = larder.counter("counter");
    if (used) {
      map.put("a", "b");
      set.add("a");
      value.set("a");
      counter.increment();
    }
    larder.close();
    Set<String> lenient = lenient(LarderMap.class, map);
    lenient.addAll(lenient(LarderSet.class, set));
    lenient.addAll(lenient(LarderValue.class, value));
    lenient.addAll(lenient(LarderCounter.class, counter));
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
