package dev.larder.internal.channel;

import dev.larder.Channel;
import dev.larder.LarderClosedException;
import dev.larder.NoResponderException;
import dev.larder.Request;
import dev.larder.RequestChannel;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.internal.time.Alarms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Questions as messages that bring their future along.
 *
 * @param <Q> the type of the questions
 * @param <R> the type of the answers
 */
final class Requests<Q, R> implements RequestChannel<Q, R> {
  private final Channel<Request<Q, R>> channel;
  private final String name;
  private final Alarms alarms;
  private final Class<Q> questions;
  private final Class<R> answers;

  Requests(
      Channel<Request<Q, R>> channel,
      String name,
      Alarms alarms,
      Class<Q> questions,
      Class<R> answers) {
    this.channel = channel;
    this.name = name;
    this.alarms = alarms;
    this.questions = questions;
    this.answers = answers;
  }

  /** Ends the wait for an answer: when the time is up, or when the store is closed. */
  private record TimeUp<R>(CompletableFuture<R> future, String name, Duration timeout)
      implements Runnable, Alarms.Ending {
    @Override
    public void run() {
      future.completeExceptionally(
          new TimeoutException("no answer on '" + name + "' within " + timeout));
    }

    @Override
    public void ended() {
      future.completeExceptionally(new LarderClosedException("the store is closed"));
    }
  }

  @Override
  public CompletableFuture<R> request(Q message, Duration timeout) {
    CompletableFuture<R> future = new CompletableFuture<>();
    Request<Q, R> request = new Request<>(questions.cast(message), future);
    long deadline = alarms.millis() + Math.max(0, timeout.toMillis());
    Alarms.Alarm alarm = alarms.at(deadline, new TimeUp<>(future, name, timeout));
    boolean published = false;
    try {
      if (channel.publish(request) == 0) {
        request.fail(new NoResponderException("nobody answers on '" + name + "'"));
      }
      published = true;
    } finally {
      if (!published || future.isDone()) {
        alarm.cancel();
      }
    }
    if (!future.isDone()) {
      var unused = future.whenComplete((answer, failure) -> alarm.cancel());
    }
    return future;
  }

  @Override
  public Subscription respond(Function<? super Q, ? extends R> responder) {
    return channel.subscribe(
        request -> {
          if (!request.isDone()) {
            try {
              request.reply(answers.cast(responder.apply(request.message())));
            } catch (RuntimeException | Error e) {
              request.fail(e);
            }
          }
        });
  }

  @Override
  public SubscriptionBuilder<Request<Q, R>> subscriber() {
    return channel.subscriber();
  }
}
