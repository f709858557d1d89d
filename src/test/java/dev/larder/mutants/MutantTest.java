package dev.larder.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P13: the tests bite. Each fault is planted into a copy of one source, which is compiled in front
 * of the real one, and the test that must find it is run in a JVM of its own.
 */
class MutantTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A fault that makes its test hang is found as well; no test takes as long. */
  private static final long TIMEOUT_MINUTES = 4;

  @TempDir Path directory;

  @Test
  void thereAreEnough() {
    assertTrue(Mutant.values().length >= 20);
  }

  /** In the build, so that a source that has changed takes its fault along. */
  @ParameterizedTest
  @EnumSource
  void canBePlanted(Mutant mutant) throws Exception {
    compile(mutant);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void isFound(Mutant mutant) throws Exception {
    compile(mutant);
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-classpath",
                directory + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                MutantRunner.class.getName(),
                mutant.finder.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      if (ended) {
        assertEquals(
            1, process.exitValue(), () -> mutant + " was not found by " + mutant.finder.getName());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void compile(Mutant mutant) throws Exception {
    String source = Files.readString(SOURCES.resolve(mutant.file));
    int at = source.indexOf(mutant.original);
    assertTrue(at >= 0, () -> mutant + ": its place in " + mutant.file + " is no more");
    String planted =
        source.substring(0, at) + mutant.planted + source.substring(at + mutant.original.length());
    Path file = directory.resolve("src").resolve(mutant.file);
    Files.createDirectories(file.getParent());
    Files.writeString(file, planted);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "--release",
            "17",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            file.toString());
    int status = compiler.run(null, null, null, options.toArray(new String[0]));
    assertEquals(0, status, () -> mutant + " does not compile");
  }
}
