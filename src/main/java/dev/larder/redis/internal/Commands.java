package dev.larder.redis.internal;

import dev.larder.redis.internal.command.Families;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands that a server has. What a client greets with is there at once; a thread of its own
 * makes the rows of all others, which takes a cold JVM 150 ms, while the port is being opened.
 */
final class Commands {
  /** What the first server of this JVM has made: rows are not changed, and hold no state. */
  private static volatile @Nullable CommandTable made;

  private final CompletableFuture<CommandTable> all = new CompletableFuture<>();

  /** First that of the greetings, then that of all. */
  private volatile CommandTable table;

  Commands() {
    CommandTable known = made;
    if (known != null) {
      this.table = known;
      all.complete(known);
      return;
    }
    CommandTable greetings = new CommandTable();
    Families.addGreetings(greetings);
    greetings.number();
    this.table = greetings;
    Thread loader = new Thread(() -> load(greetings), "larder-redis-commands");
    loader.setDaemon(true);
    loader.start();
  }

  private void load(CommandTable greetings) {
    try {
      CommandTable whole = new CommandTable(greetings);
      Families.addOthers(whole);
      whole.number();
      table = whole;
      made = whole;
      all.complete(whole);
    } catch (RuntimeException | Error e) {
      all.completeExceptionally(e); // whoever asks for a command gets it
    }
  }

  /** All of them; waits until they are there. */
  CommandTable all() {
    return all.join();
  }

  /** The row of a name in any case, or null. */
  @Nullable Command find(byte[] name) {
    CommandTable now = table;
    Command found = now.find(name);
    return found != null || all.getNow(null) == now ? found : all().find(name);
  }
}
