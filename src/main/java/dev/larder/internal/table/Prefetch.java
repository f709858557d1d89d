package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * Look-ups that somebody is about to do, done once beforehand and side by side: a single look-up
 * waits for memory three times or four, for each step says where the next one leads; of several,
 * the processor waits for one step of all at the same time. It finds nothing out and changes
 * nothing. For one thread.
 *
 * <p>The idea is that of group prefetching (S. Chen, A. Ailamaki, P. Gibbons, T. Mowry, "Improving
 * hash join performance through prefetching", ICDE 2004), by plain loads instead of instructions
 * that Java does not have.
 */
public final class Prefetch {
  /** The root of a table without entries. */
  private static final Node[] NOTHING = new Node[2];

  /** Written so that nobody takes the loads for useless; means nothing. */
  @SuppressWarnings("UnusedVariable")
  private int sum;

  /**
   * Does the look-ups.
   *
   * @param tables where to look; null for nothing
   * @param hashes of the keys, as {@link Table#find} takes them
   * @return the entry that each met, or null: by its hash alone, so maybe another key's. A new
   *     array: to note a reference in an old object, G1 takes a fence, which would let each step
   *     wait for the one before it.
   */
  public @Nullable Node[] run(@Nullable Table[] tables, int[] hashes) {
    int count = tables.length;
    Node[][] arrays = new Node[count][];
    for (int i = 0; i < count; i++) {
      Table table = tables[i];
      arrays[i] = table == null ? NOTHING : table.rootAcquire();
    }
    @Nullable Node[] nodes = new Node[count];
    for (int i = 0; i < count; i++) {
      nodes[i] = Buckets.acquire(arrays[i], Buckets.index(arrays[i], hashes[i]));
    }
    for (int i = 0; i < count; i++) {
      Node node = nodes[i];
      while (node != null && node.hash != hashes[i]) {
        node = node.next;
      }
      nodes[i] = node;
    }
    int seen = 0;
    for (int i = 0; i < count; i++) {
      Node node = nodes[i];
      if (node != null) {
        seen += node.key.getClass() == Node.class ? 1 : 0;
        seen += node.value.getClass() == Node.class ? 1 : 0;
      }
    }
    sum += seen;
    return nodes;
  }
}
