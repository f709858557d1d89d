package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.LarderClosedException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/**
 * The TCK of Reactive Streams, on publishers and subscribers of channels. It is written for TestNG;
 * each of its tests is run here as TestNG would: a new object, what is to come before, the test.
 */
class FlowTckTest {
  /** How long the TCK waits for a signal that must come, on a machine that has other work. */
  private static final long PATIENCE_MILLIS = 1_000;

  /** How long it waits to see that a signal does not come. */
  private static final long SILENCE_MILLIS = 50;

  private static TestEnvironment environment() {
    return new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS);
  }

  @TestFactory
  List<DynamicTest> publisher() {
    return tests(Publishers::new);
  }

  @TestFactory
  List<DynamicTest> subscriber() {
    return tests(Subscribers::new);
  }

  private static List<DynamicTest> tests(Supplier<Object> maker) {
    List<DynamicTest> tests = new ArrayList<>();
    Method[] methods = maker.get().getClass().getMethods();
    Arrays.sort(methods, Comparator.comparing(Method::getName));
    for (Method method : methods) {
      if (method.isAnnotationPresent(Test.class)) {
        tests.add(dynamicTest(method.getName(), () -> run(maker.get(), methods, method)));
      }
    }
    assertTrue(tests.size() > 20, () -> "the TCK has more tests than " + tests.size());
    return tests;
  }

  private static void run(Object verification, Method[] methods, Method test) throws Throwable {
    try {
      invokeAll(verification, methods, BeforeClass.class);
      invokeAll(verification, methods, BeforeMethod.class);
      try {
        test.invoke(verification);
      } finally {
        invokeAll(verification, methods, AfterClass.class);
      }
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped) {
        throw new TestAbortedException(skipped.getMessage());
      }
      throw e.getCause();
    }
  }

  private static void invokeAll(
      Object verification, Method[] methods, Class<? extends Annotation> marked)
      throws ReflectiveOperationException {
    for (Method method : methods) {
      if (method.isAnnotationPresent(marked)) {
        method.invoke(verification);
      }
    }
  }

  /** Publishers of a channel that somebody feeds as soon as there is a subscriber. */
  public static final class Publishers extends FlowPublisherVerification<Integer> {
    Publishers() {
      super(environment());
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
      Larder larder = Larder.inMemory();
      Channel<Integer> channel = larder.channel("c", Integer.class);
      Flow.Publisher<Integer> publisher = channel.subscriber().publisher();
      return subscriber -> {
        publisher.subscribe(subscriber);
        Thread feeder = new Thread(() -> feed(larder, channel, elements));
        feeder.setDaemon(true);
        feeder.start();
      };
    }

    private static void feed(Larder larder, Channel<Integer> channel, long elements) {
      try {
        for (int i = 0; i < elements && channel.publish(i) > 0; i++) {
          Thread.onSpinWait();
        }
        larder.drain(Duration.ofMinutes(1));
        larder.close();
      } catch (LarderClosedException e) {
        Thread.onSpinWait(); // another subscriber's feeder has closed it
      }
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
      Larder larder = Larder.inMemory();
      Channel<Integer> channel = larder.channel("c", Integer.class);
      Flow.Publisher<Integer> publisher = channel.subscriber().publisher();
      larder.close();
      return publisher;
    }
  }

  /** Subscribers that publish. */
  public static final class Subscribers extends FlowSubscriberBlackboxVerification<Integer> {
    Subscribers() {
      super(environment());
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
      return new ChannelBus().channel("c", Integer.class).flowSubscriber();
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }
  }
}
