package dev.larder;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Questions and answers inside the JVM. Who answers subscribes as to any channel: on the asking
 * thread, or on others. Requests do not reach clients of an endpoint.
 *
 * @param <Q> the type of the questions
 * @param <R> the type of the answers
 */
public interface RequestChannel<Q, R> {
  /**
   * Asks.
   *
   * @param message the question
   * @param timeout how long to wait for an answer, by the store's clock
   * @return the answer; fails with a {@link java.util.concurrent.TimeoutException} when none came
   *     in time, with a {@link NoResponderException} when nobody is there, and with what the one
   *     who was to answer threw
   * @throws LarderClosedException if the store is closed
   */
  CompletableFuture<R> request(Q message, Duration timeout);

  /**
   * Answers on the asking thread.
   *
   * @param responder makes an answer, not null; what it throws is the answer's failure
   * @return the subscription, to be closed
   */
  Subscription respond(Function<? super Q, ? extends R> responder);

  /**
   * Begins a subscription that answers by {@link Request#reply}, then or later, on any thread.
   *
   * @return its builder
   */
  SubscriptionBuilder<Request<Q, R>> subscriber();
}
