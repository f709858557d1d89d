package dev.larder.redis.differential;

import java.util.Arrays;
import java.util.List;

/** One command of a program, with its name first. */
record Step(List<byte[]> args) {
  /** A step from words that have no byte above 0xff. */
  static Step of(String... words) {
    return new Step(Arrays.stream(words).map(Bytes::of).toList());
  }

  /** The command's name in upper case. */
  String name() {
    return Bytes.upper(args.get(0));
  }

  /** {@code OBJECT|ENCODING}; the plain name where there is no second word. */
  String subcommand() {
    return args.size() > 1 ? name() + "|" + Bytes.upper(args.get(1)) : name();
  }

  /** Whether it is this command, with this many words in all. */
  boolean is(String name, int words) {
    return args.size() == words && name().equals(name);
  }

  /** Whether one of the arguments is this word, in any case. */
  boolean has(String word) {
    return args.stream().skip(1).anyMatch(arg -> Bytes.upper(arg).equals(word));
  }

  /** As redis-cli takes it. */
  @Override
  public String toString() {
    return Bytes.command(args);
  }
}
