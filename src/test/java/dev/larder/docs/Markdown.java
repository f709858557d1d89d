package dev.larder.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text of ours, with its blocks of code. */
record Markdown(Path file, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:<!-- (\\S+) -->\\n)?```(\\w*)\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  /**
   * A block of code.
   *
   * @param source what the comment before it names, empty when there is none
   * @param language what follows the opening fence
   * @param code the lines in between
   */
  record Block(String source, String language, String code) {}

  static Markdown readme() {
    return read(Path.of("README.md"));
  }

  /** The texts whose Java is compiled. */
  static List<Markdown> withExamples() {
    List<Markdown> result = allIn(Path.of("docs", "guide"), readme());
    result.add(read(Path.of("docs", "cache.md")));
    result.add(read(Path.of("docs", "bus.md")));
    result.add(read(Path.of("docs", "durability.md")));
    result.add(read(Path.of("docs", "redis.md")));
    result.add(read(Path.of("docs", "testing.md")));
    return result;
  }

  /** Every text. */
  static List<Markdown> all() {
    return allIn(Path.of("docs"), readme());
  }

  private static List<Markdown> allIn(Path folder, Markdown first) {
    List<Markdown> result = new ArrayList<>(List.of(first));
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Markdown::read)
          .forEach(result::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  private static Markdown read(Path file) {
    return new Markdown(file, readString(file));
  }

  static String readString(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    Matcher block = BLOCK.matcher(text);
    List<Block> result = new ArrayList<>();
    while (block.find()) {
      String source = block.group(1) == null ? "" : block.group(1);
      result.add(new Block(source, block.group(2), block.group(3)));
    }
    return result;
  }

  /** The files of ours that it links to. */
  List<Path> links() {
    Path folder = file.toAbsolutePath().getParent();
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.contains(":"))
        .map(target -> folder.resolve(target).normalize())
        .toList();
  }
}
