package dev.larder.internal.kind;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.SlotFiller;
import dev.larder.internal.journal.StoredTable;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Those who want to know whether a name of one store has changed since they looked. */
public final class Watches implements ChangeListener {
  /*
   * Shared: two registers, by name and by the number of a collection's table, each then by the
   * number of the watch; and each watch's slot, which goes once from null to the mark of a touch.
   *
   * 1. A change looks into the registers and fills the slots that it finds before it can be seen: a
   *    single one just before its compare-and-set, one of several together with all of them, in one
   *    multi-word compare-and-set. So a transaction that reads a slot as free, and commits, comes
   *    before every change that filled it; no two transactions can touch each other's watches and
   *    both fail.
   * 2. A change may look before a watch is entered, and come after. Such a change has read its
   *    bucket before it looked. Entering therefore renews: it puts the bucket of the name back as a
   *    new object, and begins a new generation of the collection's table. The late change then
   *    fails, and looks again; or it lands in the generation before, in a bucket that nobody has
   *    looked at since, and counts as before the watch (see Table).
   *    What this can't renew is emptiness, which a multi-cell change does not know apart: such a
   *    change can still create a name that was not there. So whether the name is there is looked at
   *    again at the end, which also finds what has run out. One change at most can come late, since
   *    whatever follows has read after it, and looks after that.
   * 3. A clearing touches all that is there in its world. One that looked too early is found by the
   *    world having changed.
   *
   * Linearisation: a watch begins at the renewal of its table if there is one, else at that of the
   * bucket of its name. Once somebody has watched, this listens for good: between leaving and being
   * entered again, a change might look past a watch that has begun. Cost: O(log n) for a name, and
   * one pass over the buckets for a map or set.
   */

  /** Of a content without a table: numbers are not negative. */
  static final long NO_LABEL = -1;

  private final Engine engine;
  private final CellWriter direct;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentSkipListMap<NamePlace, Watch> byName = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<LabelPlace, Watch> byLabel = new ConcurrentSkipListMap<>();

  Watches(Engine engine, CellWriter direct) {
    this.engine = engine;
    this.direct = direct;
  }

  private record NamePlace(Name name, long number) implements Comparable<NamePlace> {
    @Override
    public int compareTo(NamePlace other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : Long.compare(number, other.number);
    }
  }

  private record LabelPlace(long label, long number) implements Comparable<LabelPlace> {
    @Override
    public int compareTo(LabelPlace other) {
      int byLabel = Long.compare(label, other.label);
      return byLabel != 0 ? byLabel : Long.compare(number, other.number);
    }
  }

  /** Begins to watch a name. */
  public Watch watch(Name name) {
    for (; ; ) {
      Watch watch = begin(name);
      if (watch.world() == engine.latestWorld()) {
        return watch;
      }
      remove(watch); // it may have looked into a world that had ended
    }
  }

  private Watch begin(Name name) {
    direct.locate(name); // takes out what has run out: its removal is no change
    Watch watch = new Watch(this, numbers.getAndIncrement(), name, engine.world());
    byName.put(new NamePlace(name, watch.number()), watch);
    engine.listen(this);
    Table names = watch.world().names();
    names.refresh(name.hashCode());
    Node found = direct.find(names, name, name.hashCode());
    while (found != null) {
      TypedContent content = (TypedContent) found.value();
      enter(watch, labelOf(content));
      found = direct.find(names, name, name.hashCode());
      if (found != null && found.value() == content) {
        Table table = content.table();
        if (table != null) {
          table.renew();
        }
        break;
      } // else what came from the disk has got its table, or the watch has been touched
    }
    return watch;
  }

  private void enter(Watch watch, long label) {
    if (watch.label() != label) {
      leave(watch);
      byLabel.put(new LabelPlace(label, watch.number()), watch);
    }
    watch.found(true, label);
  }

  private void leave(Watch watch) {
    if (watch.label() != NO_LABEL) {
      byLabel.remove(new LabelPlace(watch.label(), watch.number()));
    }
  }

  private static long labelOf(TypedContent content) {
    Table table = content.table();
    if (table != null) {
      return ((EntryLabel) table.label()).id();
    }
    // What was read from the disk keeps its number when it becomes a table.
    return content instanceof StoredContent stored
            && stored.stored().collection() instanceof StoredTable entries
        ? entries.id()
        : NO_LABEL;
  }

  void remove(Watch watch) {
    byName.remove(new NamePlace(watch.name(), watch.number()));
    leave(watch);
  }

  @Override
  public void changing(Table table, Object key, SlotFiller filler) {
    if (!table.isKeyspace()) {
      if (table.label() instanceof EntryLabel label && !byLabel.isEmpty()) {
        long id = label.id();
        touch(byLabel.subMap(new LabelPlace(id, 0), new LabelPlace(id + 1, 0)), filler);
      }
    } else if (key instanceof Name name && !byName.isEmpty()) {
      touch(byName.subMap(new NamePlace(name, 0), new NamePlace(name, Long.MAX_VALUE)), filler);
    }
  }

  private static void touch(ConcurrentNavigableMap<?, Watch> all, SlotFiller filler) {
    for (Watch watch : all.values()) {
      if (!watch.isCommitting()) {
        filler.fill(watch.slot(), Watch.TOUCHED);
      }
    }
  }

  @Override
  public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {}

  @Override
  public void clearing(World world) {
    for (Watch watch : byName.values()) {
      Name name = watch.name();
      if (watch.world().lineage() == world.lineage()
          && (watch.wasPresent() || world.names().find(name, name.hashCode()) != null)) {
        SlotFiller.DIRECT.fill(watch.slot(), Watch.TOUCHED);
      }
    }
  }
}
