package dev.larder.junit;

import dev.larder.redis.internal.Glob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Commands that clients have sent, in their order. A call is described by the name of the command
 * and globs for its first arguments: {@code assertCalled("SET", "user:*")}.
 */
public final class RecordedCommands {
  private static final int SHOWN = 50;

  private final List<RecordedCommand> all;
  private final long dropped;

  RecordedCommands(List<RecordedCommand> all, long dropped) {
    this.all = List.copyOf(all);
    this.dropped = dropped;
  }

  /** {@return all of them} */
  public List<RecordedCommand> all() {
    return all;
  }

  /**
   * {@return those that are like this}
   *
   * @param call the name, and globs for the first arguments
   */
  public RecordedCommands like(String... call) {
    return new RecordedCommands(all.stream().filter(each -> isLike(each, call)).toList(), dropped);
  }

  /**
   * {@return those of the clients that call themselves so}
   *
   * @param clientName a glob
   */
  public RecordedCommands by(String clientName) {
    return new RecordedCommands(
        all.stream().filter(each -> matches(clientName, each.clientName())).toList(), dropped);
  }

  /** {@return how many there are} */
  public int count() {
    return all.size();
  }

  /**
   * Fails unless something like this was called.
   *
   * @param call the name, and globs for the first arguments
   */
  public void assertCalled(String... call) {
    if (like(call).count() == 0) {
      throw new AssertionError(said(call) + " was not called; " + instead(call));
    }
  }

  /**
   * Fails unless something like this was called so often.
   *
   * @param times how often
   * @param call the name, and globs for the first arguments
   */
  public void assertCalledTimes(int times, String... call) {
    int count = like(call).count();
    if (count != times) {
      String found = said(call) + " was called " + count + " times, not " + times;
      throw new AssertionError(found + (count == 0 ? "; " + instead(call) : ":\n" + like(call)));
    }
  }

  /**
   * Fails if something like this was called.
   *
   * @param call the name, and globs for the first arguments
   */
  public void assertNeverCalled(String... call) {
    RecordedCommands found = like(call);
    if (found.count() > 0) {
      throw new AssertionError(said(call) + " was called:\n" + found);
    }
  }

  /** What to show of a call that was missed: those of the same name, or else all. */
  String instead(String... call) {
    RecordedCommands sameName = like(call[0]);
    if (call.length > 1 && sameName.count() > 0) {
      return "but these were:\n" + sameName;
    }
    return all.isEmpty() ? "nothing was called" : "what was called is:\n" + this;
  }

  static String said(String... call) {
    return String.join(" ", call);
  }

  static boolean isLike(RecordedCommand command, String... call) {
    if (call.length == 0 || call.length > command.words().size()) {
      return false;
    }
    if (!matches(call[0].toUpperCase(Locale.ROOT), command.name())) {
      return false;
    }
    for (int i = 1; i < call.length; i++) {
      if (!matches(call[i], command.words().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String glob, String text) {
    return glob.equals(text)
        || new Glob(glob.getBytes(StandardCharsets.UTF_8))
            .matches(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return a line for each; of very many, for the latest} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int first = Math.max(0, all.size() - SHOWN);
    if (first + dropped > 0) {
      text.append("  (").append(first + dropped).append(" earlier ones)\n");
    }
    for (RecordedCommand each : all.subList(first, all.size())) {
      text.append("  ").append(each.at()).append(" client ").append(each.clientId());
      if (!each.clientName().isEmpty()) {
        text.append(' ').append(each.clientName());
      }
      text.append(each.database() == 0 ? "" : " [" + each.database() + "]");
      text.append(": ").append(each).append('\n');
    }
    return text.toString();
  }
}
