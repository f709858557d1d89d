package dev.larder.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Subscription;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A delivery that starts after close has returned does not reach the subscriber. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "closed first")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "published before the closing")
@State
public class ClosedSubscriptionHearsNothing {
  private final Larder larder = Larder.inMemory();
  private final Channel<String> channel = larder.channel("c", String.class);
  private volatile int received;
  private final Subscription subscription = channel.subscribe(message -> received++);

  @Actor
  public void publish(II_Result result) {
    result.r1 = channel.publish("m");
  }

  @Actor
  public void close(II_Result result) {
    subscription.close();
    result.r2 = channel.publish("after");
  }
}
