package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Short numbers for types, so that records need not name them. A number is defined by a record of
 * its own before the first that uses it.
 */
final class TypeIds {
  /*
   * Shared: the map from a type to its number, which is never changed but replaced as a whole:
   * there are few types, each change of a value or counter looks one up, hardly any defines one.
   *
   * 1. A number becomes visible in the map only after its definition has its place in the record,
   *    so whoever finds it comes later there. Two threads that define the same type at once both
   *    define a number, and one of the two is never used.
   * 2. A look-up reads the reference with acquire: who finds a map sees all that is in it, and an
   *    older one only leads to (1).
   */
  private static final VarHandle KNOWN;

  static {
    try {
      KNOWN = MethodHandles.lookup().findVarHandle(TypeIds.class, "known", Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through KNOWN
  private Map<TypeName, Definition> known = Map.of();

  private final AtomicLong next = new AtomicLong(1);

  /** A number and what it stands for. */
  record Definition(long id, TypeName type) {
    void writeTo(ByteSink out) {
      out.putVarint(ChangeFormat.TYPE);
      out.putVarint(id);
      out.putByte(TypeName.tag(type.kind()));
      out.putVarint(type.elements().size());
      for (String element : type.elements()) {
        out.putSized(element.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @SuppressWarnings("unchecked") // it holds nothing else
  private Map<TypeName, Definition> knownAcquire() {
    return (Map<TypeName, Definition>) KNOWN.getAcquire(this);
  }

  /** Takes over a number that was defined before. */
  void restore(long id, TypeName type) {
    next.accumulateAndGet(id + 1, Math::max);
    enter(new Definition(id, type), true);
  }

  /** The number of a type; a new one is handed to the consumer first, to be recorded. */
  long id(TypeName type, Consumer<Definition> recorder) {
    Definition found = knownAcquire().get(type);
    if (found != null) {
      return found.id;
    }
    Definition made = new Definition(next.getAndIncrement(), type);
    recorder.accept(made);
    return enter(made, false).id;
  }

  /** Has a definition in the map, or the one that is there already; answers which. */
  private Definition enter(Definition made, boolean replaces) {
    while (true) {
      Map<TypeName, Definition> before = knownAcquire();
      Definition earlier = before.get(made.type);
      if (earlier != null && !replaces) {
        return earlier;
      }
      Map<TypeName, Definition> after = new LinkedHashMap<>(before);
      after.put(made.type, made);
      if (KNOWN.compareAndSet(this, before, after)) {
        return made;
      }
    }
  }

  /** All definitions of this moment. */
  Iterable<Definition> all() {
    return List.copyOf(knownAcquire().values());
  }
}
