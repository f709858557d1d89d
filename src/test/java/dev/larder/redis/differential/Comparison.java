package dev.larder.redis.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a program on both servers and finds the first difference. */
final class Comparison {
  /** So many commands are under way at once. */
  private static final int CHUNK = 50;

  private final InetSocketAddress ours;
  private final InetSocketAddress real;
  private final int resp;
  private final List<KnownDeviation> known;
  private final Tally tally = new Tally();

  Comparison(InetSocketAddress ours, InetSocketAddress real, int resp, List<KnownDeviation> known) {
    this.ours = ours;
    this.real = real;
    this.resp = resp;
    this.known = known;
  }

  /** What the real server answered in all runs so far. */
  Tally tally() {
    return tally;
  }

  /** Empties both servers, runs the program on both, and compares all there is to see. */
  Optional<Difference> run(Program program) throws IOException {
    try (RespClient ourAdmin = new RespClient(ours);
        RespClient realAdmin = new RespClient(real)) {
      empty(ourAdmin, program);
      empty(realAdmin, program);
      Optional<Difference> difference;
      try (Side ourSide = new Side(ours, resp);
          Side realSide = new Side(real, resp)) {
        difference = new Run(program, ourSide, realSide).replies();
      }
      if (difference.isPresent()) {
        return difference;
      }
      if (isUnknown(ourAdmin.call("KEYS", "nothing"))) {
        return Optional
            .empty(); // KeyFamily tells; the other families can be tested before it is there
      }
      return Keyspace.of(ourAdmin).differenceTo(Keyspace.of(realAdmin), program.steps().size());
    }
  }

  /** Where there is no FLUSHALL yet, whatever the program may have named is deleted. */
  private static void empty(RespClient admin, Program program) throws IOException {
    Value flushed = admin.call("FLUSHALL");
    if (isUnknown(flushed)) {
      for (Step step : program.steps()) {
        for (byte[] arg : step.args()) {
          admin.call(Bytes.of("DEL"), arg);
        }
      }
    } else if (flushed.isError()) {
      throw new IllegalStateException("FLUSHALL: " + flushed);
    }
  }

  private static boolean isUnknown(Value reply) {
    return reply instanceof Value.Error error && error.text().startsWith("ERR unknown command");
  }

  /** One run: which commands are queued in a transaction is known from what was sent. */
  private final class Run {
    private final List<Step> steps;
    private final Side ourSide;
    private final Side realSide;
    private final List<Step> queued = new ArrayList<>();
    private boolean sendingToQueue;

    Run(Program program, Side ourSide, Side realSide) {
      this.steps = program.steps();
      this.ourSide = ourSide;
      this.realSide = realSide;
    }

    Optional<Difference> replies() throws IOException {
      int next = 0;
      while (next < steps.size()) {
        List<Integer> sent = new ArrayList<>();
        boolean looksAgain = false;
        while (next < steps.size() && sent.size() < CHUNK && !looksAgain) {
          Step step = steps.get(next);
          Rule rule = Rules.of(step);
          if (rule.needsCalm() && !sendingToQueue) {
            if (!sent.isEmpty()) {
              break;
            }
            realSide.client.call("SCAN", "0");
          }
          // In a transaction nobody can mend at once what chance did.
          if (!sendingToQueue || !rule.changesByChance() && !rule.needsCalm()) {
            ourSide.send(step);
            realSide.send(step);
            sent.add(next);
            sendingToQueue = queuesAfter(step, sendingToQueue);
            looksAgain = rule.looksAgain();
          }
          next++;
        }
        ourSide.flush();
        realSide.flush();
        Optional<Difference> difference = compare(sent);
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }

    private static boolean queuesAfter(Step step, boolean before) {
      if (step.is("MULTI", 1)) {
        return true;
      }
      return before && !endsQueue(step);
    }

    /** Whether nothing is queued after it; an EXEC with words too many takes all back. */
    private static boolean endsQueue(Step step) {
      return step.name().equals("EXEC") || step.is("DISCARD", 1) || step.is("RESET", 1);
    }

    private Optional<Difference> compare(List<Integer> sent) throws IOException {
      for (int index : sent) {
        Step step = steps.get(index);
        Value a = ourSide.read();
        Value b = realSide.read();
        boolean same = step.is("EXEC", 1) ? exec(a, b) : single(step, a, b);
        if (!same && known.stream().noneMatch(deviation -> deviation.excuses(step, a, b))) {
          return Optional.of(new Difference(index, step.toString(), a.toString(), b.toString()));
        }
      }
      return Optional.empty();
    }

    private boolean exec(Value a, Value b) {
      List<Step> steps = List.copyOf(queued);
      queued.clear();
      tally.add(new Step(List.of(Bytes.of("EXEC"))), b);
      for (int i = 0; i < Math.min(steps.size(), b.children().size()); i++) {
        tally.add(steps.get(i), b.children().get(i));
      }
      return Rules.sameExec(steps, a, b);
    }

    private boolean single(Step step, Value a, Value b) throws IOException {
      if (b.isQueued()) {
        queued.add(step);
        return a.isQueued();
      }
      if (endsQueue(step)) {
        queued.clear();
      }
      tally.add(step, b);
      Rule rule = Rules.of(step);
      boolean same = Rules.same(step, a, b);
      if (same && rule.looksAgain() && !b.isError() && !(b instanceof Value.Closed)) {
        return rule.after(step, a, b, realSide.client);
      }
      return same;
    }
  }
}
