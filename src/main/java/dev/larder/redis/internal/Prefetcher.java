package dev.larder.redis.internal;

import dev.larder.LarderClosedException;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Prefetch;
import dev.larder.internal.table.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what the next commands of a client will look up, of all of them side by side: the keys,
 * and then the members of the collections that they stand for. For one thread.
 */
public final class Prefetcher {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.redis.Prefetcher");

  private final Session session;
  private final Prefetch prefetch = new Prefetch();

  /** Written so that nobody takes the loads for useless; means nothing. */
  @SuppressWarnings("UnusedVariable")
  private int sum;

  public Prefetcher(Session session) {
    this.session = session;
  }

  /** Whether a request looks up one key, and does nothing that the next ones could hang on. */
  public boolean takes(Args args) {
    Command row = args.count() < 2 ? null : args.row(session.server());
    return row != null && row.hasOneKey() && !row.is(Flag.BLOCKING);
  }

  /**
   * Fetches for the first of some requests, each of which it {@link #takes}.
   *
   * @param count how many
   */
  public void run(@Nullable Args[] requests, int count) {
    try {
      fetch(requests, count);
    } catch (LarderClosedException e) {
      LOG.debug("nothing to fetch; each of the commands will be told", e);
    }
  }

  private void fetch(@Nullable Args[] requests, int count) {
    Table[] tables = new Table[count];
    Arrays.fill(tables, session.server().database(session.database()).direct().world().names());
    int[] hashes = new int[count];
    for (int i = 0; i < count; i++) {
      Args request = requests[i];
      hashes[i] = request == null ? 0 : request.name(1).hashCode();
    }
    @Nullable Node[] keys = fetch(tables, hashes);
    Arrays.fill(tables, null);
    boolean goesOn = false;
    for (int i = 0; i < count; i++) {
      Args request = requests[i];
      int member = request == null ? 0 : memberOf(request);
      Node key = keys[i];
      if (request != null && member > 0 && key != null) {
        tables[i] = ((Content) key.value()).table();
        hashes[i] = Table.spread(request.name(member).hashCode());
        goesOn = true;
      }
    }
    if (goesOn) {
      var unused = fetch(tables, hashes);
    }
  }

  private int memberOf(Args request) {
    Command row = request.row(session.server());
    int member = row == null ? 0 : row.member();
    return member < request.count() ? member : 0;
  }

  private @Nullable Node[] fetch(@Nullable Table[] tables, int[] hashes) {
    @Nullable Node[] met = prefetch.run(tables, hashes);
    int seen = 0;
    for (Node node : met) {
      if (node != null && node.key() instanceof Name name) {
        seen += name.bytes().length;
      }
    }
    sum += seen;
    return met;
  }
}
