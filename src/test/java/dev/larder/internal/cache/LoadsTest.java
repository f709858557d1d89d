package dev.larder.internal.cache;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.time.TimeSource;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Loads that wait for each other. */
class LoadsTest {
  private final Access quiet =
      new CellWriter(new Engine(new TimeSource(TimeSource.system()))).quiet();

  /** A thread whose changes are held back from now on. */
  private final AtomicReference<Thread> heldBack = new AtomicReference<>();

  private final CountDownLatch isHeldBack = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Loads<String> loads = new Loads<>(Name.of("c"), holdingBack());

  private Access holdingBack() {
    return (Access)
        Proxy.newProxyInstance(
            Access.class.getClassLoader(),
            new Class<?>[] {Access.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("change") && heldBack.get() == Thread.currentThread()) {
                isHeldBack.countDown();
                goOn.await();
              }
              return method.invoke(quiet, arguments);
            });
  }

  private Load<String> begin(String key) {
    Load<String> load = new Load<>(key);
    load.begun();
    loads.begin(load);
    return load;
  }

  /** A thread that loads one key and waits for the load of another. */
  private static final class Waiting {
    final CompletableFuture<Load<String>> load = new CompletableFuture<>();
    final CompletableFuture<String> answer = new CompletableFuture<>();
    final Thread thread;

    Waiting(LoadsTest test, Load<String> awaited) {
      thread =
          new Thread(
              () -> {
                load.complete(test.begin("second"));
                answer.completeAsync(() -> test.loads.await(awaited), Runnable::run);
              });
      thread.start();
      await().until(() -> load.isDone() && thread.getState() == Thread.State.WAITING);
    }
  }

  @Test
  @DisplayName("Who has been served and has not gone on yet closes no circle")
  void servedButNotGone() throws Exception {
    Load<String> first = begin("first");
    Waiting other = new Waiting(this, first);
    heldBack.set(other.thread);
    first.outcome.complete("a");
    isHeldBack.await();
    Thread self = Thread.currentThread();
    CompletableFuture<Void> completes =
        CompletableFuture.runAsync(
            () -> {
              await().until(() -> self.getState() == Thread.State.WAITING);
              other.load.join().outcome.complete("b");
            });
    assertEquals("b", loads.await(other.load.join()));
    goOn.countDown();
    completes.get(30, TimeUnit.SECONDS);
    assertEquals("a", other.answer.get(30, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("Who closes a circle is told")
  void circle() throws Exception {
    Load<String> first = begin("first");
    Waiting other = new Waiting(this, first);
    assertThrows(IllegalStateException.class, () -> loads.await(other.load.join()));
    first.outcome.complete("a");
    assertEquals("a", other.answer.get(30, TimeUnit.SECONDS));
  }
}
