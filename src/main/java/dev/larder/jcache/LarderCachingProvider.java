package dev.larder.jcache;

import dev.larder.Larder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Larder's provider of caches by JSR-107. {@code Caching.getCachingProvider()} finds it on the
 * class path; on the module path it is asked for by its name, {@code
 * dev.larder.jcache.LarderCachingProvider}, since a module can't offer a service whose interface
 * may be missing.
 *
 * <p>Each cache manager has a store of its own, in memory, which goes with it; a cache that is
 * closed is emptied. {@link #over} makes a manager whose caches are maps of a given store.
 */
// Were the API's module required transitively, no module without it could compile against us.
@SuppressWarnings("exports")
public final class LarderCachingProvider implements CachingProvider {
  /*
   * Shared: the managers, an immutable map that is replaced by compare-and-set. Who loses closes
   * the one that it made.
   */
  private static final URI DEFAULT = URI.create(LarderCachingProvider.class.getName());

  private record Place(URI uri, ClassLoader classes) {}

  private final AtomicReference<Map<Place, Manager>> managers = new AtomicReference<>(Map.of());

  /** Makes a provider without managers. */
  public LarderCachingProvider() {}

  /**
   * Makes a manager over a store. A cache is the map of its name there: what is in it is there from
   * the beginning, other handles, transactions and clients of an endpoint see and change it, and it
   * stays when cache and manager are closed; {@code destroyCache} deletes it. What others put lives
   * as they say, and they tell no listener and no writer.
   *
   * @param larder the store, which is not closed with the manager
   * @return the manager
   */
  public static CacheManager over(Larder larder) {
    Objects.requireNonNull(larder, "larder");
    LarderCachingProvider provider = new LarderCachingProvider();
    return provider.add(
        new Place(DEFAULT, provider.getDefaultClassLoader()),
        place -> new Manager(provider, place.uri, place.classes, new Properties(), larder, false));
  }

  private Map<Place, Manager> all() {
    return Objects.requireNonNull(managers.get());
  }

  private void change(UnaryOperator<Map<Place, Manager>> change) {
    managers.updateAndGet(before -> Map.copyOf(change.apply(new HashMap<>(before))));
  }

  /** Makes the manager of a place. */
  @FunctionalInterface
  private interface Maker {
    Manager make(Place place);
  }

  private Manager add(Place place, Maker maker) {
    Manager found = all().get(place);
    if (found != null) {
      return found;
    }
    Manager made = maker.make(place);
    change(
        next -> {
          next.putIfAbsent(place, made);
          return next;
        });
    Manager kept = all().get(place);
    if (kept == made) {
      return made;
    }
    made.close();
    return add(place, maker);
  }

  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classes, @Nullable Properties properties) {
    Properties given = new Properties();
    if (properties != null) {
      given.putAll(properties);
    }
    return add(
        new Place(uri == null ? DEFAULT : uri, classes == null ? getDefaultClassLoader() : classes),
        place -> new Manager(this, place.uri, place.classes, given, Larder.inMemory(), true));
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classes) {
    return getCacheManager(uri, classes, getDefaultProperties());
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(DEFAULT, getDefaultClassLoader());
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return LarderCachingProvider.class.getClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return DEFAULT;
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  /** A manager is closed. */
  void closed(Manager manager) {
    change(
        next -> {
          next.values().removeIf(manager::equals);
          return next;
        });
  }

  @Override
  public void close() {
    closeAll(place -> true);
  }

  @Override
  public void close(ClassLoader classes) {
    closeAll(place -> place.classes.equals(classes));
  }

  @Override
  public void close(URI uri, ClassLoader classes) {
    closeAll(new Place(uri, classes)::equals);
  }

  private void closeAll(Predicate<Place> condition) {
    List<Place> places = all().keySet().stream().filter(condition).toList();
    for (Place place : places) {
      Manager manager = all().get(place);
      if (manager != null) {
        manager.close();
      }
    }
  }

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return feature == OptionalFeature.STORE_BY_REFERENCE;
  }
}
