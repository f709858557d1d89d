package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Transactions of eight threads over a few accounts of two maps. Each takes a ticket from a counter
 * inside its transaction, so the tickets are the serial order; replaying the records in that order
 * on a plain array must give every sum that was read.
 */
class SerialisabilityTest {
  private static final int THREADS = 8;
  private static final int EACH = 25_000;
  private static final int ACCOUNTS = 6;
  private static final int MONEY = 100;
  private static final long GUARD_SECONDS = 120;

  private final Larder larder = Larder.inMemory();
  private final LarderMap<Integer, Integer> left = larder.map("l", Integer.class, Integer.class);
  private final LarderMap<Integer, Integer> right = larder.map("r", Integer.class, Integer.class);
  private final LarderCounter tickets = larder.counter("tickets");

  /** What one transaction did, and what it read first. */
  private record Done(long ticket, int from, int to, int amount, int readFrom, int readTo) {}

  private LarderMap<Integer, Integer> mapOf(int account) {
    return account % 2 == 0 ? left : right;
  }

  private Done transfer(SplittableRandom random) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = 1 + random.nextInt(5);
    return larder.transact(
        tx -> {
          long ticket = tx.on(tickets).increment();
          int readFrom = tx.on(mapOf(from)).getOrDefault(from, 0);
          int readTo = tx.on(mapOf(to)).getOrDefault(to, 0);
          if (readFrom == amount) {
            tx.on(mapOf(from)).remove(from);
          } else {
            tx.on(mapOf(from)).put(from, readFrom - amount);
          }
          tx.on(mapOf(to)).put(to, readTo + amount);
          return new Done(ticket, from, to, amount, readFrom, readTo);
        });
  }

  private List<Done> work(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Done> done = new ArrayList<>(EACH);
    for (int i = 0; i < EACH; i++) {
      done.add(transfer(random));
      if (i % 64 == 0) {
        assertEquals(
            ACCOUNTS * MONEY,
            larder.<Integer>transact(
                tx ->
                    tx.on(left).values().stream().mapToInt(Integer::intValue).sum()
                        + tx.on(right).values().stream().mapToInt(Integer::intValue).sum()));
      }
    }
    return done;
  }

  @Test
  void theTicketsAreASerialOrder() throws Exception {
    for (int account = 0; account < ACCOUNTS; account++) {
      mapOf(account).put(account, MONEY);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<Done>>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long seed = i;
      futures.add(threads.submit(() -> work(seed)));
    }
    List<Done> history = new ArrayList<>();
    for (Future<List<Done>> future : futures) {
      history.addAll(future.get(GUARD_SECONDS, TimeUnit.SECONDS));
    }
    threads.shutdownNow();
    history.sort(Comparator.comparingLong(Done::ticket));
    replay(history);
    larder.close();
  }

  private void replay(List<Done> history) {
    int[] accounts = new int[ACCOUNTS];
    Arrays.fill(accounts, MONEY);
    for (int i = 0; i < history.size(); i++) {
      Done done = history.get(i);
      assertEquals(i + 1, done.ticket);
      assertEquals(accounts[done.from], done.readFrom, () -> "read by " + done);
      assertEquals(accounts[done.to], done.readTo, () -> "read by " + done);
      accounts[done.from] -= done.amount;
      accounts[done.to] += done.amount;
    }
    for (int account = 0; account < ACCOUNTS; account++) {
      assertEquals(accounts[account], mapOf(account).getOrDefault(account, 0));
    }
    assertEquals(THREADS * EACH, tickets.get());
  }
}
