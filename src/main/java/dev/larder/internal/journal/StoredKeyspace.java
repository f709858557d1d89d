package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import java.util.HashMap;
import java.util.Map;

/** The names of one database, as recovery finds them. */
public final class StoredKeyspace {
  /** How many databases a store can have. */
  public static final int MAX_DATABASES = ChangeFormat.DATABASES;

  private final int database;
  private final Map<Name, StoredName> names = new HashMap<>();
  private long world;

  StoredKeyspace(int database, long world) {
    this.database = database;
    this.world = world;
  }

  /** Its number; 0 is the store's own. */
  public int database() {
    return database;
  }

  /** The id of the world in force. */
  public long world() {
    return world;
  }

  void world(long next) {
    world = next;
  }

  /** What each name stands for. */
  public Map<Name, StoredName> names() {
    return names;
  }

  /** Does what was put off, before other threads may look at this. O(n). */
  void settle() {
    for (StoredName name : names.values()) {
      StoredCollection collection = name.collection();
      if (collection != null) {
        collection.settle();
      }
    }
  }
}
