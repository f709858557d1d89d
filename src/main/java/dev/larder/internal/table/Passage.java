package dev.larder.internal.table;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How what an array of buckets holds gets into the one that follows it: frozen there, then put in
 * here, by whoever comes. What holds of it stands in {@link Table}.
 */
public final class Passage {
  private static final int STRIDE = 32;

  private Passage() {}

  /**
   * Pulls the bucket that somebody needs, and a stride besides: so that a table that is only read,
   * or grows no more, comes to the end of its passage too. False when there is no passage.
   */
  static boolean pullFor(Node[] tab, int index) {
    Header header = Buckets.header(tab);
    Node[] source = header.sourceAcquire();
    if (source == null) {
      return false;
    }
    pull(tab, source, index);
    pullStride(tab, header, source);
    return true;
  }

  private static void pull(Node[] tab, Node[] source, int index) {
    int capacity = Buckets.capacity(tab);
    int before = Buckets.capacity(source);
    Node content;
    if (before <= capacity) {
      content = freeze(source, index & (before - 1));
      if (before < capacity) {
        content = Chain.select(content, capacity - 1, index);
      }
    } else {
      content = null;
      for (int from = index; from < before; from += capacity) {
        content = Chain.merge(freeze(source, from), content);
      }
    }
    UnaryOperator<Object> mapping = Buckets.header(tab).mapping();
    if (mapping != null) {
      content = Chain.map(content, mapping);
    }
    Steps.reached(Steps.Step.FROZEN);
    Buckets.cas(tab, index, null, content == null ? Mark.Empty.INSTANCE : content);
  }

  /** Makes a bucket unchangeable and answers what it held. */
  static @Nullable Node freeze(Node[] tab, int index) {
    for (; ; ) {
      Node head = Buckets.acquire(tab, index);
      if (head instanceof Mark.Frozen frozen) {
        return frozen.content;
      }
      if (head instanceof Claim claim) {
        claim.help();
        continue;
      }
      boolean empty = head == null || Buckets.isEmpty(head);
      Mark.Frozen frozen = empty ? Mark.Frozen.EMPTY : new Mark.Frozen(head);
      if (Buckets.cas(tab, index, head, frozen)) {
        return frozen.content;
      }
    }
  }

  /** Pulls every bucket that is left and cuts the source off. */
  public static void finish(Node[] tab) {
    Header header = Buckets.header(tab);
    Node[] source = header.sourceAcquire();
    if (source == null) {
      return;
    }
    for (int i = 0; i < Buckets.capacity(tab); i++) {
      if (Buckets.acquire(tab, i) == null) {
        pull(tab, source, i);
      }
    }
    header.cutSourceRelease();
  }

  /** A generation of the same size that follows a finished one. */
  public static Node[] next(Node[] tab) {
    return Buckets.allocate(Buckets.capacity(tab), tab);
  }

  /** Pulls one stride; false when all strides have been claimed. */
  static boolean pullStride(Node[] tab, Header header, Node[] source) {
    int capacity = Buckets.capacity(tab);
    int stride = Math.min(STRIDE, capacity);
    int from = header.claimStride(stride, capacity);
    if (from >= capacity) {
      return false;
    }
    for (int i = from; i < from + stride; i++) {
      if (Buckets.acquire(tab, i) == null) {
        pull(tab, source, i);
      }
    }
    if (header.strideDone(stride, capacity)) {
      header.cutSourceRelease();
    }
    return true;
  }

  /** Freezes a generation and hands out what it held. */
  static void handOut(Node[] tab, Consumer<Node> consumer) {
    for (int i = 0; i < Buckets.capacity(tab); i++) {
      Node content = freeze(tab, i);
      for (Node node = Chain.firstEntry(content);
          node != null;
          node = Chain.following(content, node)) {
        consumer.accept(node);
      }
    }
  }
}
