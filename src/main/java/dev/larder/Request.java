package dev.larder;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A question on a {@link RequestChannel}, as those who may answer see it. The first answer counts.
 *
 * @param <Q> the type of the questions
 * @param <R> the type of the answers
 */
public final class Request<Q, R> {
  private final Q message;
  private final CompletableFuture<R> future;

  /**
   * A question.
   *
   * @param message what is asked
   * @param future what becomes of it
   */
  public Request(Q message, CompletableFuture<R> future) {
    this.message = Objects.requireNonNull(message, "message");
    this.future = Objects.requireNonNull(future, "future");
  }

  /** {@return what is asked} */
  public Q message() {
    return message;
  }

  /**
   * Answers.
   *
   * @param answer the answer
   * @return whether it was the first, and in time
   */
  public boolean reply(R answer) {
    return future.complete(Objects.requireNonNull(answer, "answer"));
  }

  /**
   * Says that there is no answer.
   *
   * @param why what who asked gets
   * @return whether it was the first, and in time
   */
  public boolean fail(Throwable why) {
    return future.completeExceptionally(Objects.requireNonNull(why, "why"));
  }

  /** {@return whether nobody waits any more: it was answered, it took too long, was called off} */
  public boolean isDone() {
    return future.isDone();
  }
}
