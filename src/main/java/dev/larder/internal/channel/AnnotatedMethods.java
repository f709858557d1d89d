package dev.larder.internal.channel;

import dev.larder.Subscribe;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Turns marked methods into handlers that call them as a lambda would: nothing is reflected on. */
final class AnnotatedMethods {
  private final ChannelBus bus;
  private final MethodHandles.Lookup lookup;
  private final Object listener;

  private AnnotatedMethods(ChannelBus bus, MethodHandles.Lookup lookup, Object listener) {
    this.bus = bus;
    this.lookup = Objects.requireNonNull(lookup, "lookup");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  static Subscription subscribe(ChannelBus bus, MethodHandles.Lookup lookup, Object listener) {
    AnnotatedMethods methods = new AnnotatedMethods(bus, lookup, listener);
    List<Subscription> made = new ArrayList<>();
    boolean complete = false;
    try {
      for (Method method : methods.marked()) {
        made.add(methods.subscribe(method));
      }
      complete = true;
    } finally {
      if (!complete) {
        made.forEach(Subscription::close);
      }
    }
    return new SubscriptionGroup(bus, listener.getClass().getSimpleName(), made);
  }

  private List<Method> marked() {
    List<Method> marked = new ArrayList<>();
    Set<List<Object>> overridden = new HashSet<>();
    for (Class<?> type = listener.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        boolean isNew =
            Modifier.isPrivate(method.getModifiers())
                || overridden.add(List.of(method.getName(), List.of(method.getParameterTypes())));
        if (isNew && !method.isBridge() && method.isAnnotationPresent(Subscribe.class)) {
          marked.add(method);
        }
      }
    }
    if (marked.isEmpty()) {
      throw new IllegalArgumentException(
          listener.getClass().getName() + " has no method that is marked with @Subscribe");
    }
    return marked;
  }

  private Subscription subscribe(Method method) {
    if (method.getParameterCount() != 1) {
      throw new IllegalArgumentException(
          method + " must have one parameter, the message, but has " + method.getParameterCount());
    }
    Class<?> type = MethodType.methodType(method.getParameterTypes()[0]).wrap().returnType();
    Consumer<Object> handler = consumer(method, type);
    Subscribe marked = Objects.requireNonNull(method.getAnnotation(Subscribe.class));
    SubscriptionBuilder<?> builder =
        bus.subscriber(marked.value(), type)
            .priority(marked.priority())
            .named(method.getDeclaringClass().getSimpleName() + "." + method.getName());
    return (marked.worker() ? builder.onWorker() : builder).subscribe(handler);
  }

  private Consumer<Object> consumer(Method method, Class<?> type) {
    try {
      MethodHandles.Lookup full = MethodHandles.privateLookupIn(method.getDeclaringClass(), lookup);
      MethodHandle handle = full.unreflect(method);
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      MethodType made =
          isStatic
              ? MethodType.methodType(Consumer.class)
              : MethodType.methodType(Consumer.class, method.getDeclaringClass());
      CallSite site =
          LambdaMetafactory.metafactory(
              full,
              "accept",
              made,
              MethodType.methodType(void.class, Object.class),
              handle,
              MethodType.methodType(void.class, type));
      MethodHandle factory = site.getTarget();
      return consumer(isStatic ? factory.invoke() : factory.invoke(listener));
    } catch (IllegalAccessException | LambdaConversionException e) {
      throw new IllegalArgumentException(method + " can't be called through " + lookup, e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked") // the metafactory was told so
  private static Consumer<Object> consumer(Object made) {
    return (Consumer<Object>) made;
  }
}
