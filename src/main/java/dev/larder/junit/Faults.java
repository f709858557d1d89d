package dev.larder.junit;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is to go wrong between the store and its Redis clients.
 *
 * <pre>{@code
 * redis.faults().on("GET").keys("user:*").times(2).answer(RedisError.LOADING);
 * redis.faults().on().after(3).drop();
 * }</pre>
 *
 * <p>Of several rules that meet a command the one that was made first counts. Which commands a rule
 * meets depends on their order, and on the seed, alone.
 */
public final class Faults {
  /** A rule, and what happens by it. */
  private record Entry(FaultRule rule, Fault fault) {}

  private final TestRedis redis;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final AtomicLong seed = new AtomicLong();

  Faults(TestRedis redis) {
    this.redis = redis;
  }

  /**
   * Begins a rule.
   *
   * @param commands the names of commands, or of subcommands as in {@code "CONFIG GET"}; none for
   *     all but what clients send by themselves when they connect
   * @return the rule
   */
  public FaultRule on(String... commands) {
    return new FaultRule(this, List.of(commands), seed.getAndIncrement());
  }

  /**
   * Fixes the chances of the rules that are begun from now on.
   *
   * @param value any number; 0 at first
   */
  public void seed(long value) {
    seed.set(value);
  }

  /** Closes the port: who wants to connect is refused, who is connected stays. */
  public void refuseConnections() {
    redis.listener().admits(false);
  }

  /**
   * Opens the port again.
   *
   * @throws IllegalStateException if another process has taken it in between
   */
  public void acceptConnections() {
    redis.listener().admits(true);
  }

  /** Closes all connections; when this returns, no command that comes by them is answered. */
  public void disconnectAll() {
    CompletableFuture<?>[] closed =
        redis.clients().stream().map(Faults::disconnect).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(closed).join();
  }

  private static CompletableFuture<Void> disconnect(Session session) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    boolean isServed =
        session
            .connection()
            .later(
                () -> {
                  session.connection().close();
                  closed.complete(null);
                });
    return isServed ? closed : CompletableFuture.completedFuture(null);
  }

  /** Ends all of it. */
  public void clear() {
    List<Entry> ended = List.copyOf(entries);
    entries.removeAll(ended);
    ended.forEach(entry -> entry.fault.end());
    acceptConnections();
  }

  void add(FaultRule rule, Fault fault) {
    entries.add(new Entry(rule, fault));
  }

  /** What happens to a command, or null. */
  @Nullable Fault find(Session session, @Nullable Command command, Args args) {
    entries.removeIf(entry -> entry.fault.isEnded());
    for (Entry entry : entries) {
      if (entry.rule.meets(session, command, args) && entry.fault.happen(session)) {
        return entry.fault;
      }
    }
    return null;
  }
}
