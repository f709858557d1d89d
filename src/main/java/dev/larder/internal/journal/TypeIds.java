package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Short numbers for types, so that records need not name them. A number is defined by a record of
 * its own before the first that uses it.
 */
final class TypeIds {
  /*
   * Shared: the map from a type to its number. A number becomes visible in the map only after its
   * definition has its place in the record, so whoever finds it comes later there. Two threads that
   * define the same type at once both define a number, and one of the two is never used.
   */
  private final Map<String, Definition> known = new ConcurrentSkipListMap<>();
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

  /** Takes over a number that was defined before. */
  void restore(long id, TypeName type) {
    known.put(type.toString(), new Definition(id, type));
    next.accumulateAndGet(id + 1, Math::max);
  }

  /** The number of a type; a new one is handed to the consumer first, to be recorded. */
  long id(TypeName type, Consumer<Definition> recorder) {
    String text = type.toString();
    Definition found = known.get(text);
    if (found != null) {
      return found.id;
    }
    Definition made = new Definition(next.getAndIncrement(), type);
    recorder.accept(made);
    Definition earlier = known.putIfAbsent(text, made);
    return earlier == null ? made.id : earlier.id;
  }

  /** All definitions of this moment. */
  Iterable<Definition> all() {
    return known.values();
  }
}
