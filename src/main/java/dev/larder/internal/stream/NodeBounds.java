package dev.larder.internal.stream;

/**
 * When a node of a stream is full, as clients may set it. A record of what changed says which nodes
 * there are where these bounds are not the usual ones, so that nobody who reads it needs them.
 *
 * @param bytes how many bytes a node and the fields and values to come may not reach; 0 for as many
 *     as a node can have
 * @param entries how many places a node has; 0 for any number
 */
public record NodeBounds(long bytes, long entries) {
  /** What holds unless a client says else. */
  public static final NodeBounds USUAL = new NodeBounds(4096, 100);

  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_LOOKED_AT = 1_000_000;
  private static final long USUALLY_LOOKED_AT = 10_000;

  boolean isFull(StreamNode node, long bytesToCome) {
    long most = bytes == 0 ? MOST_BYTES : Math.min(bytes, MOST_BYTES);
    return node.bytes() + bytesToCome >= most
        || entries != 0 && (long) node.live() + node.deleted() >= entries;
  }

  /** How many entries an approximate trim looks at unless a client says else. */
  public long trimLimit() {
    return entries == 0
        ? USUALLY_LOOKED_AT
        : Math.min(100 * Math.min(entries, MOST_LOOKED_AT), MOST_LOOKED_AT);
  }
}
