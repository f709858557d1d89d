package dev.larder.internal.channel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.DeadMessage;
import dev.larder.Larder;
import dev.larder.Subscribe;
import dev.larder.Subscription;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Marked methods, and what nobody hears. */
class AnnotatedMethodsTest {
  private final Larder larder = Larder.inMemory();

  @AfterEach
  void close() {
    larder.close();
  }

  static class Base {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Subscribe
    private void any(Object message) {
      heard.add("any " + message);
    }

    @Subscribe("numbers")
    void overridden(Integer number) {
      heard.add("never: the subclass has it");
    }
  }

  static final class Listener extends Base {
    @Subscribe(value = "numbers", priority = 1)
    @Override
    void overridden(Integer number) {
      heard.add("number " + number);
    }

    @Subscribe(value = "num*", priority = 3)
    private int primitive(int number) {
      heard.add("int " + number);
      return number;
    }

    @Subscribe(value = "texts", worker = true)
    static void onWorker(String text) {
      WORKERS.add(text + " " + Thread.currentThread().getName());
    }
  }

  private static final List<String> WORKERS = new CopyOnWriteArrayList<>();

  @Test
  void getWhatTheyTake() {
    Listener listener = new Listener();
    Subscription subscription = larder.subscribeMethods(MethodHandles.lookup(), listener);
    assertEquals(3, larder.channel("numbers", Integer.class).publish(7));
    assertEquals(List.of("int 7", "number 7", "any 7"), listener.heard);
    listener.heard.clear();
    larder.channel("texts", String.class).publish("x");
    larder.channel("mixed", Object.class).publish(8);
    assertEquals(List.of("any x", "any 8"), listener.heard);
    await().until(() -> WORKERS.size() == 1);
    assertEquals(List.of("x larder-Listener.onWorker"), WORKERS);
    subscription.close();
    assertEquals(0, larder.channel("numbers", Integer.class).publish(7));
    assertEquals(List.of(), larder.subscriptions());
  }

  @Test
  void thoseThatCannotBeCalledAreNamed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> larder.subscribeMethods(MethodHandles.lookup(), "no listener"));
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> larder.subscribeMethods(MethodHandles.publicLookup(), new Listener()));
    assertTrue(thrown.getMessage().contains("can't be called"), thrown::getMessage);
    Object twoParameters =
        new Object() {
          @Subscribe
          void two(String one, String other) {}
        };
    assertThrows(
        IllegalArgumentException.class,
        () -> larder.subscribeMethods(MethodHandles.lookup(), twoParameters));
    assertEquals(0, larder.channel("numbers", Integer.class).subscribers(), "none is left over");
  }

  @Test
  void whatNobodyHearsIsADeadMessage() {
    List<DeadMessage> dead = new ArrayList<>();
    larder.channel("c", String.class).publish("before");
    Subscription subscription = larder.deadMessages().subscribe(dead::add);
    assertEquals(0, larder.channel("c", String.class).publish("nobody"));
    Subscription somebody = larder.channel("c", String.class).subscribe(text -> {});
    larder.channel("c", String.class).publish("somebody");
    somebody.close();
    larder.channel("c", String.class).publish("nobody again");
    assertEquals(
        List.of(new DeadMessage("c", "nobody"), new DeadMessage("c", "nobody again")), dead);
    subscription.close();
    larder.channel("c", String.class).publish("after");
    assertEquals(2, dead.size());
  }
}
