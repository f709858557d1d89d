package dev.larder.redis.internal.config;

/** Which keyspace notifications there are, as notify-keyspace-events has it. */
public final class EventClasses {
  private static final String ALL = "g$lshzxetd";
  private static final String ORDER = "g$lshzxetdKEnm";

  private final int bits;

  private EventClasses(int bits) {
    this.bits = bits;
  }

  /** Reads one. */
  public static EventClasses parse(String text) {
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'A') {
        bits |= all();
      } else if (ORDER.indexOf(c) >= 0) {
        bits |= bit(c);
      } else {
        throw Parameter.wrong("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
      }
    }
    return new EventClasses(bits);
  }

  private static int bit(char c) {
    return 1 << ORDER.indexOf(c);
  }

  private static int all() {
    return (1 << ALL.length()) - 1;
  }

  /** Whether nobody is told of anything. */
  public boolean isEmpty() {
    return bits == 0;
  }

  /**
   * Whether a class of events, or K or E, is told of.
   *
   * @param kind one of {@code KEg$lshzxetdmn}
   */
  public boolean has(char kind) {
    return (bits & bit(kind)) != 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if ((bits & all()) == all()) {
      text.append('A');
    } else {
      append(text, "g$lshzxetdn");
    }
    append(text, "KEm");
    return text.toString();
  }

  private void append(StringBuilder text, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      if (has(letters.charAt(i))) {
        text.append(letters.charAt(i));
      }
    }
  }
}
