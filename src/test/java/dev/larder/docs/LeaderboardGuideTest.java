package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.AddCondition;
import dev.larder.Larder;
import dev.larder.LarderSortedSet;
import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.LarderSortedSet.Weighted;
import java.util.List;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/leaderboard.md. */
class LeaderboardGuideTest {
  private final Larder larder = Larder.inMemory();

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void ranks() {
    // [board]
    LarderSortedSet<String> board = larder.sortedSet("board", String.class);
    board.add("ann", 310);
    board.add("bob", 250);
    board.add("cat", 420);
    board.add("bob", 300, AddCondition.ONLY_IF_GREATER); // a player's best game counts

    ImmutableList<Scored<String>> best = board.range(0, 2, Direction.DESCENDING);
    // []
    assertEquals(List.of(new Scored<>("cat", 420), new Scored<>("ann", 310)), best.castToList());
    // [around]
    int rank = board.reverseRank("ann").orElseThrow(); // 1: one is ahead
    var around = board.range(Math.max(0, rank - 1), rank + 2, Direction.DESCENDING);
    // []
    assertEquals(3, around.size());
  }

  @Test
  void weeks() {
    // [total]
    LarderSortedSet<String> week1 = larder.sortedSet("week1", String.class);
    LarderSortedSet<String> week2 = larder.sortedSet("week2", String.class);
    LarderSortedSet<String> total = larder.sortedSet("total", String.class);
    week1.add("ann", 10);
    week2.add("ann", 20);
    total.storeUnion(List.of(new Weighted<>(week1, 0.5), new Weighted<>(week2, 1)), Aggregate.SUM);
    // []
    assertEquals(25, total.score("ann").orElseThrow());
  }
}
