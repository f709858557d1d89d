package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedTree;

/** How many entries go from the front. What is deleted one by one is not counted. */
public final class StreamTrim {
  /** For limits: as many as it takes. */
  public static final long NO_LIMIT = 0;

  private StreamTrim() {}

  /** The stream with only so many entries, the last ones; answers how many are gone. */
  public static StreamResult<Stream, Integer> toLength(Stream stream, long length) {
    return cut(stream, (int) Math.max(0, stream.length() - length));
  }

  /** The stream without entries before a number; answers how many are gone. */
  public static StreamResult<Stream, Integer> toId(Stream stream, StreamId first) {
    return cut(stream, stream.rankOf(first));
  }

  /**
   * The stream without those whole nodes that are not needed for a length.
   *
   * @param limit no node is removed with which more places than these would be, unless 0
   */
  public static StreamResult<Stream, Integer> nearLength(Stream stream, long length, long limit) {
    SortedTree<StreamNode> nodes = stream.nodes();
    int gone = 0;
    for (int i = 0; i < nodes.size() && stream.length() - gone > length; i++) {
      int live = nodes.itemAt(i).live();
      if (exceeds(limit, gone + live) || stream.length() - gone - live < length) {
        break;
      }
      gone += live;
    }
    return cut(stream, gone);
  }

  /** The stream without those whole nodes that are before a number; {@code limit} as above. */
  public static StreamResult<Stream, Integer> nearId(Stream stream, StreamId first, long limit) {
    SortedTree<StreamNode> nodes = stream.nodes();
    int gone = 0;
    for (int i = 0; i < nodes.size(); i++) {
      StreamNode node = nodes.itemAt(i);
      if (exceeds(limit, gone + node.live()) || !first.isAfter(node.last())) {
        break;
      }
      gone += node.live();
    }
    return cut(stream, gone);
  }

  private static boolean exceeds(long limit, long count) {
    return limit != NO_LIMIT && count > limit;
  }

  private static StreamResult<Stream, Integer> cut(Stream stream, int count) {
    return new StreamResult<>(stream.removeFirst(count), count);
  }
}
