package dev.larder.house;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by {@link ModuleTest} in a JVM of its own: loads and initialises every class of the module,
 * then opens and closes a store. By reflection, since this class is compiled outside the module.
 */
final class ModuleMain {
  private static final String MODULE = "dev.larder";
  private static final String CLASS = ".class";

  /** Stand on dependencies that aren't there now, which they must say. */
  private static final String JACKSON = MODULE + ".jackson.";

  private static final String MICROMETER = MODULE + ".micrometer.";

  /** Extends classes of a dependency that isn't there, so that it can't even be loaded. */
  private static final String WIRE = MODULE + ".redis.internal.wire.";

  /** As those, classes of javax.cache. */
  private static final String JCACHE = MODULE + ".jcache.";

  /** As those, classes of JUnit. */
  private static final String JUNIT = MODULE + ".junit.";

  private ModuleMain() {}

  public static void main(String[] args) throws Exception {
    Module module = ModuleLayer.boot().findModule(MODULE).orElseThrow();
    ResolvedModule resolved = ModuleLayer.boot().configuration().findModule(MODULE).orElseThrow();
    List<String> names;
    try (ModuleReader reader = resolved.reference().open()) {
      names = reader.list().filter(name -> name.endsWith(CLASS)).toList();
    }
    int loaded = 0;
    for (String name : names) {
      if (!name.endsWith("-info.class")) {
        String type = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
        if (Stream.of(WIRE, JCACHE, JUNIT).noneMatch(type::startsWith)) {
          boolean stands = !type.startsWith(JACKSON) && !type.startsWith(MICROMETER);
          Class.forName(type, stands, module.getClassLoader());
          loaded++;
        }
      }
    }
    Class<?> larder = Class.forName(module, MODULE + ".Larder");
    if (larder == null) {
      throw new IllegalStateException("no class dev.larder.Larder in " + names);
    }
    try (AutoCloseable store = (AutoCloseable) larder.getMethod("inMemory").invoke(null)) {
      System.out.println("opened " + store.getClass().getModule().getName());
    }
    Path directory = Files.createTempDirectory("larder-module");
    try (AutoCloseable store =
        (AutoCloseable) larder.getMethod("open", Path.class).invoke(null, directory)) {
      larder.getMethod("sync").invoke(store);
    }
    for (String file : List.of("lock", "manifest", "")) {
      Files.delete(directory.resolve(file));
    }
    sayWhatIsMissing(module, Class.forName(module, JACKSON + "JacksonCodec"));
    sayThatMicrometerIsMissing(larder, Class.forName(module, MICROMETER + "ChannelMetrics"));
    sayThatNettyIsMissing(Class.forName(module, JUNIT + "LarderKit"));
    System.out.println("loaded " + loaded + " classes");
  }

  private static void sayThatNettyIsMissing(Class<?> kit) throws Exception {
    MethodType type = MethodType.methodType(kit);
    MethodHandle start = MethodHandles.publicLookup().findStatic(kit, "start", type);
    try {
      start.invokeWithArguments();
      throw new AssertionError("Netty is there");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void sayThatMicrometerIsMissing(Class<?> larder, Class<?> metrics)
      throws Exception {
    MethodType type = MethodType.methodType(metrics, larder);
    MethodHandle bind = MethodHandles.publicLookup().findStatic(metrics, "bind", type);
    try (AutoCloseable store = (AutoCloseable) larder.getMethod("inMemory").invoke(null)) {
      bind.invokeWithArguments(store);
      throw new AssertionError("Micrometer is there");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** By a handle: a reflective search would look at the other methods' types as well. */
  private static void sayWhatIsMissing(Module module, Class<?> codecs) throws Exception {
    MethodType type = MethodType.methodType(Class.forName(module, MODULE + ".Codec"), Class.class);
    MethodHandle of = MethodHandles.publicLookup().findStatic(codecs, "of", type);
    try {
      of.invokeWithArguments(String.class);
      throw new AssertionError("Jackson is there");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
