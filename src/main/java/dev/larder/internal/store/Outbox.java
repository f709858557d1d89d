package dev.larder.internal.store;

import dev.larder.Channel;
import dev.larder.LarderClosedException;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.tx.TxAccess;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What transactions have published, in the order of their commits. */
final class Outbox {
  /*
   * Shared: a chain of entries, each of which has a slot for the next. A transaction that publishes
   * fills the free slot at the end of the chain, as one of the cells of its commit: so of two
   * transactions that publish, the one that commits first stands first, and the other has met a
   * conflict and runs again. The slot is filled once and never freed, so the order is for good.
   *
   * `last` is a hint: some entry of the chain, from which the end is found by walking.
   *
   * `waiting` says how many commits have not been looked for by whoever delivers: who raises it
   * from 0 delivers until it has come back to 0; all others leave theirs to that one. `delivered`,
   * the last entry that was, belongs to whom delivers. A commit is in the chain before its
   * transaction raises `waiting`, so it is found by that delivery or by an earlier one.
   *
   * Linearisation: the place in the order is that of the commit (see Descriptor).
   */
  private static final Logger LOGGER = LoggerFactory.getLogger(Channel.class);

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Entry last = new Entry(List.of());
  private Entry delivered = last;

  /** A message and where it goes. */
  record Message<T>(Channel<T> channel, T message) {
    private void publish() {
      try {
        channel.publish(message);
      } catch (LarderClosedException e) {
        LOGGER.debug("A message of a transaction came after the store was closed");
      } catch (RuntimeException e) {
        LOGGER.error("A message of a transaction, which has committed, met an error", e);
      }
    }
  }

  /** What one transaction has published. */
  private static final class Entry {
    private final Node[] next = Buckets.slot();

    /** Emptied by whom delivers it, so that a hint holds nothing. */
    private List<Message<?>> messages;

    Entry(List<Message<?>> messages) {
      this.messages = messages;
    }
  }

  /** Has messages delivered if and when a transaction commits; to be called once in an attempt. */
  void enlist(TxAccess tx, List<Message<?>> messages) {
    Entry end = last;
    for (Node next = Table.settle(end.next, 0); next != null; next = Table.settle(end.next, 0)) {
      end = (Entry) next.value();
    }
    last = end;
    for (Node next = tx.read(end.next); next != null; next = tx.read(end.next)) {
      end = (Entry) next.value();
    }
    tx.fill(end.next, Node.single("outbox", new Entry(List.copyOf(messages))));
    tx.afterCommit(this::deliver);
  }

  private void deliver() {
    if (waiting.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      Entry at = delivered;
      for (Node next = Table.settle(at.next, 0); next != null; next = Table.settle(at.next, 0)) {
        at = (Entry) next.value();
        List<Message<?>> messages = at.messages;
        at.messages = List.of();
        delivered = at;
        messages.forEach(Message::publish);
      }
      seen = waiting.addAndGet(-seen);
    } while (seen != 0);
  }
}
