package dev.larder.internal.journal;

import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Pending;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction, as one record. Sealed by one thread, offered by any. */
final class RecordedChanges implements Changes {
  private final Journal journal;
  private @Nullable ChangeWriter writer;
  private byte @Nullable [] payload; // published with the descriptor of the transaction

  RecordedChanges(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void add(
      Table table, Object key, @Nullable Node before, @Nullable Object after, long expiresAt) {
    ChangeWriter current = writer();
    boolean written = false;
    try {
      current.change(table, key, before, after, expiresAt);
      written = true;
    } finally {
      if (!written) {
        current.giveBack();
        writer = null;
      }
    }
  }

  private ChangeWriter writer() {
    ChangeWriter current = writer;
    if (current == null) {
      current = journal.takeWriter();
      writer = current;
    }
    return current;
  }

  @Override
  public void clear(World next) {
    writer().clearTo(next);
  }

  @Override
  public boolean seal() {
    ChangeWriter current = writer;
    if (current == null) {
      return false;
    }
    payload = current.toByteArray();
    current.giveBack();
    writer = null;
    if (payload.length == 0) {
      return false;
    }
    journal.awaitRoom();
    return true;
  }

  @Override
  public @Nullable Pending offer() {
    return journal.offer(Objects.requireNonNull(payload));
  }
}
