package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Replies about streams, with the times in them taken out: those that are near to the present, and
 * how long something has been idle. What comes from the command itself has to be the same.
 */
enum StreamRule implements Rule {
  /** Rows of an ID, a consumer, how long it has been idle, and how often it was delivered. */
  PENDING {
    @Override
    Value timeless(Value value, String name) {
      List<Value> row = value.children();
      if (row.size() == 4 && row.get(2) instanceof Value.Int && row.get(3) instanceof Value.Int) {
        return new Value.Array(List.of(row.get(0), row.get(1), IDLE, row.get(3)));
      }
      return within(value);
    }
  },

  /**
   * What stands beside {@code idle} and {@code seen-time}, and times of deliveries; and the sizes
   * of the radix tree, in which Redis keeps a node without entries when an exact trim empties it
   * that has deleted ones behind, and ours does not.
   */
  INFO {
    @Override
    Value timeless(Value value, String name) {
      if (value instanceof Value.Int number
          && (name.startsWith("radix-tree")
              || name.equals("idle")
              || name.equals("seen-time")
              || number.number() > PRESENT)) {
        return IDLE;
      }
      return within(value);
    }
  };

  private static final Value IDLE = new Value.Simple("(a time)");

  /** No number of entries or deliveries is so great, but for those made to be absurd. */
  private static final long PRESENT = 1_500_000_000_000L;

  @Override
  public boolean same(Step step, Value ours, Value real) {
    return Shapes.exact(timeless(ours, ""), timeless(real, ""));
  }

  /** Without times; the name is what stands before the value. */
  abstract Value timeless(Value value, String name);

  final Value within(Value value) {
    List<Value> children = new ArrayList<>();
    String name = "";
    for (Value child : value.children()) {
      children.add(timeless(child, name));
      name = child instanceof Value.Bulk bulk ? Bytes.text(bulk.bytes()) : "";
    }
    if (value instanceof Value.MapValue) {
      return new Value.MapValue(children);
    }
    return value instanceof Value.Array ? new Value.Array(children) : value;
  }
}
