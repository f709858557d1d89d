package dev.larder.jcache;

import dev.larder.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of a key or a value, and what is handed out: a copy, or the object itself. */
final class Copying {
  private static final Set<Class<?>> UNCHANGEABLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class);

  private static final ClassValue<Boolean> CHANGEABLE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return !UNCHANGEABLE.contains(type)
              && !Enum.class.isAssignableFrom(type)
              && !type.getPackageName().equals("java.time");
        }
      };

  private static final ClassValue<Optional<Codec<?>>> CODECS =
      new ClassValue<>() {
        @Override
        protected Optional<Codec<?>> computeValue(Class<?> type) {
          try {
            return Optional.of(Codec.of(type));
          } catch (IllegalArgumentException e) {
            return Optional.empty(); // there is none
          }
        }
      };

  /** Null for what is stored by reference. */
  private final @Nullable Copier copier;

  private Copying(@Nullable Copier copier) {
    this.copier = copier;
  }

  static Copying byReference() {
    return new Copying(null);
  }

  static Copying by(Copier copier) {
    return new Copying(copier);
  }

  /** By codecs, and where there is none as JSR-107 has it. */
  static Copying byDefault(ClassLoader classes) {
    Copier serial = new SerialCopier(classes);
    return new Copying(
        new Copier() {
          @Override
          public <T> T copy(T original) {
            return encoded(original, serial);
          }
        });
  }

  @SuppressWarnings("unchecked") // the codec is that of the object's class
  private static <T> T encoded(T original, Copier otherwise) {
    Codec<T> codec = (Codec<T>) CODECS.get(original.getClass()).orElse(null);
    return codec == null ? otherwise.copy(original) : codec.decode(codec.encode(original));
  }

  <T> T of(T original) {
    return copier == null || !CHANGEABLE.get(original.getClass())
        ? original
        : copier.copy(original);
  }

  <T> @Nullable T ofAny(@Nullable T original) {
    return original == null ? null : of(original);
  }
}
