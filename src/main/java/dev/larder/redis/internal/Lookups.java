package dev.larder.redis.internal;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.measure.Figure;
import dev.larder.redis.internal.measure.Meter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of keys before one run of a command touches the data: whether those that it reads
 * are there, which INFO counts and notifications of the class {@code m} tell, and which of those
 * that it writes are not, which those of the class {@code n} tell when it has made them.
 *
 * <p>Which keys a command reads follows from its row. They are looked up for this when its handler
 * asks for the database: arguments that are wrong before that have no keys looked up, as in Redis.
 */
public final class Lookups {
  private static final int[] NO_KEYS = {};
  private static final int[] FIRST_KEY = {1};

  /** For a row: no key is counted, or the handler says itself which. */
  public static final Command.KeyFinder NONE = args -> NO_KEYS;

  /** For a row: the first argument is. */
  public static final Command.KeyFinder FIRST = args -> FIRST_KEY;

  private Lookups() {}

  /** Looks up and counts what a command reads. */
  static void read(Call call, Db db) {
    int[] keys = call.command().looks(call.args());
    if (keys.length == 0) {
      return;
    }
    int second = Uses.second(call);
    for (int index : keys) {
      Name key = call.args().name(index);
      CollectionType type = db.keys().type(key, second);
      looked(call, key, type != null);
      if (keys.length > 1 && type != null && !goesOn(call.command().group(), type)) {
        return;
      }
    }
  }

  /** Whether a command of several keys looks at the next one behind one of this type. */
  private static boolean goesOn(Group group, CollectionType type) {
    return switch (group) {
      case SET -> type == CollectionType.SET;
      case SORTED_SET -> type == CollectionType.SET || type == CollectionType.SORTED_SET;
      case BITMAP -> type == CollectionType.VALUE || type == CollectionType.COUNTER;
      default -> true;
    };
  }

  /** Counts a look at a key, and tells of one that is not there. */
  static void looked(Call call, Name key, boolean isThere) {
    Meter meter = call.session().meter();
    Figure figure = isThere ? Figure.HITS : Figure.MISSES;
    if (call.isInTransaction()) {
      call.afterLook(() -> meter.add(figure, 1));
    } else {
      meter.add(figure, 1);
    }
    if (!isThere && !call.command().isLookingQuietly()) {
      Notifications notifications = call.server().notifications();
      int database = call.session().database();
      if (notifications.wants('m')) {
        call.afterLook(() -> notifications.notify('m', "keymiss", key, database));
      }
    }
  }

  /** What a command may make that is not there yet; null if nobody wants to know. */
  static @Nullable Set<Name> absent(Call call, Db db) {
    if (!call.command().isMaking() || !call.server().notifications().wants('n')) {
      return null;
    }
    Set<Name> missing = new HashSet<>();
    for (Name key : call.command().keysIn(call.args())) {
      if (!db.keys().exists(key)) {
        missing.add(key);
      }
    }
    return missing;
  }

  /** Tells that a key has been made. */
  static void made(Call call, Name key, int database) {
    Notifications notifications = call.server().notifications();
    if (notifications.wants('n')) {
      call.afterCommit(() -> notifications.notify('n', "new", key, database));
    }
  }
}
