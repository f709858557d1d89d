package dev.larder.internal.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Tasks of an executor, each of which consumes a lane for a turn. */
final class ExecutorCrew implements Lane.Crew {
  /** After so many messages a task lets others have the thread. */
  private static final int TURN = 256;

  private final Executor executor;

  ExecutorCrew(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void call(Lane<?> lane) {
    try {
      executor.execute(() -> turn(lane));
    } catch (RejectedExecutionException e) {
      lane.abandon(e);
    }
  }

  private void turn(Lane<?> lane) {
    boolean more;
    do {
      more = lane.deliver(TURN);
    } while (!more && !lane.leave());
    if (more) {
      call(lane);
    }
  }
}
