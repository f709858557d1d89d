package dev.larder.internal.kind;

import dev.larder.LarderCounter;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/** A counter: one entry of the keyspace. */
public final class CounterHandle implements LarderCounter, Handle {
  private final Binding binding;

  /** The counter of a name. */
  public CounterHandle(Shelf shelf, Name name, Access access) {
    this(new Binding(shelf, name, CounterContent.TYPES, access));
    binding.checkType();
  }

  private CounterHandle(Binding binding) {
    this.binding = binding;
  }

  @Override
  public Binding binding() {
    return binding;
  }

  /** This counter inside a transaction. */
  public LarderCounter in(TxAccess transaction) {
    return new CounterHandle(binding.in(transaction));
  }

  @Override
  public long get() {
    return valueOf(binding.content());
  }

  private static long valueOf(@Nullable TypedContent content) {
    return content == null ? 0 : ((CounterContent) content).value();
  }

  private long before(@Nullable Node before) {
    return before == null ? 0 : ((CounterContent) before.value()).value();
  }

  @Override
  public void set(long value) {
    getAndSet(value);
  }

  @Override
  public long getAndSet(long value) {
    Operation set =
        new Operation() {
          @Override
          public Object decide(@Nullable Node current, @Nullable Object argument) {
            binding.contentOf(current);
            return new CounterContent(value);
          }

          @Override
          public long expiresAt(@Nullable Node current) {
            return Node.NEVER;
          }
        };
    return before(binding.change(set, null));
  }

  @Override
  public long add(long delta) {
    Operation add =
        (current, argument) -> {
          long value = valueOf(binding.contentOf(current));
          try {
            return new CounterContent(Math.addExact(value, delta));
          } catch (ArithmeticException e) {
            throw new ArithmeticException(
                "counter '" + name() + "' is " + value + ": adding " + delta + " leaves a long");
          }
        };
    return before(binding.change(add, null)) + delta;
  }

  @Override
  public boolean compareAndSet(long expected, long value) {
    Operation swap =
        (current, argument) ->
            valueOf(binding.contentOf(current)) == expected
                ? new CounterContent(value)
                : Operation.KEEP;
    return before(binding.change(swap, null)) == expected;
  }

  @Override
  public long remove() {
    Operation remove =
        (current, argument) -> {
          binding.contentOf(current);
          return Operation.REMOVE;
        };
    return before(binding.change(remove, null));
  }

  @Override
  public String toString() {
    return Long.toString(get());
  }
}
