package dev.larder.internal.cache;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** The keys of a cache that are known to have no value, for a time. */
final class Absences {
  /*
   * Shared: the table, replaced by an empty one when it is full: to forget that a key is absent
   * only means that its loader is asked again.
   *
   * A key is entered by a load that looks, while it decides, whether it is superseded (see Loads);
   * who puts a value takes the key out after the value can be seen.
   */
  private static final Object ABSENT = new Object();
  private static final Operation LEAVE = (current, argument) -> Operation.REMOVE;

  private final Access quiet;
  private final TimeSource time;
  private final long millis;
  private final long most;
  private volatile Table keys = new Table(new World(), "absent");

  Absences(Access quiet, TimeSource time, long millis, long most) {
    this.quiet = quiet;
    this.time = time;
    this.millis = millis;
    this.most = most;
  }

  boolean contains(Object key) {
    Table known = keys;
    return known.count() != 0 && quiet.find(known, key, Table.spread(key.hashCode())) != null;
  }

  void add(Load<?> load) {
    if (keys.count() >= most) {
      clear();
    }
    quiet.change(
        keys,
        load.key,
        Table.spread(load.key.hashCode()),
        new Enter(load, time.millis() + millis),
        null);
  }

  void remove(Object key) {
    Table known = keys;
    if (known.count() != 0) {
      quiet.change(known, key, Table.spread(key.hashCode()), LEAVE, null);
    }
  }

  void clear() {
    keys = new Table(new World(), "absent");
  }

  private record Enter(Load<?> load, long deadline) implements Operation {
    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      return load.isSuperseded() ? KEEP : ABSENT;
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return deadline;
    }
  }
}
