package dev.larder.internal.kind;

import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The second in which a name was used last, noted in its entry: at once and for everybody, also
 * from within a transaction. Makes no garbage, since every command of a client asks for it.
 */
public final class LastUse {
  private LastUse() {}

  /**
   * Notes that what a name stands for is used now.
   *
   * @param second of the use, not {@link Node#NO_SLOT}
   * @return whether there is such a thing, and it will not give way to a new one
   */
  public static boolean note(Shelf shelf, Name name, int second) {
    Node found = find(shelf, name);
    if (found == null) {
      return false;
    }
    found.use(second);
    Table table = ((Content) found.value()).table();
    return table == null || table.count() > 0;
  }

  /**
   * The second in which the name was used last, or {@link Node#NO_SLOT} if nobody noted it.
   *
   * @param made what is answered while a transaction that makes it has not committed
   */
  public static int of(Shelf shelf, Name name, int made) {
    Node found = find(shelf, name);
    return found == null ? made : found.lastUse();
  }

  private static @Nullable Node find(Shelf shelf, Name name) {
    Node found = shelf.direct().world().names().find(name, name.hashCode());
    return found == null || found.isMark() ? null : found;
  }
}
