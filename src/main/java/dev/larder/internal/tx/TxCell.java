package dev.larder.internal.tx;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Chain;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Moves;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bucket that an attempt has read: what it held, and what the attempt wants it to hold. */
final class TxCell {
  /** Names a bucket: the id of its array, and its place. */
  record Key(long holder, int index) {
    @Override
    public int hashCode() {
      return (int) (holder * 0x9E3779B97F4A7C15L >>> 32) + index;
    }
  }

  final Node[] tab;
  final int index;
  final @Nullable Node before;
  @Nullable Node after;

  /** The keys that the attempt has written; the other entries it has copied at most. */
  private final List<Object> written = new ArrayList<>(1);

  /** Null for a slot outside of all tables, of which no record is kept. */
  private final @Nullable Table table;

  TxCell(@Nullable Table table, Node[] tab, int index, @Nullable Node before) {
    this.table = table;
    this.tab = tab;
    this.index = index;
    this.before = before;
    this.after = before;
  }

  boolean isChanged() {
    return after != before;
  }

  /** Whether an emptiness was read that can come and go without a trace. */
  boolean readEmptiness() {
    return Buckets.isEmpty(before);
  }

  boolean isValid() {
    for (; ; ) {
      Node seen = Buckets.acquire(tab, index);
      if (seen instanceof Claim claim) {
        claim.help();
        continue;
      }
      return seen == before || Buckets.isEmpty(before) && Buckets.isEmpty(seen);
    }
  }

  CellClaim claim(Descriptor descriptor) {
    return new CellClaim.OfBucket(descriptor, tab, index, before, after);
  }

  /**
   * What is only read is put back as a new object. A single change that has read this bucket before
   * the commit has its place in the record, maybe before ours, and must not succeed after it.
   */
  void refresh() {
    if (table == null) {
      return;
    }
    if (after == null || Buckets.isEmpty(after)) {
      after = Buckets.vacate();
    } else if (after == before && !after.isMark()) {
      after = Chain.refreshed(after);
    } else if (after == before && Chain.firstEntry(after) != null) {
      after = Chain.refreshed(after); // an overfull bucket
    }
  }

  /** Puts in what the bucket becomes by the write of a key. */
  void write(Object key, Node becomes) {
    after = becomes;
    written.add(key);
  }

  /** After the commit: what reads have moved in the meantime holds for the copies too. */
  void followMoves() {
    if (table == null || !isChanged() || table.observerAcquire() == null) {
      return;
    }
    for (Node old = Chain.firstEntry(before); old != null; old = Chain.following(before, old)) {
      if (old.expiresAt() != Node.NEVER && !written.contains(old.key())) {
        Moves.follow(table, old);
      }
    }
  }

  boolean commitAlone() {
    return Buckets.cas(tab, index, before, after);
  }
}
