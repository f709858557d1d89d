package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.PopOne;
import dev.larder.internal.kind.Receiver;
import dev.larder.internal.kind.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that waits until there is something for it. */
public final class Blocked implements Receiver<Answer> {
  /*
   * All fields are the serving thread's, but for `waiting`, which CLIENT UNBLOCK reads on another
   * thread after it has found this in the session, where it is put last. Whoever ends the wait,
   * the one whose cancel() was true or the one who served, sends the end to the serving thread,
   * once.
   */

  /** From so many milliseconds on, a time-out is for ever. */
  private static final long FOR_EVER = Long.MAX_VALUE / 2_000_000;

  private final Session session;
  private final Thread starter = Thread.currentThread();
  private final Answer nothing;
  private boolean starting = true;
  private boolean abandoned;
  private @Nullable Answer atOnce;
  private @Nullable Waiting waiting;
  private @Nullable Runnable timer;

  private Blocked(Session session, Answer nothing) {
    this.session = session;
    this.nothing = nothing;
  }

  /**
   * Looks for something, and waits for it unless the command is inside of MULTI.
   *
   * @param keys where to look
   * @param millis how long to wait; 0 for ever
   * @param nothing what to answer when the time is up
   * @param pop what to do with each key; writes nothing
   */
  public static void await(
      Call call, List<Name> keys, long millis, Answer nothing, PopOne<Answer> pop) {
    Blocked blocked = new Blocked(call.session(), nothing);
    blocked.start(call, keys, millis, pop);
  }

  private void start(Call call, List<Name> keys, long millis, PopOne<Answer> pop) {
    session.server().waiting().incrementAndGet();
    Waiting begun;
    boolean isBegun = false;
    try {
      begun = call.db().shelf().takers().await(keys, pop, this);
      isBegun = true;
    } finally {
      if (!isBegun) {
        session.server().waiting().decrementAndGet();
      }
    }
    starting = false;
    Answer answer = atOnce;
    if (answer != null) {
      session.server().waiting().decrementAndGet();
      answer.write(call.reply());
      return;
    }
    waiting = begun;
    Session.Connection connection = session.connection();
    connection.pause();
    if (millis > 0 && millis < FOR_EVER) {
      timer = connection.schedule(millis, () -> give(nothing));
    }
    session.block(this);
  }

  @Override
  public void taken(Answer answer) {
    if (Thread.currentThread() == starter && starting) {
      atOnce = answer;
    } else {
      endLater(answer);
    }
  }

  @Override
  public void closed() {
    taken(Answer.of(Errors.of("ERR the store is closed")));
  }

  /** Ends the wait from any thread, if nothing has been handed over. */
  boolean unblock(boolean isError) {
    return give(
        isError ? Answer.of(Errors.of("UNBLOCKED client unblocked via CLIENT UNBLOCK")) : nothing);
  }

  private boolean give(Answer answer) {
    Waiting begun = waiting;
    boolean isOurs = begun != null && begun.cancel();
    if (isOurs) {
      endLater(answer);
    }
    return isOurs;
  }

  /** The connection has ended: takes nothing any more. */
  void abandon() {
    Waiting begun = waiting;
    if (begun != null) {
      begun.cancel();
    }
    abandoned = true;
    finish();
  }

  private void endLater(Answer answer) {
    session.connection().later(() -> end(answer));
  }

  private void end(Answer answer) {
    if (abandoned) {
      return;
    }
    finish();
    answer.write(session.connection().reply());
    session.connection().flush();
    session.connection().resume();
  }

  private void finish() {
    session.block(null);
    session.server().waiting().decrementAndGet();
    Runnable scheduled = timer;
    if (scheduled != null) {
      scheduled.run();
    }
  }
}
