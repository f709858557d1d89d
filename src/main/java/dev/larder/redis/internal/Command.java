package dev.larder.redis.internal;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of the command table. Made by {@link CommandTable#row}; not changed afterwards. */
public final class Command {
  private final String name;
  private final int arity;
  private final Set<Flag> flags;
  private final Map<String, Command> subcommands = new LinkedHashMap<>();
  private int firstKey;
  private int lastKey;
  private int step;
  private @Nullable KeyFinder keyFinder;
  private @Nullable Handler handler;
  private @Nullable Command parent;
  private String since = "";
  private String summary = "";

  Command(String name, int arity, Flag... flags) {
    this.name = name.toLowerCase(Locale.ROOT);
    this.arity = arity;
    this.flags = EnumSet.noneOf(Flag.class);
    this.flags.addAll(Set.of(flags));
  }

  /** Finds the keys of a command whose places depend on its arguments. */
  @FunctionalInterface
  public interface KeyFinder {
    /** The indexes of the arguments that are keys. */
    int[] keys(Args args);
  }

  // ---- how a row is written ---------------------------------------------------------------------

  /** Where the keys are: the first, the last (negative from the end), and the step. */
  public Command keys(int first, int last, int keyStep) {
    firstKey = first;
    lastKey = last;
    step = keyStep;
    return this;
  }

  /** How the keys are found where first, last and step don't tell. */
  public Command keys(KeyFinder finder) {
    keyFinder = finder;
    flags.add(Flag.MOVABLEKEYS);
    return this;
  }

  /** What runs it. */
  public Command runs(Handler runs) {
    handler = runs;
    return this;
  }

  /** The version of Redis that had it first, and what it does, in our words. */
  public Command about(String firstVersion, String whatItDoes) {
    since = firstVersion;
    summary = whatItDoes;
    return this;
  }

  /** A subcommand, as GET of CONFIG; arity and keys count from the command's name on. */
  public Command sub(Command subcommand) {
    subcommand.parent = this;
    subcommands.put(subcommand.name, subcommand);
    return this;
  }

  // ---- what it says -----------------------------------------------------------------------------

  /** In lower case; a subcommand's has its command's before it: {@code config|get}. */
  public String fullName() {
    Command above = parent;
    return above == null ? name : above.name + "|" + name;
  }

  /** In lower case, without the command that it belongs to. */
  public String name() {
    return name;
  }

  public int arity() {
    return arity;
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  public Set<Flag> flags() {
    return flags;
  }

  public int firstKey() {
    return firstKey;
  }

  public int lastKey() {
    return lastKey;
  }

  public int step() {
    return step;
  }

  /** The version of Redis that had it first. */
  public String since() {
    return since;
  }

  /** What it does. */
  public String summary() {
    return summary;
  }

  public @Nullable KeyFinder keyFinder() {
    return keyFinder;
  }

  public Map<String, Command> subcommands() {
    return subcommands;
  }

  public @Nullable Handler handler() {
    return handler;
  }

  /** Whether so many arguments, the name's included, are right. */
  public boolean accepts(int arguments) {
    return arity >= 0 ? arguments == arity : arguments >= -arity;
  }
}
