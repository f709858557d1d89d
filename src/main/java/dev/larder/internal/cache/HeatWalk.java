package dev.larder.internal.cache;

import dev.larder.internal.eviction.ColdestFirst;
import dev.larder.internal.journal.EntryFormat;
import dev.larder.internal.journal.HeatFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hands out the keys of a bounded table with their heat, the coldest first. */
final class HeatWalk {
  private static final int SHOWN_AT_ONCE = 1024;

  private final BoundedTable<?, ?> bounded;
  private final ColdestFirst<Object> walk;
  private final List<Object> keys = new ArrayList<>();
  private final byte[] heats = new byte[SHOWN_AT_ONCE];

  HeatWalk(BoundedTable<?, ?> bounded) {
    this.bounded = bounded;
    walk = bounded.policy().coldestFirst();
  }

  /**
   * Others work on meanwhile. So the order is that of no one moment, and a key may come twice.
   *
   * @throws IOException if the sink throws it, or nobody gets to the policy for long
   */
  void forEach(HeatFiles.Sink sink) throws IOException {
    EntryFormat format = (EntryFormat) bounded.table().label();
    for (boolean more = true; more; ) {
      keys.clear();
      Boolean stepped = bounded.attempt(this::step);
      if (stepped == null) {
        throw new IOException("the maintenance of the cache stands still");
      }
      more = stepped;
      for (int i = 0; i < keys.size(); i++) {
        sink.add(format, keys.get(i), heats[i]);
      }
    }
  }

  private boolean step() {
    return walk.step(
        SHOWN_AT_ONCE,
        (key, heat) -> {
          heats[keys.size()] = heat;
          return keys.add(key);
        });
  }
}
