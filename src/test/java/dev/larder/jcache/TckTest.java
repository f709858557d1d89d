package dev.larder.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jsr107.tck.CacheTest;
import org.junit.jupiter.api.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;

/**
 * The TCK of JSR-107, all of it but for the tests of annotations, which are for containers. It
 * leaves one test out, which fails in order to be left out: see the resource {@code ExcludeList}.
 */
class TckTest {
  private static final int TESTS = 481;

  /** It tells of each of its servers, the address, and what properties nobody set. */
  private static final Logger CHATTER = Logger.getLogger("org.jsr107.tck");

  /** Hides other providers: one of the clients of Redis that we test with is one too. */
  private static final class OnlyOurs extends ClassLoader {
    OnlyOurs(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> found = Collections.list(super.getResources(name));
      found.removeIf(url -> name.endsWith("CachingProvider") && url.getPath().contains("redisson"));
      return Collections.enumeration(found);
    }
  }

  @Test
  void passes() throws Exception {
    CHATTER.setLevel(Level.SEVERE);
    System.setProperty(Cache.class.getCanonicalName(), JCache.class.getName());
    System.setProperty(Cache.Entry.class.getCanonicalName(), Pair.class.getName());
    System.setProperty(CacheManager.class.getCanonicalName(), Manager.class.getName());
    List<Class<?>> tests = new ArrayList<>();
    File jar =
        Path.of(CacheTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toFile();
    try (JarFile file = new JarFile(jar)) {
      for (String name : file.stream().map(entry -> entry.getName()).sorted().toList()) {
        if (name.matches(".*Test1?\\.class") && !name.contains("/annotation/")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          tests.add(Class.forName(type));
        }
      }
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new OnlyOurs(before));
    Result result;
    try {
      result = JUnitCore.runClasses(tests.toArray(Class[]::new));
    } finally {
      thread.setContextClassLoader(before);
    }
    assertEquals(List.of(), result.getFailures());
    assertEquals(TESTS, result.getRunCount());
  }
}
