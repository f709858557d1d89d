package dev.larder.internal.codec;

import dev.larder.Default;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codec of one record, and on the way those of the records in it. All errors come here,
 * before anything is encoded. For one thread, and one use.
 */
final class Shapes {
  /**
   * Also those that are being made: a record that lies in itself gets the codec whose components
   * are still to come.
   */
  private final Map<Class<?>, RecordCodec<?>> made = new HashMap<>();

  /**
   * The codec of a record.
   *
   * @throws IllegalArgumentException if a component has no codec, or the class isn't open to us
   */
  <T> RecordCodec<T> record(Class<T> type) {
    RecordComponent[] parts = type.getRecordComponents();
    if (parts == null) {
      throw new IllegalArgumentException(type.getName() + " is no record");
    }
    Component[] components = new Component[parts.length];
    RecordCodec<T> codec = new RecordCodec<>(type, components, constructor(type, parts));
    made.put(type, codec);
    for (int i = 0; i < parts.length; i++) {
      components[i] = component(type, parts[i], i);
    }
    return codec;
  }

  private Component component(Class<?> type, RecordComponent part, int index) {
    String where = Component.where(type, part.getName());
    try {
      Shape shape = shape(part.getGenericType());
      Default declared = part.getAnnotation(Default.class);
      Object absent = declared == null ? shape.absent() : shape.parse(declared.value());
      boolean primitive = part.getType().isPrimitive();
      return new Component(where, part.getName(), index, accessor(part), shape, primitive, absent);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }

  private Shape shape(Type type) {
    Shape shape = null;
    if (type instanceof Class<?> plain) {
      shape = plain(plain);
    } else if (type instanceof ParameterizedType generic) {
      shape = generic(generic);
    } else if (type instanceof WildcardType wildcard) {
      shape = shape(wildcard.getUpperBounds()[0]);
    }
    if (shape == null) {
      throw new IllegalArgumentException(
          "no codec is built in for the type "
              + type.getTypeName()
              + "; give a Codec for the whole record, such as Codec.of(type, encode, decode)");
    }
    return shape;
  }

  private @Nullable Shape plain(Class<?> type) {
    if (type.isPrimitive()) {
      // An array of one holds the zero of the type, already boxed as we want it.
      Object zero = Array.get(Array.newInstance(type, 1), 0);
      return new SimpleShapes.OfScalar(scalar(zero.getClass()), zero);
    }
    if (Scalars.byType(type) != null) {
      return new SimpleShapes.OfScalar(scalar(type), null);
    }
    if (type.isEnum()) {
      return new SimpleShapes.OfEnum(Codecs.enumCodec(type));
    }
    if (type.isRecord() && type.getTypeParameters().length == 0) {
      RecordCodec<?> known = made.get(type);
      return new SimpleShapes.OfRecord(known == null ? record(type) : known);
    }
    return null;
  }

  private static Scalar<?> scalar(Class<?> type) {
    Scalar<?> scalar = Scalars.byType(type);
    if (scalar == null) {
      throw new AssertionError(type);
    }
    return scalar;
  }

  private @Nullable Shape generic(ParameterizedType type) {
    Type raw = type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      return new CompoundShapes.OfList(shape(arguments[0]));
    }
    if (raw == Set.class) {
      return new CompoundShapes.OfSet(shape(arguments[0]));
    }
    if (raw == Map.class) {
      return new CompoundShapes.OfMap(shape(arguments[0]), shape(arguments[1]));
    }
    return raw == Optional.class ? new CompoundShapes.OfOptional(shape(arguments[0])) : null;
  }

  private static MethodHandle accessor(RecordComponent part) {
    Method accessor = part.getAccessor();
    open(accessor, accessor.getDeclaringClass());
    try {
      return MethodHandles.lookup().unreflect(accessor).asType(RecordCodec.ACCESSOR);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e); // it has just been opened
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] parts) {
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      open(constructor, type);
      return MethodHandles.lookup()
          .unreflectConstructor(constructor)
          .asSpreader(Object[].class, types.length)
          .asType(RecordCodec.CONSTRUCTOR);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e); // every record has it, and it has just been opened
    }
  }

  private static void open(AccessibleObject member, Class<?> type) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      Module ours = Shapes.class.getModule();
      String to = ours.isNamed() ? " to " + ours.getName() : "";
      throw new IllegalArgumentException(
          "the record "
              + type.getName()
              + " can't be read: add \"opens "
              + type.getPackageName()
              + to
              + ";\" to the module-info of "
              + type.getModule().getName(),
          e);
    }
  }
}
