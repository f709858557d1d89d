package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedTree;
import java.nio.ByteBuffer;

/**
 * What a radix tree over numbers of 16 bytes would look like in which a run of bytes without a
 * branch is one node, as is each branch and each end.
 */
final class RadixShape {
  private RadixShape() {}

  static int nodesOf(SortedTree<StreamNode> nodes) {
    byte[][] keys = new byte[nodes.size()][];
    for (int i = 0; i < keys.length; i++) {
      StreamNode node = nodes.itemAt(i);
      keys[i] = ByteBuffer.allocate(2 * Long.BYTES).putLong(node.ms()).putLong(node.seq()).array();
    }
    return keys.length == 0 ? 1 : count(keys, 0, keys.length, 0);
  }

  /** Of the keys from one to another, which are the same before a depth; at most 16 deep. */
  private static int count(byte[][] keys, int from, int to, int depth) {
    int length = keys[from].length;
    if (to - from == 1) {
      return depth == length ? 1 : 2;
    }
    int common = depth;
    while (keys[from][common] == keys[to - 1][common]) { // they are sorted and differ
      common++;
    }
    int sum = common > depth ? 2 : 1;
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || keys[i][common] != keys[start][common]) {
        sum += count(keys, start, i, common + 1);
        start = i;
      }
    }
    return sum;
  }
}
