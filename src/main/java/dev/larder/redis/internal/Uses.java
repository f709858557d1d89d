package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
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
  static boolean begin(Call call, Db db) {
    Command command = call.command();
    if (!command.isMaking() || command.isLeavingIdle()) {
      return false;
    }
    int second = second(call);
    if (command.hasOneKey()) {
      return !db.keys().use(call.args().name(1), second);
    }
    for (Name key : command.keysIn(call.args())) {
      db.keys().use(key, second);
    }
    return true;
  }

  /** Notes the use of a key that a command has found or made. */
  static void note(Call call, Db db, Name key) {
    int second = second(call);
    if (second != Node.NO_SLOT) {
      db.keys().use(key, second);
    }
  }

  /** For how many seconds nobody has used a key; since the server began if nobody noted it. */
  public static long idleSeconds(Call call, Name key) {
    int last = call.db().keys().lastUse(key);
    int since = last == Node.NO_SLOT ? second(call.server().startMillis()) : last;
    return Math.max(0, second(call.server().now()) - since);
  }
}
