package dev.larder.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.collections.api.RichIterable;
import org.eclipse.collections.impl.factory.Lists;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The library is a module that needs its core dependencies only and lets no JVM warn of it. */
class ModuleTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final long TIMEOUT_SECONDS = 60;

  @Test
  void exportsTheFaceAndRequiresTheCore() throws Exception {
    ModuleDescriptor module;
    try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    assertEquals("dev.larder", module.name());
    assertFalse(module.isOpen());
    assertEquals(
        Set.of(
            "dev.larder",
            "dev.larder.jackson",
            "dev.larder.jcache",
            "dev.larder.jmx",
            "dev.larder.junit",
            "dev.larder.micrometer",
            "dev.larder.redis"),
        module.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of(
            "java.base",
            "org.eclipse.collections.api",
            "org.eclipse.collections.impl",
            "org.jctools.core.jdk11",
            "org.slf4j"),
        module.requires().stream()
            .filter(r -> !r.modifiers().contains(Requires.Modifier.STATIC))
            .map(Requires::name)
            .collect(Collectors.toSet()));
  }

  /** On the module path, with the core dependencies alone and no flag that would hush a warning. */
  @Test
  void runsOnTheCoreDependenciesAlone() throws Exception {
    String modulePath =
        Stream.of(
                RichIterable.class,
                Lists.class,
                MessagePassingQueue.class,
                MpscUnboundedVarHandleArrayQueue.class,
                Logger.class)
            .map(ModuleTest::jarOf)
            .collect(Collectors.joining(File.pathSeparator, CLASSES + File.pathSeparator, ""));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--module-path",
            modulePath,
            "--add-modules",
            "dev.larder",
            "-classpath",
            Path.of("target", "test-classes").toString(),
            ModuleMain.class.getName());
    Path output = Files.createTempFile("larder-module", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertTrue(ended, () -> "still running after " + TIMEOUT_SECONDS + " s:\n" + text);
      assertEquals(0, process.exitValue(), text);
      assertTrue(text.contains("opened dev.larder"), text);
      assertTrue(text.contains("add com.fasterxml.jackson.core:jackson-databind"), text);
      assertTrue(text.contains("the test kit needs io.netty:netty-handler"), text);
      assertFalse(text.toLowerCase(Locale.ROOT).contains("warning"), text);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
