package dev.larder.junit;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Disturbance;
import dev.larder.redis.internal.Glob;
import dev.larder.redis.internal.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To which commands something is to happen, and then what: begun by {@link Faults#on}, complete
 * with the call that says what happens.
 */
public final class FaultRule {
  /** What clients send by themselves. A rule that names no commands leaves it alone. */
  private static final Set<String> GREETINGS =
      Set.of("hello", "auth", "client", "select", "reset", "quit", "command");

  private final Faults faults;
  private final Set<String> commands;
  private final Random random;
  private @Nullable Glob keys;
  private @Nullable Glob client;
  private int passing;
  private int times = Integer.MAX_VALUE;
  private double chance = 1;
  private @Nullable RedisError realistic;

  FaultRule(Faults faults, List<String> commands, long seed) {
    this.faults = faults;
    this.commands =
        Set.copyOf(
            commands.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace(' ', '|'))
                .distinct()
                .toList());
    this.random = new Random(seed);
  }

  /**
   * Only commands with a key like this.
   *
   * @param glob a pattern as KEYS takes it
   * @return this rule
   */
  public FaultRule keys(String glob) {
    keys = new Glob(glob.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /**
   * Only commands of clients that call themselves so (CLIENT SETNAME).
   *
   * @param glob a pattern
   * @return this rule
   */
  public FaultRule client(String glob) {
    client = new Glob(glob.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /**
   * Lets the first ones pass.
   *
   * @param count how many
   * @return this rule
   */
  public FaultRule after(int count) {
    passing = count;
    return this;
  }

  /**
   * Only the next ones; without it all until the fault is ended.
   *
   * @param count how many
   * @return this rule
   */
  public FaultRule times(int count) {
    times = count;
    return this;
  }

  /**
   * Each one with this probability. Which ones, {@link Faults#seed} fixes.
   *
   * @param probability from 0 to 1
   * @return this rule
   */
  public FaultRule chance(double probability) {
    chance = probability;
    return this;
  }

  /**
   * The command runs only after some time, which is the store's: where that stands still, when it
   * is moved on.
   *
   * @param by how much later
   * @return the fault
   */
  public Fault delay(Duration by) {
    return add("delay of " + by, new Disturbance.Delay(by.toMillis()));
  }

  /**
   * The connection is closed, and the command does not run.
   *
   * @return the fault
   */
  public Fault drop() {
    return add("drop", new Disturbance.Drop());
  }

  /**
   * The command runs, and the connection is reset when half of its reply is sent.
   *
   * @return the fault
   */
  public Fault resetInReply() {
    return add("reset in the middle of the reply", new Disturbance.Cut(-1));
  }

  /**
   * The command runs, and the connection is reset behind the first bytes of its reply.
   *
   * @param bytes how many
   * @return the fault
   */
  public Fault resetInReply(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("at least 0 bytes are sent, not " + bytes);
    }
    return add("reset after " + bytes + " bytes of the reply", new Disturbance.Cut(bytes));
  }

  /**
   * The command does not run and gets an error that Redis answers. A rule without commands meets
   * those that Redis would answer so.
   *
   * @param error the error
   * @return the fault
   */
  public Fault answer(RedisError error) {
    realistic = commands.isEmpty() ? error : null;
    return answer(error.text());
  }

  /**
   * The command does not run and gets an error.
   *
   * @param error its text, which begins with the code
   * @return the fault
   */
  public Fault answer(String error) {
    return add("answer", new Disturbance.Answer(error));
  }

  /**
   * The command runs, and its reply is sent a byte at a time.
   *
   * @param pause the time of the store's between two bytes, may be zero
   * @return the fault
   */
  public Fault drip(Duration pause) {
    return add("reply byte by byte", new Disturbance.Drip(pause.toMillis()));
  }

  /**
   * The command does not run, and its connection is not read from, until the fault is ended: what
   * the client sends piles up on its side.
   *
   * @return the fault
   */
  public Fault stall() {
    return add("stall", new Disturbance.Stall());
  }

  private Fault add(String text, Disturbance disturbance) {
    Fault fault = new Fault(text, disturbance);
    faults.add(this, fault);
    return fault;
  }

  /** Whether it is this one's turn. Called by the thread that serves the clients. */
  boolean meets(Session session, @Nullable Command command, Args args) {
    if (times <= 0 || !isMeant(command) || !isMeantClient(session) || !hasKey(command, args)) {
      return false;
    }
    if (passing > 0) {
      passing--;
      return false;
    }
    if (chance < 1 && random.nextDouble() >= chance) {
      return false;
    }
    times--;
    return true;
  }

  private boolean isMeant(@Nullable Command command) {
    if (command == null) {
      return commands.isEmpty() && realistic == null;
    }
    String name = command.fullName();
    int bar = name.indexOf('|');
    String first = bar < 0 ? name : name.substring(0, bar);
    if (!commands.isEmpty()) {
      return commands.contains(name) || commands.contains(first);
    }
    return !GREETINGS.contains(first) && (realistic == null || realistic.meets(command));
  }

  private boolean isMeantClient(Session session) {
    Glob glob = client;
    return glob == null || glob.matches(session.name().getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean hasKey(@Nullable Command command, Args args) {
    Glob glob = keys;
    if (glob == null) {
      return true;
    }
    return command != null
        && command.accepts(args.count())
        && command.keysIn(args).stream().anyMatch(key -> glob.matches(key.bytes()));
  }
}
