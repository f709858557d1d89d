package dev.larder.benchmarks;

import java.util.List;

/**
 * A claim: ours beside the best of its peers, and the ratio that it has to reach.
 *
 * @param text what is asked
 * @param ours the key of our result: class.method, parameters and threads
 * @param peers the keys of the peers' results; none for a bound on our own figure
 * @param mark the least ratio, or for a bound the greatest figure
 */
record Question(String text, String ours, List<String> peers, double mark) {
  static final List<Question> ALL =
      List.of(
          map("map get, 1 thread", "get", 1, 1.0),
          map("map get, 2 threads", "get", 2, 1.0),
          map("map put of a fresh value, 1 thread", "putFresh", 1, 0.9),
          map("map put of a fresh value, 2 threads", "putFresh", 2, 0.8),
          map("map 90/10, 1 thread (no mark)", "mixed", 1, 0),
          map("map 90/10, 2 threads (no mark)", "mixed", 2, 0),
          map("map compute, 1 thread (no mark)", "compute", 1, 0),
          map("map compute, 2 threads (no mark)", "compute", 2, 0),
          new Question(
              "list, both ends at 10 000, beside the best persistent library",
              "ListBenchmark.endsLarder#1",
              List.of(
                  "ListBenchmark.endsVavr#1",
                  "ListBenchmark.endsBifurcan#1",
                  "ListBenchmark.endsPcollections#1"),
              10),
          new Question(
              "list, both ends, beside ArrayDeque (no mark)",
              "ListBenchmark.endsLarder#1",
              List.of("ListBenchmark.endsArrayDeque#1"),
              0),
          new Question(
              "list, random index, beside a ring buffer",
              "ListBenchmark.indexLarder#1",
              List.of("ListBenchmark.indexRing#1"),
              0.2),
          new Question(
              "sorted set, a member to a new score",
              "SortedSetBenchmark.moveLarder#1",
              List.of("SortedSetBenchmark.moveSkipList#1"),
              1.5),
          new Question(
              "sorted set, rank of a member, beside a map and binary search",
              "SortedSetBenchmark.rankLarder#1",
              List.of("SortedSetBenchmark.rankArray#1"),
              0.7),
          new Question(
              "sorted set, a range of 100, beside TreeMap's iterator",
              "SortedSetBenchmark.range100Larder#1",
              List.of("SortedSetBenchmark.range100TreeMap#1"),
              2),
          channel(1),
          channel(3),
          new Question(
              "transaction over two keys, microseconds (at most)",
              "TransactionBenchmark.twoKeys#1",
              List.of(),
              2));

  private static Question map(String text, String method, int threads, double mark) {
    String prefix = "MapBenchmark." + method + "#";
    return new Question(
        text,
        prefix + threads + "#larder",
        List.of(prefix + threads + "#jdk", prefix + threads + "#eclipse"),
        mark);
  }

  private static Question channel(int subscribers) {
    return new Question(
        "channel, publish to " + subscribers + ", beside an array loop",
        "ChannelBenchmark.channel#1#" + subscribers,
        List.of("ChannelBenchmark.arrayLoop#1#" + subscribers),
        0.8);
  }

  boolean isBound() {
    return peers.isEmpty();
  }
}
