package dev.larder.junit;

import dev.larder.Subscription;
import dev.larder.internal.store.Store;
import dev.larder.redis.RedisOptions;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Session;
import dev.larder.redis.internal.wire.Listener;
import dev.larder.redis.internal.wire.Loops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint of a store under test, which Redis clients reach; for any thread. */
public final class TestRedis {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.junit.TestRedis");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long those who have just closed their connection are waited for. */
  private static final long PARTING_MILLIS = 1_000;

  private final TestTime time;
  private final Recorder recorder = new Recorder(this);
  private final Faults faults = new Faults(this);
  private final Server server;
  private final Listener listener;
  private final RedisAddress address;

  TestRedis(Store store, TestTime time, Loops loops) {
    this.time = time;
    this.server = new Server(store, null, recorder);
    RedisOptions options = RedisOptions.ofDefaults();
    this.listener = Listener.start(server, options, loops);
    this.address = new RedisAddress(options.bind(), listener.port());
  }

  /** {@return where clients reach it} */
  public RedisAddress address() {
    return address;
  }

  /** {@return its port} */
  public int port() {
    return address.port();
  }

  /** {@return {@code redis://host:port}} */
  public String uri() {
    return address.uri();
  }

  /** {@return what is to go wrong} */
  public Faults faults() {
    return faults;
  }

  /** {@return what clients have sent; the latest 100 000 commands} */
  public RecordedCommands commands() {
    return recorder.commands();
  }

  /** Forgets what clients have sent. */
  public void forgetCommands() {
    recorder.forget();
  }

  /**
   * Waits until a command like this was sent, for thirty seconds of real time at most; one that was
   * sent before counts. A command that blocks is seen when it waits.
   *
   * @param call the name, and globs for the first arguments
   * @return the command
   */
  public RecordedCommand awaitCommand(String... call) {
    return awaitCommand(PATIENCE, call);
  }

  /**
   * The same with a time of one's own.
   *
   * @param patience how long to wait at most, in real time
   * @param call the name, and globs for the first arguments
   * @return the command
   */
  public RecordedCommand awaitCommand(Duration patience, String... call) {
    CompletableFuture<RecordedCommand> seen = new CompletableFuture<>();
    Runnable end = recorder.await(command -> RecordedCommands.isLike(command, call), seen);
    try {
      return seen.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          RecordedCommands.said(call)
              + " was not called within "
              + patience
              + "; "
              + commands().instead(call),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + RecordedCommands.said(call), e);
    } finally {
      end.run();
    }
  }

  /** {@return what the store holds, in all databases; not of one moment while others write} */
  public Keyspace keyspace() {
    try (KitClient client = client()) {
      return KeyspaceReader.read(client);
    }
  }

  /**
   * Runs commands, a line each, as redis-cli does with a text that it reads; lines that begin with
   * # are left out.
   *
   * @param commands the text
   * @throws IllegalArgumentException if some failed, and says which
   */
  public void load(String commands) {
    try (KitClient client = client()) {
      CommandFile.run(client, commands);
    }
  }

  /**
   * Runs the commands of a file.
   *
   * @param commands the file
   * @throws IllegalArgumentException if some failed, and says which
   */
  public void load(Path commands) {
    try {
      load(Files.readString(commands));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + commands, e);
    }
  }

  /**
   * {@return what is left of these kinds, a line each; connections that are just being closed are
   * waited for}
   *
   * @param kinds what to look for; none for all
   */
  public List<String> leaks(Leak... kinds) {
    Set<Leak> asked = kinds.length == 0 ? EnumSet.allOf(Leak.class) : Set.of(kinds);
    List<String> leaks = new ArrayList<>();
    if (asked.contains(Leak.CONNECTIONS)) {
      awaitParting();
      clients().forEach(client -> leaks.add("open connection: " + name(client)));
    }
    if (asked.contains(Leak.SUBSCRIPTIONS)) {
      clients().stream()
          .filter(client -> client.subscriptions().any())
          .forEach(client -> leaks.add("subscribed: " + name(client)));
      server.store().subscriptions().stream()
          .filter(Subscription::isActive)
          .forEach(subscription -> leaks.add("subscribed in the JVM: " + subscription.name()));
    }
    if (asked.contains(Leak.KEYS_WITHOUT_EXPIRY)) {
      lastingKeys().forEach((key, count) -> leaks.add(count + " without expiry: " + key));
    }
    return leaks;
  }

  private void awaitParting() {
    CompletableFuture<Boolean> parted = new CompletableFuture<>();
    Runnable end = recorder.onParting(() -> look(parted));
    try {
      parted.get(PARTING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("some stay", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
    }
  }

  private void look(CompletableFuture<Boolean> parted) {
    if (clients().isEmpty()) {
      parted.complete(true);
    }
  }

  private static String name(Session client) {
    return "client "
        + client.id()
        + (client.name().isEmpty() ? "" : " " + client.name())
        + " from "
        + client.connection().address();
  }

  /** {@return how clients have used it so far} */
  public UsageReport usage() {
    return recorder.usage().report(lastingKeys());
  }

  private Map<String, Long> lastingKeys() {
    try (KitClient client = client()) {
      return KeyspaceReader.lasting(client);
    }
  }

  /**
   * Empties the store, ends all faults, and forgets what clients have sent; they stay connected.
   */
  public void reset() {
    faults.clear();
    try (KitClient client = client()) {
      client.ask("FLUSHALL");
    }
    recorder.forget();
  }

  /** Forgets faults and what was recorded. */
  void forget() {
    faults.clear();
    recorder.forget();
  }

  /** Whether somebody has sent a command, which is what makes a report worth its while. */
  boolean isUsed() {
    return recorder.usage().isAny();
  }

  private KitClient client() {
    return new KitClient(recorder, address);
  }

  /** The clients that are not the kit's. */
  List<Session> clients() {
    return server.sessions().values().stream()
        .filter(session -> !recorder.isOwn(session))
        .collect(Collectors.toList());
  }

  Listener listener() {
    return listener;
  }

  TestTime time() {
    return time;
  }

  void close() {
    listener.close();
    server.close();
  }

  @Override
  public String toString() {
    return uri();
  }
}
