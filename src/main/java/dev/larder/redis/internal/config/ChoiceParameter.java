package dev.larder.redis.internal.config;

import java.util.List;

/** One word of several. */
public final class ChoiceParameter extends Parameter {
  private static final List<String> YES_OR_NO = List.of("yes", "no");

  private final List<String> words;
  private volatile String value;

  ChoiceParameter(String name, List<String> words, String value) {
    super(name);
    this.words = words;
    this.value = value;
  }

  static ChoiceParameter yesOrNo(String name, boolean value) {
    return new ChoiceParameter(name, YES_OR_NO, value ? "yes" : "no");
  }

  /** Whether it is {@code yes}. */
  public boolean isYes() {
    return value.equals("yes");
  }

  @Override
  public String text() {
    return value;
  }

  @Override
  Runnable parsed(String text) {
    for (String word : words) {
      if (word.equalsIgnoreCase(text)) {
        return () -> value = word;
      }
    }
    throw wrong(
        words.equals(YES_OR_NO)
            ? "argument must be 'yes' or 'no'"
            : "argument(s) must be one of the following: " + String.join(", ", words));
  }
}
