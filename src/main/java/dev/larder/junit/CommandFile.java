package dev.larder.junit;

import dev.larder.redis.internal.wire.InlineParser;
import dev.larder.redis.internal.wire.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a text of commands as redis-cli does with what it reads: a command a line. */
final class CommandFile {
  private CommandFile() {}

  /**
   * Runs all lines, those behind one that failed too.
   *
   * @throws IllegalArgumentException if a line failed
   */
  static void run(KitClient client, String text) {
    List<String> failed = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      String failure = run(client, line.getBytes(StandardCharsets.UTF_8));
      if (!failure.isEmpty()) {
        failed.add("line " + number + ": " + line.strip() + ": " + failure);
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalArgumentException("commands failed:\n" + String.join("\n", failed));
    }
  }

  private static String run(KitClient client, byte[] line) {
    List<byte[]> words;
    try {
      words = List.of(InlineParser.split(line, line.length));
    } catch (ProtocolException e) {
      return "a quote is not closed";
    }
    int times = 1;
    if (words.size() > 1 && isNumber(words.get(0))) { // as redis-cli: so many times
      times = Integer.parseInt(new String(words.get(0), StandardCharsets.US_ASCII));
      words = words.subList(1, words.size());
    }
    for (int i = 0; i < times; i++) {
      if (client.ask(words) instanceof KitClient.ErrorReply error) {
        return error.text();
      }
    }
    return "";
  }

  private static boolean isNumber(byte[] word) {
    return new String(word, StandardCharsets.ISO_8859_1).matches("[1-9][0-9]{0,8}");
  }
}
