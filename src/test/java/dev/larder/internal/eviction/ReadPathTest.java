package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What readers leave behind for the policy. */
class ReadPathTest {
  private static final int SLOTS = 3_000;

  @Test
  void onlyTheFirstReadMarks() {
    Marks marks = new Marks();
    marks.reserve(SLOTS);
    assertTrue(marks.mark(2_999));
    assertFalse(marks.mark(2_999));
    marks.reserve(100 * SLOTS);
    assertFalse(marks.mark(2_999), "growth keeps marks");
    assertTrue(marks.clear(2_999));
    assertFalse(marks.clear(2_999));
    assertTrue(marks.mark(2_999));
  }

  @Test
  void aBufferKeepsTheOrderAndThenDrops() {
    ReadBuffer buffer = new ReadBuffer(4);
    List<Integer> drained = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int slot = 0; slot < 100; slot++) {
        buffer.offer(slot);
      }
      drained.clear();
      buffer.drain(drained::add);
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), drained);
    }
    drained.clear();
    buffer.drain(drained::add);
    assertEquals(List.of(), drained);
  }

  /** A slot that was read is drained or still marked, whatever the threads do. */
  @Test
  void noReadIsForgotten() throws InterruptedException {
    Marks marks = new Marks();
    marks.reserve(SLOTS);
    ReadBuffer buffer = new ReadBuffer(2);
    AtomicInteger running = new AtomicInteger(4);
    List<BitSet> read = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < running.get(); i++) {
      BitSet mine = new BitSet();
      read.add(mine);
      SplittableRandom random = new SplittableRandom(i);
      Thread thread = new Thread(() -> readAtRandom(marks, buffer, mine, random, running));
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    BitSet seen = new BitSet();
    while (running.get() > 0) {
      buffer.drain(slot -> note(marks, seen, slot));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    buffer.drain(slot -> note(marks, seen, slot));
    for (int slot = 0; slot < SLOTS; slot++) {
      note(marks, seen, slot);
    }
    BitSet all = new BitSet();
    read.forEach(all::or);
    assertEquals(all, seen);
  }

  private static void readAtRandom(
      Marks marks, ReadBuffer buffer, BitSet mine, SplittableRandom random, AtomicInteger running) {
    for (int i = 0; i < 100_000; i++) {
      int slot = random.nextInt(SLOTS - 10);
      if (marks.mark(slot)) {
        buffer.offer(slot);
      }
      mine.set(slot);
    }
    running.decrementAndGet();
  }

  /** As the policy does: what it is told counts only if the mark is there. */
  private static void note(Marks marks, BitSet seen, int slot) {
    assertTrue(slot >= 0 && slot < SLOTS, () -> "never offered: " + slot);
    if (marks.clear(slot)) {
      seen.set(slot);
    }
  }
}
