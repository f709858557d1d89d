package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row of the command table. Made by {@link CommandTable#row}; not changed afterwards. */
public final class Command {
  private final String name;
  private final byte[] nameBytes;
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
  private @Nullable Group group;
  private Set<Category> categories = Set.of();
  private List<KeySpec> specs = List.of();
  private String access = "";
  private @Nullable Function<Args, String> accessByArgs;
  private List<String> tips = List.of();
  private String deprecatedSince = "";
  private String replacedBy = "";
  private boolean forRedisItself;
  private @Nullable KeyFinder looks;
  private boolean looksQuietly;
  private boolean leavesIdle;
  private int member;
  private boolean making;
  private int number = -1;

  Command(String name, int arity, Flag... flags) {
    this.name = name.toLowerCase(Locale.ROOT);
    this.nameBytes = this.name.getBytes(StandardCharsets.US_ASCII);
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

  /** Of which family it is; a subcommand is of its command's. */
  public Command group(Group of) {
    group = of;
    return this;
  }

  /** The categories that neither the flags tell nor, now, the group. */
  public Command acl(Category... explicit) {
    categories = Set.of(explicit);
    return this;
  }

  /** What is done to the keys, if not {@code RO access} or {@code RW update}. */
  public Command access(String flags) {
    access = flags;
    return this;
  }

  /** What is done to the keys where that depends on the options. */
  public Command access(Function<Args, String> flags) {
    accessByArgs = flags;
    return this;
  }

  /** The keys and what is done to them, where there are several kinds of keys. */
  public Command specs(KeySpec... keySpecs) {
    specs = List.of(keySpecs);
    return this;
  }

  /**
   * Which arguments are keys that are looked up to be read, in their order, if not those of which
   * {@link #specs} say that they are only read; see {@link Lookups}.
   */
  public Command looks(KeyFinder finder) {
    looks = finder;
    return this;
  }

  /** A key that it misses is not told of. */
  public Command looksQuietly() {
    looksQuietly = true;
    return this;
  }

  /** Which argument is looked up in what the key stands for; the first of several. */
  public Command member(int argument) {
    member = argument;
    return this;
  }

  /** It is no use of its keys: {@code OBJECT IDLETIME} goes on. */
  public Command leavesIdle() {
    leavesIdle = true;
    return this;
  }

  /** What clients may want to know besides, in the words of COMMAND INFO. */
  public Command tips(String... texts) {
    tips = List.of(texts);
    return this;
  }

  /** The version from which on there is something better. */
  public Command deprecated(String version, String instead) {
    deprecatedSince = version;
    replacedBy = instead;
    return this;
  }

  /** Meant for those who work on the server. */
  public Command forRedisItself() {
    forRedisItself = true;
    return this;
  }

  /** A subcommand, as GET of CONFIG; arity and keys count from the command's name on. */
  public Command sub(Command subcommand) {
    subcommand.parent = this;
    subcommands.put(subcommand.name, subcommand);
    return this;
  }

  /** Ends the making of the row, before others see it. */
  void number(int its) {
    number = its;
    making = is(Flag.WRITE) && (step > 0 || keyFinder != null);
    if (looks == null) {
      looks = readKeys();
    }
  }

  private KeyFinder readKeys() {
    List<KeySpec> read =
        specs().stream().filter(spec -> spec.isKnown() && spec.flags().startsWith("RO")).toList();
    if (read.isEmpty()) {
      return Lookups.NONE;
    }
    if (firstKey == 1 && lastKey == 1 && specs.isEmpty()) {
      return Lookups.FIRST;
    }
    return args -> keys(read, args);
  }

  private static int[] keys(List<KeySpec> specs, Args args) {
    IntStream.Builder all = IntStream.builder();
    for (KeySpec spec : specs) {
      int[] keys = spec.keys(args);
      for (int i = 0; keys != null && i < keys.length; i++) {
        all.add(keys[i]);
      }
    }
    return all.build().toArray();
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

  /** Its place among all commands and subcommands, from 0 on: where it is counted. */
  public int number() {
    return number;
  }

  byte[] nameBytes() {
    return nameBytes;
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

  /** Of which family it is. */
  public Group group() {
    Command above = parent;
    Group own = group;
    return own != null ? own : above != null ? above.group() : Group.GENERIC;
  }

  /** Its categories, as COMMAND INFO says them. */
  public Set<Category> categories() {
    Set<Category> all = EnumSet.noneOf(Category.class);
    Command above = parent;
    Category usual = group().category();
    if (!categories.isEmpty()) {
      all.addAll(categories);
    } else if (above != null && !above.categories.isEmpty()) {
      all.addAll(above.categories);
    } else if (usual != null && subcommands.isEmpty()) {
      all.add(usual);
    }
    addIf(all, Flag.WRITE, Category.WRITE);
    addIf(all, Flag.READONLY, Category.READ);
    addIf(all, Flag.ADMIN, Category.ADMIN);
    addIf(all, Flag.ADMIN, Category.DANGEROUS);
    addIf(all, Flag.PUBSUB, Category.PUBSUB);
    addIf(all, Flag.BLOCKING, Category.BLOCKING);
    all.add(is(Flag.FAST) ? Category.FAST : Category.SLOW);
    return all;
  }

  private void addIf(Set<Category> all, Flag flag, Category category) {
    if (is(flag)) {
      all.add(category);
    }
  }

  /** Its keys and what is done to them. */
  public List<KeySpec> specs() {
    if (!specs.isEmpty() || step == 0) {
      return specs;
    }
    String done = !access.isEmpty() ? access : is(Flag.WRITE) ? "RW update" : "RO access";
    return List.of(KeySpec.of(firstKey, lastKey, step, done));
  }

  /**
   * What is done to the keys by a command with these arguments.
   *
   * @param usually what is done if that does not depend on them
   */
  public String accessBy(Args args, String usually) {
    Function<Args, String> byArgs = accessByArgs;
    return byArgs == null ? usually : byArgs.apply(args);
  }

  public List<String> tips() {
    return tips;
  }

  /** The version from which on there is something better; empty if there is nothing. */
  public String deprecatedSince() {
    return deprecatedSince;
  }

  /** Whether it is meant for those who work on the server. */
  public boolean isForRedisItself() {
    return forRedisItself;
  }

  /** What is better. */
  public String replacedBy() {
    return replacedBy;
  }

  /** The arguments that are looked up to be read. */
  int[] looks(Args args) {
    KeyFinder finder = looks;
    return finder == null ? Lookups.NONE.keys(args) : finder.keys(args);
  }

  boolean isLookingQuietly() {
    return looksQuietly;
  }

  boolean isLeavingIdle() {
    return leavesIdle;
  }

  /** The argument that is looked up in what the key stands for, or 0 for none. */
  int member() {
    return member;
  }

  /** Whether the first argument is the only key. */
  boolean hasOneKey() {
    return firstKey == 1 && lastKey == 1 && keyFinder == null;
  }

  /** Whether it may make keys. */
  boolean isMaking() {
    return making;
  }

  /** The keys among arguments; none where the arguments are wrong. */
  public List<Name> keysIn(Args args) {
    List<Name> keys = new ArrayList<>();
    if (keyFinder != null) {
      try {
        for (int index : keyFinder.keys(args)) {
          keys.add(args.name(index));
        }
      } catch (RedisException e) {
        return List.of(); // the command will say so
      }
    } else if (firstKey > 0) {
      int last = lastKey < 0 ? args.count() + lastKey : lastKey;
      for (int i = firstKey; i <= Math.min(last, args.count() - 1); i += step) {
        keys.add(args.name(i));
      }
    }
    return keys;
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
