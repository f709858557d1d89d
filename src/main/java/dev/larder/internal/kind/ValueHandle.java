package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.LarderValue;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value: one entry of the keyspace.
 *
 * @param <T> the type of the value
 */
public final class ValueHandle<T> implements LarderValue<T>, Handle {
  private final Binding binding;

  /** The value of a name. */
  public ValueHandle(Shelf shelf, Name name, Element<T> type, Access access) {
    this(new Binding(shelf, name, Types.of(CollectionType.VALUE, type), access));
    binding.checkType();
  }

  private ValueHandle(Binding binding) {
    this.binding = binding;
  }

  @Override
  public Binding binding() {
    return binding;
  }

  /** This value inside a transaction. */
  public LarderValue<T> in(TxAccess transaction) {
    return new ValueHandle<>(binding.in(transaction));
  }

  @SuppressWarnings("unchecked") // the content's types were checked
  private @Nullable T valueOf(@Nullable TypedContent content) {
    return content == null ? null : (T) ((ValueContent) content).value();
  }

  private @Nullable T before(@Nullable Node before) {
    return before == null ? null : valueOf((TypedContent) before.value());
  }

  private ValueContent contentWith(Object value) {
    return new ValueContent(binding.types, value);
  }

  /** Sets without looking at the value before. */
  private final class Set implements Operation {
    private final long deadline;

    Set(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      binding.contentOf(current);
      return contentWith(Objects.requireNonNull(argument));
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return deadline;
    }
  }

  @Override
  public @Nullable T get() {
    return valueOf(binding.content());
  }

  @Override
  public void set(T value) {
    getAndSet(value);
  }

  @Override
  public void set(T value, Duration timeToLive) {
    Objects.requireNonNull(value, "value");
    long deadline = binding.shelf.engine().time().deadline(timeToLive);
    binding.change(new Set(deadline), value);
  }

  @Override
  public boolean setIfAbsent(T value) {
    return compareAndSet(null, Objects.requireNonNull(value, "value"));
  }

  @Override
  public @Nullable T getAndSet(T value) {
    Objects.requireNonNull(value, "value");
    return before(binding.change(new Set(Node.NEVER), value));
  }

  @Override
  public boolean compareAndSet(@Nullable T expected, @Nullable T value) {
    Operation swap =
        (current, argument) -> {
          if (!Objects.equals(valueOf(binding.contentOf(current)), expected)) {
            return Operation.KEEP;
          }
          return value == null ? Operation.REMOVE : contentWith(value);
        };
    return Objects.equals(before(binding.change(swap, null)), expected);
  }

  @Override
  public Optional<T> update(UnaryOperator<@Nullable T> function) {
    Objects.requireNonNull(function, "function");
    Updating updating = new Updating(function);
    binding.change(updating, null);
    return Optional.ofNullable(updating.function.result());
  }

  private final class Updating implements Operation {
    private final UserFunction<T, T> function;

    Updating(UnaryOperator<@Nullable T> function) {
      this.function = new UserFunction<>(binding, binding.name, function);
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      T result = function.of(valueOf(binding.contentOf(current)));
      return result == null ? REMOVE : contentWith(result);
    }
  }

  @Override
  public @Nullable T remove() {
    Operation remove =
        (current, argument) -> {
          binding.contentOf(current);
          return Operation.REMOVE;
        };
    return before(binding.change(remove, null));
  }

  @Override
  public String toString() {
    return String.valueOf(get());
  }
}
