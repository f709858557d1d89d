package dev.larder.internal.cell;

import dev.larder.internal.table.World;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The worlds of one keyspace from which others went on. A handle that is not used keeps the world
 * that it has seen last, and that would keep all that followed: so they are led past each other now
 * and then.
 */
final class EndedWorlds {
  /*
   * Shared: the list, which is taken out by who works on it: null meanwhile. Who finds it taken has
   * nothing to do, since a world that is forgotten here is only kept longer.
   *
   * All of them have ended when they come into the list. So the world in force is asked for when
   * the list has been taken: then it comes after each of them, and none is led back, in a circle.
   */
  private static final int FIRST = 16;

  private final AtomicReference<@Nullable Known> all =
      new AtomicReference<>(new Known(new ArrayList<>(), FIRST));

  private static final class Known {
    private final List<WeakReference<World>> worlds;
    private final int limit;

    Known(List<WeakReference<World>> worlds, int limit) {
      this.worlds = worlds;
      this.limit = limit;
    }
  }

  /** Adds one; O(1) on the average. */
  void add(World ended, Supplier<World> latest) {
    Known known = all.getAndSet(null);
    if (known == null) {
      return;
    }
    known.worlds.add(new WeakReference<>(ended));
    all.set(known.worlds.size() < known.limit ? known : led(known.worlds, latest.get()));
  }

  private static Known led(List<WeakReference<World>> worlds, World latest) {
    List<WeakReference<World>> alive = new ArrayList<>();
    for (WeakReference<World> each : worlds) {
      World world = each.get();
      if (world != null) {
        world.skipTo(latest);
        alive.add(each);
      }
    }
    return new Known(alive, Math.max(FIRST, 2 * alive.size()));
  }
}
