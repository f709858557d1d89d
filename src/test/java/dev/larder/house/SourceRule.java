package dev.larder.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the text of a source must not contain. One row a rule. */
enum SourceRule {
  LOCK(
      "the engine is lock-free; see docs/internals/concurrency.md",
      "\\bsynchronized\\b|\\b(Reentrant|ReadWrite|ReentrantReadWrite|Stamped)Lock\\b"
          + "|java\\.util\\.concurrent\\.locks\\.(?!LockSupport\\b)",
      JavaSource::isMain),

  CONCURRENT_HASH_MAP(
      "a write of it locks a bin: use dev.larder.internal.table",
      "\\bConcurrentHashMap\\b",
      JavaSource::isMain),

  WALL_CLOCK(
      "time comes in through dev.larder.internal.time, so that a test can stop it",
      "\\bcurrentTimeMillis\\b"
          + "|\\b(Instant|(Local|Zoned|Offset)Date(Time)?|LocalTime)\\s*\\.\\s*now\\("
          + "|\\bClock\\s*\\.\\s*(system|tick)\\w*|\\bInstantSource\\s*\\.\\s*system\\b"
          + "|\\bnew Date\\(\\)",
      source -> !source.packageName().equals("dev.larder.internal.time")),

  NANO_TIME(
      "nanoTime is for time-outs of blocking calls; all else reads dev.larder.internal.time",
      "\\bnanoTime\\b",
      source -> source.isMain() && !source.packageName().equals("dev.larder.internal.time")),

  SERIALISATION(
      "Java serialisation is not supported: bytes are a Codec's work",
      "\\bObject(Out|In)putStream\\b|\\b(Serializable|Externalizable)\\b",
      source -> true),

  SLEEP("wait for the thing itself, with a latch or Awaitility", "\\bsleep\\(", source -> true),

  DISABLED(
      "a test runs, or it is not there; slow ones carry the tag long",
      "@(Disabled\\w*|Ignore)\\b",
      source -> true),

  UNSAFE(
      "newer JVMs refuse it, and a user would see their warning: use a VarHandle",
      "\\bsun\\.misc\\b|\\bjdk\\.internal\\b|\\bUnsafe\\b",
      source -> true);

  final String reason;
  private final Pattern forbidden;
  private final Predicate<JavaSource> scope;

  SourceRule(String reason, String forbidden, Predicate<JavaSource> scope) {
    this.reason = reason;
    this.forbidden = Pattern.compile(forbidden);
    this.scope = scope;
  }

  /** One text for each line that breaks the rule, with file and line. */
  List<String> violations(JavaSource source) {
    List<String> found = new ArrayList<>();
    if (scope.test(source)) {
      for (int i = 0; i < source.code().size(); i++) {
        if (forbidden.matcher(source.code().get(i)).find()) {
          String line = source.lines().get(i).strip();
          found.add(
              "src/"
                  + source.path()
                  + ":"
                  + (i + 1)
                  + ": "
                  + line
                  + "\n    "
                  + this
                  + ": "
                  + reason);
        }
      }
    }
    return found;
  }
}
