package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import java.util.Locale;
import java.util.Set;

/** The text of INFO: sections that were asked for, and lines in them. */
final class InfoText {
  /** What is shown only when it is named, or with all. */
  private static final Set<String> LARGE = Set.of("COMMANDSTATS", "LATENCYSTATS");

  private static final Set<String> ALL = Set.of("ALL", "EVERYTHING");

  private final Args args;
  private final StringBuilder text = new StringBuilder();

  InfoText(Args args) {
    this.args = args;
  }

  /** Begins a section, if it was asked for. */
  boolean begins(String section) {
    if (!isAsked(section.toUpperCase(Locale.ROOT))) {
      return false;
    }
    if (text.length() > 0) {
      text.append("\r\n");
    }
    text.append("# ").append(section).append("\r\n");
    return true;
  }

  private boolean isAsked(String section) {
    if (args.count() == 1) {
      return !LARGE.contains(section);
    }
    for (int i = 1; i < args.count(); i++) {
      String word = args.upper(i);
      boolean isUsual = word.equals("DEFAULT") && !LARGE.contains(section);
      if (word.equals(section) || isUsual || ALL.contains(word)) {
        return true;
      }
    }
    return false;
  }

  void line(String name, Object value) {
    text.append(name).append(':').append(value).append("\r\n");
  }

  /** A number of bytes, and the same for people. */
  void bytes(String name, long bytes) {
    line(name, bytes);
    line(name + "_human", HostFacts.human(bytes));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
