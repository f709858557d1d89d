package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a generation of buckets knows of itself; it stands in the array's last slot.
 *
 * <p>{@code source} is the generation before this one for as long as buckets of it have not been
 * pulled over. Writers that add entries claim strides of buckets and pull them; the one that
 * completes the last stride cuts the source off.
 */
final class Header extends Mark {
  private static final int HASH = -3;
  private static final AtomicLong IDS = new AtomicLong();
  private static final VarHandle SOURCE;
  private static final VarHandle CLAIMED;
  private static final VarHandle PULLED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SOURCE = lookup.findVarHandle(Header.class, "source", Node[].class);
      CLAIMED = lookup.findVarHandle(Header.class, "claimed", int.class);
      PULLED = lookup.findVarHandle(Header.class, "pulled", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Orders the cells of a multi-cell change; unique in the JVM. */
  final long id = nextId();

  @SuppressWarnings("unused") // through SOURCE
  private Node @Nullable [] source;

  @SuppressWarnings("unused") // through CLAIMED
  private int claimed;

  @SuppressWarnings("unused") // through PULLED
  private int pulled;

  /** What values become when they are pulled; not read any more when there is no source. */
  private final @Nullable UnaryOperator<Object> mapping;

  /** Of a generation that changes no more; whoever finds them finds the same. */
  private volatile Base.@Nullable Facts facts;

  Header(Node @Nullable [] source, @Nullable UnaryOperator<Object> mapping) {
    super(HASH);
    this.source = source;
    this.mapping = mapping;
  }

  @Nullable UnaryOperator<Object> mapping() {
    return mapping;
  }

  /** Freezes all buckets of the generation that this is the header of, and looks at the entries. */
  Base.Facts facts(Node[] tab) {
    Base.Facts known = facts;
    if (known == null) {
      long count = 0;
      long nextDue = Node.NEVER;
      for (int i = 0; i < Buckets.capacity(tab); i++) {
        Node content = Passage.freeze(tab, i);
        Node node = Chain.firstEntry(content);
        for (; node != null; node = Chain.following(content, node)) {
          count++;
          nextDue = Math.min(nextDue, node.expiresAt());
        }
      }
      known = new Base.Facts(count, nextDue);
      facts = known;
    }
    return known;
  }

  static long nextId() {
    return IDS.getAndIncrement();
  }

  Node @Nullable [] sourceAcquire() {
    return (Node[]) SOURCE.getAcquire(this);
  }

  /** Orders after all pulls: who sees no source sees every bucket filled. */
  void cutSourceRelease() {
    SOURCE.setRelease(this, null);
  }

  /** Claims the next stride of buckets to pull; the result may lie beyond the last bucket. */
  int claimStride(int stride, int capacity) {
    // The plain look first keeps the counter from overflowing when all has long been claimed.
    int from = (int) CLAIMED.getOpaque(this);
    return from >= capacity ? from : (int) CLAIMED.getAndAdd(this, stride);
  }

  /** Reports a stride done and answers whether it was the last. */
  boolean strideDone(int stride, int capacity) {
    return (int) PULLED.getAndAdd(this, stride) + stride >= capacity;
  }
}
