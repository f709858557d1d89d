package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What COMMAND DOCS says of one argument.
 *
 * @param attributes by their names in the reply, in its order
 * @param flags how often it may stand there
 * @param parts of what it consists, or one of which it is
 */
record Argument(Map<String, Object> attributes, List<String> flags, List<Argument> parts) {
  private static final Map<Character, String> TYPES =
      Map.of(
          'k',
          "key",
          's',
          "string",
          'i',
          "integer",
          'd',
          "double",
          'p',
          "pattern",
          'u',
          "unix-time",
          't',
          "pure-token",
          'o',
          "oneof",
          'b',
          "block");

  /** Reads arguments until the words or the parenthesis end. */
  static List<Argument> parse(Iterator<String> words) {
    List<Argument> arguments = new ArrayList<>();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals(")")) {
        break;
      }
      if (word.equals("(")) {
        arguments.get(arguments.size() - 1).parts.addAll(parse(words));
      } else {
        arguments.add(of(word.split(",", -1)));
      }
    }
    return arguments;
  }

  private static Argument of(String[] fields) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    List<String> flags = new ArrayList<>();
    attributes.put("name", fields[0]);
    attributes.put("type", TYPES.get(fields[1].charAt(0)));
    for (int i = 2; i < fields.length; i++) {
      String rest = fields[i].substring(1);
      switch (fields[i].charAt(0)) {
        case '#' -> attributes.put("key_spec_index", Long.parseLong(rest));
        case '=' -> attributes.put("token", rest);
        case '@' -> attributes.put("since", rest);
        case '-' -> attributes.put("deprecated_since", rest);
        case '?' -> flags.add("optional");
        case '*' -> flags.add("multiple");
        case '+' -> flags.add("multiple_token");
        default -> throw new IllegalStateException("an attribute, found " + fields[i]);
      }
    }
    return new Argument(attributes, flags, new ArrayList<>());
  }

  void write(Reply reply) {
    reply.map(attributes.size() + (flags.isEmpty() ? 0 : 1) + (parts.isEmpty() ? 0 : 1));
    attributes.forEach(
        (name, value) -> {
          reply.bulk(name);
          if (value instanceof Long number) {
            reply.integer(number);
          } else {
            reply.bulk((String) value);
          }
        });
    if (!flags.isEmpty()) {
      reply.bulk("flags");
      reply.set(flags.size());
      flags.forEach(reply::simple);
    }
    if (!parts.isEmpty()) {
      reply.bulk("arguments");
      writeAll(parts, reply);
    }
  }

  static void writeAll(List<Argument> arguments, Reply reply) {
    reply.array(arguments.size());
    arguments.forEach(argument -> argument.write(reply));
  }
}
