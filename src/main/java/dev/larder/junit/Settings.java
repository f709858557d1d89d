package dev.larder.junit;

import dev.larder.redis.RdbFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/** How an extension makes its kits. */
record Settings(StoreScope scope, List<String> fixtures, long seed, List<Leak> leaks) {
  Settings {
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

  private static boolean isRdb(String fixture) {
    return fixture.endsWith(".rdb");
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

  /** Puts in what the store did not begin with, in its order, and fixes chance. */
  private void fill(LarderKit kit, Class<?> beside) {
    for (String fixture : fixtures) {
      if (isRdb(fixture)) {
        asFile(beside, fixture, file -> RdbFile.load(file, kit.larder()));
      } else if (!isExport(fixture)) {
        try (InputStream in = open(beside, fixture)) {
          kit.redis().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw unreadable(fixture, e);
        }
      }
    }
    kit.seed(seed);
  }

  private static UncheckedIOException unreadable(String fixture, IOException e) {
    return new UncheckedIOException("can't read the fixture " + fixture, e);
  }

  private LarderKit started(Class<?> beside) {
    for (String fixture : fixtures) {
      if (isExport(fixture)) {
        return asFile(beside, fixture, LarderKit::importFrom);
      }
    }
    return LarderKit.start();
  }

  /** A resource may be in a jar: a copy of it is read. */
  private static <R> R asFile(Class<?> beside, String fixture, Function<Path, R> reading) {
    try (InputStream in = open(beside, fixture)) {
      Path copy = Files.createTempFile("larder", ".fixture");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return reading.apply(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw unreadable(fixture, e);
    }
  }

  private static InputStream open(Class<?> beside, String fixture) throws IOException {
    InputStream resource = beside.getResourceAsStream(fixture);
    return resource != null ? resource : Files.newInputStream(Path.of(fixture));
  }
}
