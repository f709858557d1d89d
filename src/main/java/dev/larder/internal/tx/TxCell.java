package dev.larder.internal.tx;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Node;
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

  TxCell(Node[] tab, int index, @Nullable Node before) {
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

  boolean commitAlone() {
    return Buckets.cas(tab, index, before, after);
  }
}
