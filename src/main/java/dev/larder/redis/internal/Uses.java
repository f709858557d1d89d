package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.LastUse;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.Node;

/**
 * When keys were used last, as {@code OBJECT IDLETIME} tells: in seconds, noted in the entry of the
 * keyspace. Reads note it where they are counted ({@link Lookups}), writes before they look at a
 * key, since what replaces an entry begins with its time, and after they have made one.
 */
public final class Uses {
  private Uses() {}

  /** The second in which a command uses its keys, or {@link Node#NO_SLOT} if it does not. */
  static int second(Call call) {
    return call.command().isLeavingIdle()
        ? Node.NO_SLOT
        : second(call.session().state().lastActive());
  }

  private static int second(long millis) {
    int second = (int) (millis / 1000); // only differences count, so it may wrap around
    return second == Node.NO_SLOT ? 1 : second;
  }

  /**
   * Notes the use of what a command writes.
   *
   * @return whether more is to be noted when it has told what it made
   */
  static boolean begin(Call call) {
    Command command = call.command();
    if (!command.isMaking() || command.isLeavingIdle()) {
      return false;
    }
    Shelf shelf = shelf(call);
    int second = second(call);
    if (command.hasOneKey()) {
      boolean stays = LastUse.note(shelf, call.args().name(1), second);
      return !stays || call.isQueued(); // what is there may go in the same transaction
    }
    for (Name key : command.keysIn(call.args())) {
      LastUse.note(shelf, key, second);
    }
    return true;
  }

  /** Notes the use of a key that a command reads. */
  static void note(Call call, Name key) {
    note(call, shelf(call), key);
  }

  /** Notes the use of a key that a command has made in a database. */
  static void note(Call call, Shelf shelf, Name key) {
    int second = second(call);
    if (second != Node.NO_SLOT) {
      LastUse.note(shelf, key, second);
    }
  }

  private static Shelf shelf(Call call) {
    return call.server().database(call.session().database());
  }

  /** For how many seconds nobody has used a key; since the server began if nobody noted it. */
  public static long idleSeconds(Call call, Name key) {
    int now = second(call.server().now());
    int last = LastUse.of(shelf(call), key, now);
    int since = last == Node.NO_SLOT ? second(call.server().startMillis()) : last;
    return Math.max(0, now - since);
  }
}
