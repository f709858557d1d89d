package dev.larder.redis.differential;

import java.util.List;
import java.util.Set;

/** Makes commands of one family. It has no state: all chance comes from the {@link Gen}. */
interface Family {
  /** The class's name without "Family". */
  default String name() {
    return getClass().getSimpleName().replace("Family", "");
  }

  /**
   * What it covers, in upper case; subcommands as {@code OBJECT|ENCODING}, each by itself. {@link
   * #next} must make each of them, and the reference must sometimes answer each without an error.
   */
  Set<String> commands();

  /**
   * The next command, name first. Mostly a good one: the harness itself adds wrong cases and
   * arguments. It may also be one of another family that this one needs, to fill a key.
   */
  List<byte[]> next(Gen gen);
}
