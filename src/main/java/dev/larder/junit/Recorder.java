package dev.larder.junit;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Disturbance;
import dev.larder.redis.internal.Probe;
import dev.larder.redis.internal.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what clients send, and asks what is to go wrong with it. */
final class Recorder implements Probe {
  /** So many commands are kept. */
  private static final int MOST = 100_000;

  private final TestRedis redis;
  private final Queue<RecordedCommand> commands = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final List<Wait> waits = new CopyOnWriteArrayList<>();

  /** The ports of the kit's own connections: these are not watched. */
  private final Set<Integer> own = new ConcurrentSkipListSet<>();

  private final Usage usage = new Usage();

  private final List<Runnable> partings = new CopyOnWriteArrayList<>();

  /** Somebody who waits for a command. */
  private record Wait(Predicate<RecordedCommand> wanted, CompletableFuture<RecordedCommand> found) {
    void look(RecordedCommand command) {
      if (wanted.test(command)) {
        found.complete(command);
      }
    }
  }

  Recorder(TestRedis redis) {
    this.redis = redis;
  }

  /** Leaves a connection from this port alone. */
  void ignore(int port) {
    own.add(port);
  }

  boolean isOwn(Session session) {
    String address = session.connection().address();
    return own.contains(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  Usage usage() {
    return usage;
  }

  RecordedCommands commands() {
    return new RecordedCommands(List.copyOf(commands), dropped.get());
  }

  void forget() {
    while (commands.poll() != null) {
      size.decrementAndGet();
    }
    dropped.set(0);
  }

  /**
   * Completes a future with the first command of this kind; one that was seen before counts.
   *
   * @return what ends that
   */
  Runnable await(Predicate<RecordedCommand> wanted, CompletableFuture<RecordedCommand> found) {
    Wait wait = new Wait(wanted, found);
    waits.add(wait);
    commands.forEach(wait::look);
    return () -> waits.remove(wait);
  }

  /**
   * Runs something now, and whenever a client has gone.
   *
   * @return what ends that
   */
  Runnable onParting(Runnable look) {
    partings.add(look);
    look.run();
    return () -> partings.remove(look);
  }

  private void add(RecordedCommand command) {
    commands.add(command);
    if (size.incrementAndGet() > MOST && commands.poll() != null) {
      size.decrementAndGet();
      dropped.incrementAndGet();
    }
    for (Wait wait : waits) {
      wait.look(command);
    }
  }

  @Override
  public @Nullable Watch connected(Session session) {
    return isOwn(session) ? null : new Connection(session);
  }

  /** One that is watched; for the thread that serves it. */
  private final class Connection implements Watch {
    private final Session session;
    private final Usage.Connection counts = usage.connection();

    /** What happens to the command in work. */
    private @Nullable Fault fault;

    private boolean recorded;

    Connection(Session session) {
      this.session = session;
    }

    @Override
    public void piece() {
      counts.piece();
    }

    @Override
    public @Nullable Disturbance arrives(byte[][] request) {
      Command command = command(session, request);
      Fault happening = redis.faults().find(session, command, new Args(request));
      fault = happening;
      recorded = false;
      counts.command(command, request);
      return happening == null ? null : happening.disturbance();
    }

    @Override
    public void ran(byte[][] request, @Nullable String error) {
      if (!recorded) {
        record(request, error);
      }
    }

    private void record(byte[][] request, @Nullable String error) {
      List<String> words = new ArrayList<>();
      for (byte[] word : request) {
        words.add(new String(word, StandardCharsets.UTF_8));
      }
      recorded = true;
      add(
          new RecordedCommand(
              redis.time().instant(),
              session.id(),
              session.name(),
              session.database(),
              words,
              error,
              fault == null ? null : fault.toString()));
    }

    @Override
    public void closed() {
      counts.closed();
      partings.forEach(Runnable::run);
    }
  }

  /** The row of a command or its subcommand, or null. */
  static @Nullable Command command(Session session, byte[][] request) {
    Command command = session.server().find(request[0]);
    if (command == null || request.length == 1) {
      return command;
    }
    Command sub = command.subcommands().get(new Args(request).upper(1).toLowerCase(Locale.ROOT));
    return sub == null ? command : sub;
  }
}
