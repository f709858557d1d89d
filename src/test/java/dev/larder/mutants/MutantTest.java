package dev.larder.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
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

  /** A guard against a finder that hangs, which counts as found: others take 2 to 15. */
  private static final long TIMEOUT_SECONDS = 60;

  /**
   * First with these, since most faults show at once, and JVMs that live a second or two need a
   * fast start more than fast code.
   */
  private static final List<String> QUICK =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dlarder.replay.changes=16000",
          "-Dlarder.guard.seconds=10");

  /** Then with usual ones: what takes a race is found in fast code only. */
  private static final List<String> USUAL = List.of("-Xmx1g", "-Dlarder.guard.seconds=10");

  private static final int USUAL_RUNS = 3;

  @TempDir Path directory;

  @Test
  void thereAreEnough() {
    assertTrue(Mutant.values().length >= 20);
  }

  /** So that it is the fault that is found, and not something that is amiss in here. */
  @ParameterizedTest
  @EnumSource(names = {"SERIAL_REPLAY", "FULL_QUEUE", "SUSPENSION"})
  void nothingIsFoundWithoutAFault(Finder finder) throws Exception {
    assertEquals(0, run(finder, QUICK), this::output);
  }

  @ParameterizedTest
  @EnumSource
  void isFound(Mutant mutant) throws Exception {
    compile(mutant);
    int status = run(mutant.finder, QUICK);
    for (int i = 0; status == 0 && i < USUAL_RUNS; i++) {
      status = run(mutant.finder, USUAL);
    }
    assertEquals(1, status, () -> mutant + " was not found by " + mutant.finder + "\n" + output());
  }

  private String output() {
    try {
      return Files.readString(directory.resolve("output.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status that a finder ended with. */
  private int run(Finder finder, List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-classpath");
    command.add(directory + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(MutantRunner.class.getName());
    command.add(finder.name());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile())
            .start();
    try {
      return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : 1;
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
