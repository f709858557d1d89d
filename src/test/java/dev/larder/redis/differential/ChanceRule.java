package dev.larder.redis.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * For commands whose reply is a matter of chance: as many elements as the real server gives, each
 * only once unless the count is negative, and each really there.
 */
enum ChanceRule implements Rule {
  RANDOMKEY,
  SRANDMEMBER,
  HRANDFIELD,
  ZRANDMEMBER,

  /** What ours popped is popped from the real set too, and what that popped is put back. */
  SPOP {
    @Override
    public boolean changesByChance() {
      return true;
    }

    @Override
    public boolean after(Step step, Value ours, Value real, RespClient client) throws IOException {
      List<Value> popped = elements(ours);
      List<Value> back = new ArrayList<>(elements(real));
      back.removeAll(popped);
      List<Value> out = new ArrayList<>(popped);
      out.removeAll(elements(real));
      if (back.isEmpty() && out.isEmpty()) {
        return true;
      }
      boolean mended = mend(step, back, out, client);
      long left = ((Value.Int) client.call(Bytes.of("SCARD"), step.args().get(1))).number();
      if (left > 0 && left * COPIED_INSTEAD <= popped.size() && step.args().size() > 2) {
        copy(step.args().get(1), client);
      }
      return mended;
    }

    /** Redis has put what was left into a new set; what was put back may have made that large. */
    private void copy(byte[] key, RespClient client) throws IOException {
      Value deadline = client.call(Bytes.of("PEXPIRETIME"), key);
      client.call(Bytes.of("SUNIONSTORE"), key, key);
      if (deadline instanceof Value.Int number && number.number() >= 0) {
        client.call(Bytes.of("PEXPIREAT"), key, Bytes.of(Long.toString(number.number())));
      }
    }

    private boolean mend(Step step, List<Value> back, List<Value> out, RespClient client)
        throws IOException {
      // First back, so that the set is never empty and keeps its deadline.
      client.call(members("SADD", step, back));
      Value removed = client.call(members("SREM", step, out));
      return removed.equals(new Value.Int(out.size()));
    }
  };

  /** So many times fewer members left than popped make Redis move those instead. */
  private static final int COPIED_INSTEAD = 5;

  @Override
  public boolean same(Step step, Value ours, Value real) {
    if (!Shapes.kind(ours).equals(Shapes.kind(real))
        || ours.children().size() != real.children().size()) {
      return false;
    }
    List<Value> elements = names(step, ours);
    boolean repeats = step.args().size() > 2 && Bytes.text(step.args().get(2)).startsWith("-");
    return repeats || new HashSet<>(elements).size() == elements.size();
  }

  @Override
  public boolean looksAgain() {
    return true;
  }

  @Override
  public boolean after(Step step, Value ours, Value real, RespClient client) throws IOException {
    List<Value> names = names(step, ours);
    List<Value> flat = flat(ours);
    int each = names.isEmpty() ? 1 : flat.size() / names.size();
    for (int i = 0; i < names.size(); i++) {
      byte[] name = ((Value.Bulk) names.get(i)).bytes();
      Value found = look(step, name, client);
      Value wanted = each == 2 ? flat.get(i * 2 + 1) : found;
      boolean there = !(found instanceof Value.Null) && !found.equals(new Value.Int(0));
      if (!there || !found.equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  private Value look(Step step, byte[] name, RespClient client) throws IOException {
    return switch (this) {
      case RANDOMKEY -> client.call(Bytes.of("EXISTS"), name);
      case HRANDFIELD -> client.call(Bytes.of("HGET"), step.args().get(1), name);
      case ZRANDMEMBER -> client.call(Bytes.of("ZSCORE"), step.args().get(1), name);
      default -> client.call(Bytes.of("SISMEMBER"), step.args().get(1), name);
    };
  }

  /** Members or fields, without the values or scores that may stand beside them. */
  private static List<Value> names(Step step, Value value) {
    List<Value> flat = flat(value);
    int each = step.has("WITHVALUES") || step.has("WITHSCORES") ? 2 : 1;
    List<Value> names = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += each) {
      names.add(flat.get(i));
    }
    return names;
  }

  /** RESP3 puts each pair into an array of its own. */
  private static List<Value> flat(Value value) {
    List<Value> flat = new ArrayList<>();
    for (Value element : elements(value)) {
      flat.addAll(element.children().isEmpty() ? List.of(element) : element.children());
    }
    return flat;
  }

  private static List<Value> elements(Value value) {
    return value instanceof Value.Bulk ? List.of(value) : value.children();
  }

  private static byte[][] members(String command, Step step, List<Value> members) {
    List<byte[]> args = new ArrayList<>(List.of(Bytes.of(command), step.args().get(1)));
    members.forEach(member -> args.add(((Value.Bulk) member).bytes()));
    return args.toArray(byte[][]::new);
  }
}
