package dev.larder.house;

import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;

/**
 * Run by {@link ModuleTest} in a JVM of its own: loads and initialises every class of the module,
 * then opens and closes a store. By reflection, since this class is compiled outside the module.
 */
final class ModuleMain {
  private static final String MODULE = "dev.larder";
  private static final String CLASS = ".class";

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
        Class.forName(type, true, module.getClassLoader());
        loaded++;
      }
    }
    Class<?> larder = Class.forName(module, MODULE + ".Larder");
    if (larder == null) {
      throw new IllegalStateException("no class dev.larder.Larder in " + names);
    }
    try (AutoCloseable store = (AutoCloseable) larder.getMethod("inMemory").invoke(null)) {
      System.out.println("opened " + store.getClass().getModule().getName());
    }
    System.out.println("loaded " + loaded + " classes");
  }
}
