package dev.larder.house;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types as the source would write them, with {@code ?} behind each that can be null. */
final class ApiTypes {
  private ApiTypes() {}

  static String name(Class<?> type) {
    return type.getCanonicalName();
  }

  static String text(AnnotatedType type) {
    String text = plain(type);
    return type.isAnnotationPresent(Nullable.class) ? text + "?" : text;
  }

  private static String plain(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      return text(array.getAnnotatedGenericComponentType()) + "[]";
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Type raw = ((ParameterizedType) type.getType()).getRawType();
      return name((Class<?>) raw) + arguments(parameterized.getAnnotatedActualTypeArguments());
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return wildcard(wildcard);
    }
    return type.getType() instanceof Class<?> named ? name(named) : type.getType().getTypeName();
  }

  private static String arguments(AnnotatedType[] arguments) {
    return Arrays.stream(arguments).map(ApiTypes::text).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String wildcard(AnnotatedWildcardType type) {
    AnnotatedType[] lower = type.getAnnotatedLowerBounds();
    if (lower.length > 0) {
      return "? super " + text(lower[0]);
    }
    AnnotatedType[] upper = type.getAnnotatedUpperBounds();
    boolean bounded = upper.length > 0 && !upper[0].getType().equals(Object.class);
    return bounded ? "? extends " + text(upper[0]) : "?";
  }
}
