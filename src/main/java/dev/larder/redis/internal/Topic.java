package dev.larder.redis.internal;

import java.util.Locale;

/** The three ways to subscribe. */
public enum Topic {
  CHANNEL("", "message"),
  PATTERN("p", "pmessage"),
  SHARD("s", "smessage");

  private final String letter;
  private final String message;

  Topic(String letter, String message) {
    this.letter = letter;
    this.message = message;
  }

  /** The first word of a message. */
  String message() {
    return message;
  }

  /** The reply's first word. */
  public String subscribed() {
    return letter + "subscribe";
  }

  /** Likewise, when it ends. */
  public String unsubscribed() {
    return letter + "unsubscribe";
  }

  /** The command's name. */
  public String command() {
    return subscribed().toUpperCase(Locale.ROOT);
  }
}
