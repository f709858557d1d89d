package dev.larder.internal.kind;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be done to the entry of a map. The argument is the value, where there is one. */
final class MapOperations {
  static final Operation PUT = new Names.Put(Node.NEVER);

  static final Operation PUT_IF_ABSENT =
      (current, argument) -> current == null ? Objects.requireNonNull(argument) : Operation.KEEP;

  static final Operation REMOVE =
      (current, argument) -> current == null ? Operation.KEEP : Operation.REMOVE;

  static final Operation REMOVE_IF_EQUAL =
      (current, argument) ->
          current != null && Objects.requireNonNull(argument).equals(current.value())
              ? Operation.REMOVE
              : Operation.KEEP;

  static final Operation REPLACE = new ReplaceIf(null);

  static final Operation PERSIST =
      new Operation() {
        @Override
        public Object decide(@Nullable Node current, @Nullable Object argument) {
          return current == null || current.expiresAt() == Node.NEVER ? KEEP : current.value();
        }

        @Override
        public long expiresAt(@Nullable Node current) {
          return Node.NEVER;
        }
      };

  private MapOperations() {}

  /** Replaces a value, if it is the one expected or none is. */
  record ReplaceIf(@Nullable Object expected) implements Operation {
    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      return current != null && (expected == null || expected.equals(current.value()))
          ? Objects.requireNonNull(argument)
          : KEEP;
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return Node.NEVER;
    }
  }

  /** Puts what a function makes of the value; null removes. */
  static final class Computing<K, V> implements Operation {
    private final UserFunction<V, V> function;
    private boolean removal;

    Computing(Binding map, K key, Function<@Nullable V, @Nullable V> function) {
      this.function = new UserFunction<>(map, key, function);
    }

    @Override
    @SuppressWarnings("unchecked") // the content's types were checked
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      V made = function.of(current == null ? null : (V) current.value());
      removal = made == null && current != null;
      if (made == null) {
        return current == null ? KEEP : REMOVE;
      }
      return made;
    }

    boolean isRemoval() {
      return removal;
    }

    @Nullable V result() {
      return function.result();
    }
  }
}
