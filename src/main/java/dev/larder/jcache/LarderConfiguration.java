package dev.larder.jcache;

import java.util.Objects;
import java.util.function.ToIntBiFunction;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with Larder's limits. Defaults: those of {@link MutableConfiguration}, no
 * maximum, the copier described at {@link Copier}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
// Were the API's module required transitively, no module without it could compile against us.
@SuppressWarnings("exports")
public final class LarderConfiguration<K, V> extends MutableConfiguration<K, V> {
  /** There is no maximum. */
  static final long NONE = -1;

  /** The limit of the weights' sum, or {@link #NONE}. */
  private long maximum = NONE;

  private transient @Nullable ToIntBiFunction<? super K, ? super V> weigher;
  private transient @Nullable Copier copier;

  /** With the defaults. */
  public LarderConfiguration() {}

  /**
   * As another one; one of Larder's with its limits.
   *
   * @param other the other configuration
   */
  public LarderConfiguration(CompleteConfiguration<K, V> other) {
    super(other);
    if (other instanceof LarderConfiguration<K, V> limited) {
      maximum = limited.maximum;
      weigher = limited.weigher;
      copier = limited.copier;
    }
  }

  /**
   * Bounds the number of entries.
   *
   * @param entries at least 0; 0 keeps nothing
   * @return this configuration
   * @throws IllegalArgumentException if it is negative
   */
  public LarderConfiguration<K, V> setMaximumSize(long entries) {
    maximum = checkMaximum(entries);
    weigher = null;
    return this;
  }

  /**
   * Bounds the sum of what the entries weigh.
   *
   * @param weight at least 0
   * @param weighing the weight of an entry, see {@link dev.larder.CacheBuilder#maximumWeight}
   * @return this configuration
   * @throws IllegalArgumentException if the weight is negative
   */
  public LarderConfiguration<K, V> setMaximumWeight(
      long weight, ToIntBiFunction<? super K, ? super V> weighing) {
    maximum = checkMaximum(weight);
    weigher = Objects.requireNonNull(weighing, "weigher");
    return this;
  }

  private static long checkMaximum(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a maximum must be at least 0, but is " + value);
    }
    return value;
  }

  /**
   * Sets what copies keys and values where they are stored by value.
   *
   * @param copying the copier
   * @return this configuration
   */
  public LarderConfiguration<K, V> setCopier(Copier copying) {
    copier = Objects.requireNonNull(copying, "copier");
    return this;
  }

  long maximum() {
    return maximum;
  }

  @Nullable ToIntBiFunction<? super K, ? super V> weigher() {
    return weigher;
  }

  @Nullable Copier copier() {
    return copier;
  }

  // Equal as its parent is, which knows nothing of limits: equal limits besides.

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof LarderConfiguration<?, ?> limited
        && maximum == limited.maximum
        && Objects.equals(weigher, limited.weigher)
        && Objects.equals(copier, limited.copier);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Long.hashCode(maximum);
  }
}
