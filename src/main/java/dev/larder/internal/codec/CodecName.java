package dev.larder.internal.codec;

import dev.larder.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a codec or of a type inside of a record, taken apart: {@code map<string,long>} is
 * {@code map} with two arguments.
 */
record CodecName(String head, List<CodecName> arguments) {
  /** Of what nothing but nulls was seen: it fits to every type. */
  static final CodecName NULL = of("null");

  static CodecName of(String head, CodecName... arguments) {
    return new CodecName(head, List.of(arguments));
  }

  /**
   * The name of a codec that is to stand in the name of a list or a map.
   *
   * @throws IllegalArgumentException if it could not be told apart there
   */
  static String checked(Codec<?> codec) {
    String name = codec.name();
    parse(name);
    return name;
  }

  /**
   * Parses a name.
   *
   * @throws IllegalArgumentException if its brackets don't match
   */
  static CodecName parse(String name) {
    Parser parser = new Parser(name);
    CodecName type = parser.type(0);
    if (parser.at != name.length()) {
      throw parser.malformed();
    }
    return type;
  }

  /** Whether it has this head and so many arguments. */
  boolean is(String wanted, int count) {
    return head.equals(wanted) && arguments.size() == count;
  }

  CodecName argument(int index) {
    return arguments.get(index);
  }

  /**
   * The name that fits to the values of both.
   *
   * @throws IllegalArgumentException if there is none
   */
  CodecName join(CodecName other) {
    if (equals(other) || other.equals(NULL)) {
      return this;
    }
    if (equals(NULL)) {
      return other;
    }
    if (!other.is(head, arguments.size())) {
      throw new IllegalArgumentException("elements are both " + this + " and " + other);
    }
    List<CodecName> joined = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      joined.add(argument(i).join(other.argument(i)));
    }
    return new CodecName(head, joined);
  }

  @Override
  public String toString() {
    return arguments.isEmpty()
        ? head
        : arguments.stream()
            .map(CodecName::toString)
            .collect(Collectors.joining(",", head + "<", ">"));
  }

  /** Where in the name the parsing is. */
  private static final class Parser {
    private final String name;
    private int at;

    Parser(String name) {
      this.name = name;
    }

    CodecName type(int depth) {
      int from = at;
      while (at < name.length() && "<>,".indexOf(name.charAt(at)) < 0) {
        at++;
      }
      String head = name.substring(from, at);
      List<CodecName> arguments = new ArrayList<>();
      if (at < name.length() && name.charAt(at) == '<') {
        do {
          at++;
          arguments.add(type(ValueFormat.deeper(depth)));
        } while (at < name.length() && name.charAt(at) == ',');
        if (at == name.length() || name.charAt(at) != '>') {
          throw malformed();
        }
        at++;
      }
      return new CodecName(head, arguments);
    }

    IllegalArgumentException malformed() {
      return new IllegalArgumentException(
          "the brackets in the name \"" + name + "\" don't match at " + at);
    }
  }
}
