package dev.larder.house;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists what a user of the module can name: every public or protected type and member of the
 * exported packages, one a line, sorted. {@code ?} after a type says that it can be null. Written
 * by our own hand and not by {@code toGenericString}, whose form changes between JDKs.
 */
final class ApiPrinter {
  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  /** The modifiers that a user can see the effect of. */
  private static final int PRINTED = VISIBLE | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private ApiPrinter() {}

  static SortedSet<String> lines(Path classes) throws IOException, ClassNotFoundException {
    SortedSet<String> lines = new TreeSet<>();
    for (String name : exportedPackages(classes)) {
      for (Class<?> type : typesIn(classes, name)) {
        if (visible(type)) {
          addType(type, lines);
        }
      }
    }
    return lines;
  }

  private static Set<String> exportedPackages(Path classes) throws IOException {
    Path info = classes.resolve("module-info.class");
    try (var in = Files.newInputStream(info)) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Class<?>> typesIn(Path classes, String packageName)
      throws IOException, ClassNotFoundException {
    Path folder = classes.resolve(packageName.replace('.', '/'));
    List<String> files;
    try (Stream<Path> in = Files.list(folder)) {
      files = in.map(file -> file.getFileName().toString()).toList();
    }
    List<Class<?>> types = new ArrayList<>();
    for (String file : files) {
      if (file.endsWith(".class") && !file.equals("package-info.class")) {
        String simple = file.substring(0, file.length() - ".class".length());
        ClassLoader loader = ApiPrinter.class.getClassLoader();
        types.add(Class.forName(packageName + "." + simple, false, loader));
      }
    }
    return types;
  }

  private static boolean visible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || !visible(type.getModifiers())) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return outer == null || visible(outer);
  }

  private static boolean visible(int modifiers) {
    return (modifiers & VISIBLE) != 0;
  }

  private static void addType(Class<?> type, Set<String> lines) {
    StringBuilder head = new StringBuilder(ApiTypes.name(type)).append(" : ");
    int implied = type.isInterface() ? Modifier.STATIC | Modifier.ABSTRACT : Modifier.STATIC;
    head.append(modifiers(type.getModifiers() & ~implied)).append(kind(type));
    head.append(variables(type.getTypeParameters()));
    AnnotatedType parent = type.getAnnotatedSuperclass();
    if (parent != null && !parent.getType().equals(Object.class)) {
      head.append(" extends ").append(ApiTypes.text(parent));
    }
    if (type.getInterfaces().length > 0) {
      head.append(" implements ").append(list(type.getAnnotatedInterfaces()));
    }
    if (type.isSealed() && !type.isEnum()) { // an enum is by way of constants with bodies
      head.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(ApiTypes::name)
              .sorted()
              .collect(Collectors.joining(", ", " permits ", "")));
    }
    lines.add(head.toString());
    String prefix = ApiTypes.name(type) + "#";
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers()) && !field.isSynthetic()) {
        String of = ApiTypes.text(field.getAnnotatedType());
        lines.add(prefix + field.getName() + " : " + modifiers(field.getModifiers()) + of);
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        lines.add(prefix + "new" + signature(constructor, ""));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers()) && !method.isSynthetic()) {
        String result = " " + ApiTypes.text(method.getAnnotatedReturnType());
        lines.add(prefix + method.getName() + signature(method, result));
      }
    }
  }

  /** {@code (java.lang.String, int) : public <T> T throws java.io.IOException}. */
  private static String signature(Executable executable, String result) {
    String parameters =
        Arrays.stream(executable.getParameters())
            .map(ApiPrinter::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    String variables = variables(executable.getTypeParameters());
    String rest = modifiers(executable.getModifiers()) + variables + result.strip();
    if (executable instanceof Method method && method.isDefault()) {
      rest = "default " + rest;
    }
    String thrown =
        executable.getExceptionTypes().length == 0
            ? ""
            : " throws " + list(executable.getAnnotatedExceptionTypes());
    return parameters + " : " + rest.strip() + thrown;
  }

  private static String parameter(Parameter parameter) {
    String text = ApiTypes.text(parameter.getAnnotatedType());
    return parameter.isVarArgs() ? text.substring(0, text.length() - 2) + "..." : text;
  }

  private static String variables(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(ApiPrinter::variable)
        .collect(Collectors.joining(", ", "<", "> "));
  }

  private static String variable(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getAnnotatedBounds())
            .map(ApiTypes::text)
            .collect(Collectors.joining(" & "));
    return bounds.equals("java.lang.Object") ? variable.getName() : variable + " extends " + bounds;
  }

  private static String list(AnnotatedType[] types) {
    return Arrays.stream(types).map(ApiTypes::text).collect(Collectors.joining(", "));
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & PRINTED);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }
}
