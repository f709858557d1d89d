package dev.larder.jcache;

import dev.larder.CacheBuilder;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.RemovalCause;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;

/** The configuration of a cache that is there, of which little can be changed. */
final class Configured<K, V> {
  /** Never changed itself: it is replaced by one that is a little different. */
  private final AtomicReference<LarderConfiguration<K, V>> now;

  Configured(LarderConfiguration<K, V> configuration) {
    now = new AtomicReference<>(configuration);
  }

  LarderConfiguration<K, V> get() {
    return Objects.requireNonNull(now.get());
  }

  /** A copy, so that who gets it changes nothing here. */
  <C extends Configuration<K, V>> C as(Class<C> type) {
    return Unwrapping.unwrap(type, new LarderConfiguration<>(get()));
  }

  void addListener(CacheEntryListenerConfiguration<K, V> listener) {
    change(next -> next.addCacheEntryListenerConfiguration(listener));
  }

  void removeListener(CacheEntryListenerConfiguration<K, V> listener) {
    change(next -> next.removeCacheEntryListenerConfiguration(listener));
  }

  void enableManagement(boolean on) {
    change(next -> next.setManagementEnabled(on));
  }

  void enableStatistics(boolean on) {
    change(next -> next.setStatisticsEnabled(on));
  }

  private void change(Consumer<LarderConfiguration<K, V>> change) {
    now.updateAndGet(
        before -> {
          LarderConfiguration<K, V> next = new LarderConfiguration<>(before);
          change.accept(next);
          return next;
        });
  }

  Copying copying(ClassLoader classes) {
    if (!get().isStoreByValue()) {
      return Copying.byReference();
    }
    Copier copier = get().copier();
    return copier == null ? Copying.byDefault(classes) : Copying.by(copier);
  }

  /** Opens the cache of a name with the limits of this configuration. */
  LarderCache<K, V> open(Larder larder, String name, Listening<K, V> listening) {
    CacheBuilder<K, V> builder = larder.cache(name, get().getKeyType(), get().getValueType());
    ToIntBiFunction<? super K, ? super V> weigher = get().weigher();
    if (weigher != null) {
      builder.maximumWeight(get().maximum(), weigher);
    } else if (get().maximum() != LarderConfiguration.NONE) {
      builder.maximumSize(get().maximum());
    }
    return builder
        .evictionListener(
            (key, value, cause) -> {
              if (cause == RemovalCause.EXPIRED) {
                listening.expired(key, value);
              }
            })
        .open();
  }

  void checkTypes(K key, V value) {
    checkType(get().getKeyType(), key, "key");
    checkType(get().getValueType(), value, "value");
  }

  private static void checkType(Class<?> type, Object object, String what) {
    if (!type.isInstance(object)) {
      throw new ClassCastException(
          "a "
              + what
              + " must be a "
              + type.getName()
              + ", but is a "
              + object.getClass().getName());
    }
  }

  /** Whether the types are those of the configuration. */
  static boolean hasTypes(Configuration<?, ?> configuration, Class<?> keyType, Class<?> valueType) {
    return configuration.getKeyType().equals(keyType)
        && configuration.getValueType().equals(valueType);
  }
}
