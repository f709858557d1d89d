package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record in a module that doesn't open its package: the message says what to write where. */
class ClosedModuleCodecTest {
  @TempDir Path folder;

  @Test
  void aClosedPackageIsNamed() throws Exception {
    ModuleLayer layer = compileAndLoad();
    Class<?> closed = layer.findLoader("shop").loadClass("shop.hidden.Order");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Codec.of(closed)).getMessage();
    // Tests run on the class path, so our module has no name here.
    assertEquals(
        "the record shop.hidden.Order can't be read:"
            + " add \"opens shop.hidden;\" to the module-info of shop",
        message);
    Class<?> open = layer.findLoader("shop").loadClass("shop.open.Order");
    assertTrue(Codec.of(open).name().equals("record:shop.open.Order"));
  }

  private ModuleLayer compileAndLoad() throws IOException {
    Path sources = folder.resolve("src");
    List<Path> files =
        List.of(
            write(sources, "module-info.java", "module shop { opens shop.open; }"),
            write(sources, "shop/hidden/Order.java", "package shop.hidden; record Order(int n) {}"),
            write(sources, "shop/open/Order.java", "package shop.open; record Order(int n) {}"));
    Path classes = folder.resolve("classes");
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                files.get(0).toString(),
                files.get(1).toString(),
                files.get(2).toString());
    assertEquals(0, exit);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
