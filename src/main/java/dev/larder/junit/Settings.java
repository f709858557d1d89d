package dev.larder.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** How an extension makes its kits. */
record Settings(StoreScope scope, List<String> fixtures, long seed, List<Leak> leaks) {
  Settings {
    if (scope == StoreScope.EMPTIED && fixtures.stream().anyMatch(Settings::isExport)) {
      throw new IllegalArgumentException(
          "an export is what a store begins with; one that is emptied takes commands: " + fixtures);
    }
    if (fixtures.stream().filter(Settings::isExport).count() > 1) {
      throw new IllegalArgumentException("a store begins with one export at most: " + fixtures);
    }
  }

  static Settings of(LarderTest test) {
    return new Settings(test.scope(), List.of(test.fixtures()), test.seed(), List.of(test.leaks()));
  }

  private static boolean isExport(String fixture) {
    return fixture.endsWith(".jsonl");
  }

  /** A kit with its fixtures, which are looked for beside a class and then among files. */
  LarderKit start(Class<?> beside) {
    LarderKit kit = started(beside);
    boolean loaded = false;
    try {
      fill(kit, beside);
      loaded = true;
      return kit;
    } finally {
      if (!loaded) {
        kit.close();
      }
    }
  }

  /** Puts in what is given as commands, and fixes chance. */
  void fill(LarderKit kit, Class<?> beside) {
    for (String fixture : fixtures) {
      if (!isExport(fixture)) {
        try (InputStream in = open(beside, fixture)) {
          kit.redis().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException("can't read the fixture " + fixture, e);
        }
      }
    }
    kit.seed(seed);
  }

  private LarderKit started(Class<?> beside) {
    for (String fixture : fixtures) {
      if (isExport(fixture)) {
        try (InputStream in = open(beside, fixture)) {
          Path copy = Files.createTempFile("larder", ".jsonl"); // a resource may be in a jar
          try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return LarderKit.importFrom(copy);
          } finally {
            Files.delete(copy);
          }
        } catch (IOException e) {
          throw new UncheckedIOException("can't read the fixture " + fixture, e);
        }
      }
    }
    return LarderKit.start();
  }

  private static InputStream open(Class<?> beside, String fixture) throws IOException {
    InputStream resource = beside.getResourceAsStream(fixture);
    return resource != null ? resource : Files.newInputStream(Path.of(fixture));
  }
}
