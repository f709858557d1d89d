package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.SeededHash;
import dev.larder.internal.table.Node;

/**
 * The entries of a map or set in bytes, as recovery finds them. A hash table with open addressing
 * over {@link EntryChunks}: an object for each entry made recovery three times slower, most of it
 * in the collector. The hash is seeded, since keys may be anybody's. For one thread until it is
 * complete.
 *
 * <p>A slot of a large table is not in the processor's cache. So puts to one are put off until
 * there are some, and then all their slots are looked at before the first of them is needed: the
 * processor fetches them side by side (Chen, Ailamaki, Gibbons and Mowry, "Improving hash join
 * performance through prefetching", 2004, call it group prefetching).
 */
public final class StoredTable extends StoredCollection {
  private static final int SMALLEST = 8;
  private static final long FREE = 0;
  private static final long REMOVED = 1;

  /** The sign says that a slot has an entry; then come bits of its hash, and then its place. */
  private static final long TAKEN = Long.MIN_VALUE;

  private static final int HASH_BITS = 63 - EntryChunks.PLACE_BITS;
  private static final long PLACE = (1L << EntryChunks.PLACE_BITS) - 1;

  /** So many puts are put off at most. */
  private static final int GROUP = 32;

  /** A smaller table is in the cache anyway. */
  private static final int GROUPED = 1 << 14;

  /** Bytes of entries that are no more are given back when there are so many, and they are half. */
  private static final int WASTE = 1 << 20;

  private static final int[] NO_GROUP = {};

  private EntryChunks entries = new EntryChunks();
  private long[] slots = new long[SMALLEST];
  private int size;
  private int used;
  private long waste;

  // Entries that are in the chunks, and not yet in a slot.
  private int[] groupHashes = NO_GROUP;
  private long[] groupPlaces = {};
  private int group;

  @SuppressWarnings("unused") // lest a look at slots be left out, which is for its own sake
  private long fetched;

  /** Gets entries. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * An entry.
     *
     * @param bytes hold the key from a place on, and behind it the value; not to be changed
     * @param expiresAt in milliseconds of the epoch, or {@link Node#NEVER}
     */
    void accept(byte[] bytes, int key, int keyLength, int valueLength, long expiresAt);
  }

  StoredTable(long id) {
    super(id);
  }

  /** How many entries there are, expired ones included. */
  public int size() {
    settle();
    return size;
  }

  /** Reads a key and a value, each with its length before it, and puts them. */
  void put(ByteSource in, byte[] source, long expiresAt) {
    int keyLength = in.getCount();
    int key = in.position();
    in.skip(keyLength);
    int valueLength = in.getCount();
    int value = in.position();
    in.skip(valueLength);
    int hash = SeededHash.of(source, key, keyLength);
    long place = entries.add(source, key, keyLength, value, valueLength, expiresAt);
    if (slots.length < GROUPED) {
      makeRoom(1);
      insert(hash, place);
      giveBackWaste();
      return;
    }
    if (groupHashes.length == 0) {
      groupHashes = new int[GROUP];
      groupPlaces = new long[GROUP];
    }
    groupHashes[group] = hash;
    groupPlaces[group++] = place;
    if (group == GROUP) {
      settle();
    }
  }

  @Override
  void settle() {
    int puts = group;
    if (puts == 0) {
      return;
    }
    group = 0;
    makeRoom(puts);
    fetch(puts);
    for (int i = 0; i < puts; i++) {
      insert(groupHashes[i], groupPlaces[i]);
    }
    giveBackWaste();
  }

  /** Looks at the slots of all that was put off, none waiting for another. */
  private void fetch(int puts) {
    int mask = slots.length - 1;
    long all = 0;
    for (int i = 0; i < puts; i++) {
      all |= slots[groupHashes[i] & mask];
    }
    fetched = all;
  }

  private void insert(int hash, long place) {
    int key = entries.key(place);
    int slot = find(hash, entries.array(place), key, entries.keyLength(place));
    if (slot < 0) {
      slot = ~slot;
      used += slots[slot] == FREE ? 1 : 0;
      size++;
    } else {
      waste += entries.end(slots[slot] & PLACE);
    }
    slots[slot] = slot(hash, place);
  }

  private static long slot(int hash, long place) {
    return TAKEN | (long) hash << EntryChunks.PLACE_BITS | place;
  }

  /** The slot of a key, or the complement of the one where it would go. */
  private int find(int hash, byte[] source, int from, int length) {
    int mask = slots.length - 1;
    int removed = -1;
    long wanted = slot(hash, 0);
    for (int slot = hash & mask; ; slot = slot + 1 & mask) {
      long there = slots[slot];
      if (there == FREE) {
        return ~(removed < 0 ? slot : removed);
      }
      if (there == REMOVED) {
        removed = removed < 0 ? slot : removed;
      } else if ((there & ~PLACE) == wanted
          && entries.hasKey(there & PLACE, source, from, length)) {
        return slot;
      }
    }
  }

  /** Grows if so many more slots may be needed, or only gets rid of removed ones if many are. */
  private void makeRoom(int puts) {
    if (used + puts <= slots.length / 8 * 5) {
      return;
    }
    long[] old = slots;
    int capacity = size + puts > slots.length / 16 * 5 ? slots.length * 2 : slots.length;
    slots = new long[capacity];
    used = size;
    for (long there : old) {
      if (there < 0) {
        int slot = hash(there) & capacity - 1;
        while (slots[slot] != FREE) {
          slot = slot + 1 & capacity - 1;
        }
        slots[slot] = there;
      }
    }
  }

  /** As many bits of an entry's hash as the table needs. */
  private int hash(long taken) {
    if (slots.length <= 1 << HASH_BITS) {
      return (int) (taken >>> EntryChunks.PLACE_BITS);
    }
    long place = taken & PLACE;
    return SeededHash.of(entries.array(place), entries.key(place), entries.keyLength(place));
  }

  private void giveBackWaste() {
    if (waste < WASTE || waste < entries.bytes() / 2) {
      return;
    }
    EntryChunks compact = new EntryChunks();
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] < 0) {
        slots[i] = slots[i] & ~PLACE | compact.add(entries, slots[i] & PLACE);
      }
    }
    entries = compact;
    waste = 0;
  }

  /** Reads a key with its length before it, and removes it. */
  void remove(ByteSource in, byte[] source) {
    int length = in.getCount();
    int from = in.position();
    in.skip(length);
    settle();
    int slot = find(SeededHash.of(source, from, length), source, from, length);
    if (slot >= 0) {
      waste += entries.end(slots[slot] & PLACE);
      slots[slot] = REMOVED;
      size--;
      giveBackWaste();
    }
  }

  /** Reads a key with its length before it, and sets when its entry runs out, if there is one. */
  void expire(ByteSource in, byte[] source, long expiresAt) {
    int length = in.getCount();
    int from = in.position();
    in.skip(length);
    settle();
    int slot = find(SeededHash.of(source, from, length), source, from, length);
    if (slot >= 0) {
      entries.setExpiresAt(slots[slot] & PLACE, expiresAt);
    }
  }

  /** Hands out all entries, expired ones included. */
  public void forEach(Visitor visitor) {
    settle();
    entries.forEach(visitor);
  }

  /**
   * How long the value of an entry is.
   *
   * @param bytes that a visitor got
   * @param key where the entry's key begins in there
   */
  public static int valueLength(byte[] bytes, int key) {
    return EntryChunks.valueLength(bytes, key);
  }

  /** Where the value of an entry begins, as {@link #valueLength} says how long it is. */
  public static int value(byte[] bytes, int key) {
    return EntryChunks.value(bytes, key);
  }

  @Override
  public long writeTo(ChangeWriter out) {
    forEach(
        (bytes, key, keyLength, valueLength, expiresAt) -> {
          out.putBytes(id(), bytes, key, keyLength, valueLength, expiresAt);
          out.boundary();
        });
    return size;
  }

  @Override
  public boolean isInhabited(long now) {
    settle();
    for (long there : slots) {
      if (there < 0 && entries.expiresAt(there & PLACE) > now) {
        return true;
      }
    }
    return false;
  }
}
