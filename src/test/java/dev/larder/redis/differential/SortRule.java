package dev.larder.redis.differential;

import java.util.List;

/**
 * What SORT leaves open. {@code BY nosort} gives a set's members in no order. Weights compared as
 * words may be equal, and those of missing keys are; words are compared up to their first NUL only.
 * What is equal comes in the order of the table it was in. Numbers that are equal do have an order.
 */
final class SortRule implements Rule {
  @Override
  public boolean needsCalm() {
    return true;
  }

  @Override
  public boolean same(Step step, Value ours, Value real) {
    if (Shapes.exact(ours, real)) {
      return true;
    }
    if (step.has("STORE") || !isOpen(step, ours, real)) {
      return false;
    }
    if (step.has("LIMIT") || step.has("GET")) {
      return ours.children().size() == real.children().size()
          && Shapes.kind(ours).equals(Shapes.kind(real));
    }
    return Shapes.unordered(ours, real, 1);
  }

  private static boolean isOpen(Step step, Value ours, Value real) {
    List<byte[]> args = step.args();
    boolean weighed = step.has("BY");
    for (int i = 2; i + 1 < args.size(); i++) {
      if (Bytes.upper(args.get(i)).equals("BY") && !Bytes.text(args.get(i + 1)).contains("*")) {
        return true;
      }
    }
    return step.has("ALPHA") && (weighed || step.has("GET") || hasNul(ours) || hasNul(real));
  }

  private static boolean hasNul(Value value) {
    return value.children().stream()
        .anyMatch(e -> e instanceof Value.Bulk bulk && Bytes.text(bulk.bytes()).contains("\0"));
  }
}
