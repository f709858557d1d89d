package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.NoResponderException;
import dev.larder.RequestChannel;
import dev.larder.Subscription;
import dev.larder.WrongTypeException;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions and answers. */
class RequestsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final RequestChannel<String, Integer> lengths =
      larder.requests("lengths", String.class, Integer.class);

  @AfterEach
  void close() {
    larder.close();
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
        .getCause();
  }

  @Test
  void areAnsweredOnTheAskingThread() {
    larder.subscriber("*", Object.class).subscribe(anything -> {});
    Subscription responder = lengths.respond(String::length);
    assertEquals(3, lengths.request("abc", MINUTE).join());
    responder.close();
    assertInstanceOf(NoResponderException.class, failureOf(lengths.request("abc", MINUTE)));
  }

  @Test
  void areAnsweredElsewhereAndTheFirstAnswerCounts() throws Exception {
    lengths
        .subscriber()
        .onWorker()
        .filter(request -> request.message().startsWith("a"))
        .subscribe(
            request -> {
              request.reply(request.message().length());
              assertFalse(request.reply(-1));
            });
    assertEquals(4, lengths.request("abcd", MINUTE).get(20, TimeUnit.SECONDS));
  }

  @Test
  void failWithWhatTheResponderThrew() {
    RuntimeException thrown = new IllegalStateException("on purpose");
    lengths.respond(
        text -> {
          throw thrown;
        });
    assertSame(thrown, failureOf(lengths.request("abc", MINUTE)));
  }

  @Test
  void timeOutByTheStoresClock() {
    lengths.subscriber().subscribe(request -> {});
    CompletableFuture<Integer> future = lengths.request("abc", MINUTE);
    assertFalse(future.isDone());
    clock.advance(MINUTE);
    assertInstanceOf(TimeoutException.class, failureOf(future));
  }

  @Test
  void endWithTheStore() {
    lengths.subscriber().subscribe(request -> {});
    CompletableFuture<Integer> future = lengths.request("abc", MINUTE);
    larder.close();
    assertInstanceOf(LarderClosedException.class, failureOf(future));
    assertThrows(LarderClosedException.class, () -> lengths.request("abc", MINUTE));
  }

  @Test
  void haveOnePairOfTypes() {
    assertThrows(
        WrongTypeException.class, () -> larder.requests("lengths", String.class, Long.class));
  }
}
