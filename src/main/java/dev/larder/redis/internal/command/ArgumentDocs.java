package dev.larder.redis.internal.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code arguments.txt} says of the arguments of commands; read when somebody first asks. */
final class ArgumentDocs {
  private static final String FILE = "arguments.txt";

  private ArgumentDocs() {}

  private static final class Lines {
    static final Map<String, String> BY_COMMAND = read();

    private static Map<String, String> read() {
      Map<String, String> lines = new HashMap<>();
      InputStream file = Objects.requireNonNull(ArgumentDocs.class.getResourceAsStream(FILE), FILE);
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.startsWith("#")) {
            int end = line.indexOf(' ');
            lines.put(line.substring(0, end), line.substring(end + 1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(FILE, e);
      }
      return lines;
    }
  }

  /** The arguments of a command, by its full name; none if it has none. */
  static List<Argument> of(String command) {
    String line = Lines.BY_COMMAND.get(command);
    return line == null ? List.of() : Argument.parse(Arrays.asList(line.split(" ", -1)).iterator());
  }
}
