package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.SeededHash;
import dev.larder.internal.table.Node;

/**
 * The entries of a map or set in bytes, as recovery finds them. A hash table with open addressing
 * over {@link EntryChunks}: an object for each entry made recovery three times slower, most of it
 * in the collector. The hash is seeded, since keys may be anybody's. For one thread until it is
 * complete.
 */
public final class StoredTable extends StoredCollection {
  private static final int SMALLEST = 8;
  private static final int FREE = 0;
  private static final int REMOVED = 1;

  /** The sign says that a slot has an entry; the rest is the hash. */
  private static final int TAKEN = Integer.MIN_VALUE;

  /** Bytes of entries that are no more are given back when there are so many, and they are half. */
  private static final int WASTE = 1 << 20;

  private EntryChunks entries = new EntryChunks();
  private int[] hashes = new int[SMALLEST];
  private long[] places = new long[SMALLEST];
  private int size;
  private int used;
  private long waste;

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
    int hash = SeededHash.of(source, key, keyLength) | TAKEN;
    int slot = find(hash, source, key, keyLength);
    if (slot < 0) {
      slot = ~slot;
      used += hashes[slot] == FREE ? 1 : 0;
      hashes[slot] = hash;
      size++;
    } else {
      waste += entries.size(places[slot]);
    }
    places[slot] = entries.add(source, key, keyLength, value, valueLength, expiresAt);
    if (used > hashes.length / 2) {
      rehash();
    }
    giveBackWaste();
  }

  /** The slot of a key, or the complement of the one where it would go. */
  private int find(int hash, byte[] source, int from, int length) {
    int mask = hashes.length - 1;
    int removed = -1;
    for (int slot = hash & mask; ; slot = slot + 1 & mask) {
      int there = hashes[slot];
      if (there == FREE) {
        return ~(removed < 0 ? slot : removed);
      }
      if (there == REMOVED) {
        removed = removed < 0 ? slot : removed;
      } else if (there == hash && entries.hasKey(places[slot], source, from, length)) {
        return slot;
      }
    }
  }

  /** Grows, or only gets rid of removed slots when those are many. */
  private void rehash() {
    int[] oldHashes = hashes;
    long[] oldPlaces = places;
    int capacity = size > hashes.length / 4 ? hashes.length * 4 : hashes.length;
    hashes = new int[capacity];
    places = new long[capacity];
    used = size;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] < 0) {
        int slot = oldHashes[i] & capacity - 1;
        while (hashes[slot] != FREE) {
          slot = slot + 1 & capacity - 1;
        }
        hashes[slot] = oldHashes[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  private void giveBackWaste() {
    if (waste < WASTE || waste < entries.bytes() / 2) {
      return;
    }
    EntryChunks compact = new EntryChunks();
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] < 0) {
        places[i] = compact.add(entries, places[i]);
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
    int slot = find(SeededHash.of(source, from, length) | TAKEN, source, from, length);
    if (slot >= 0) {
      hashes[slot] = REMOVED;
      waste += entries.size(places[slot]);
      size--;
      giveBackWaste();
    }
  }

  /** Hands out all entries, expired ones included. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] < 0) {
        long place = places[i];
        visitor.accept(
            entries.array(place),
            entries.key(place),
            entries.keyLength(place),
            entries.valueLength(place),
            entries.expiresAt(place));
      }
    }
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
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] < 0 && entries.expiresAt(places[i]) > now) {
        return true;
      }
    }
    return false;
  }
}
