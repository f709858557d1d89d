package dev.larder.benchmarks;

import dev.larder.benchmarks.Question.Mark;
import java.util.ArrayList;
import java.util.List;

/** All questions that are put, with the marks that were set before anything was measured. */
final class Questions {
  private Questions() {}

  static List<Question> all() {
    List<Question> all = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      all.add(map("get", "get", threads, new Mark.AtLeast(1.0)));
      Mark put = new Mark.AtLeast(threads == 1 ? 0.9 : 0.8);
      all.add(map("put of a fresh value", "putFresh", threads, put));
      all.add(map("put of an old value", "putOld", threads, new Mark.None()));
      all.add(map("90/10 mix", "mix", threads, new Mark.None()));
      all.add(map("compute", "compute", threads, new Mark.None()));
    }
    List<String> persistent = List.of("vavr", "bifurcan", "pcollections");
    all.add(list("push and pop at both ends", "pushPop", persistent, new Mark.AtLeast(10)));
    all.add(list("push and pop, to a ring", "pushPop", List.of("ring"), new Mark.None()));
    all.add(list("index, to a ring", "index", List.of("ring"), new Mark.AtLeast(0.2)));
    all.add(list("index, to persistent lists", "index", persistent, new Mark.None()));
    all.add(sortedSet("move, to two maps of the JDK", "move", "Jdk", 1.5));
    all.add(sortedSet("rank, to a binary search", "rank", "Array", 0.7));
    all.add(sortedSet("range of 100, to TreeMap", "range", "TreeMap", 2));
    for (int subscribers : new int[] {1, 3}) {
      String key = "ChannelBenchmark.%s[subscribers=" + subscribers + "]@1";
      String text = "channel: publish to " + subscribers;
      String ours = key.formatted("larder");
      List<String> array = List.of(key.formatted("array"));
      all.add(new Question(text + ", to a loop", ours, array, new Mark.AtLeast(0.8)));
      all.add(new Question(text + ", bytes", ours, List.of(), new Mark.NoAllocation()));
    }
    all.add(
        new Question(
            "transaction over two keys",
            "TransactionBenchmark.larder@1",
            List.of("TransactionBenchmark.monitor@1"),
            new Mark.Below(2)));
    all.addAll(journal());
    all.addAll(cache());
    all.addAll(bus());
    return all;
  }

  private static List<Question> cache() {
    List<Question> all = new ArrayList<>();
    List<String> others = List.of("cache2k", "ehcache", "guava");
    for (int threads = 1; threads <= 2; threads++) {
      for (String keys : new String[] {"hit", "miss"}) {
        for (String method : new String[] {"get", "put", "mixed", "loadThrough"}) {
          String key = "CacheBenchmark." + method + "[impl=%s,keys=" + keys + "]@" + threads;
          String text = "cache: " + method + ", " + keys + ", " + threads + ", to ";
          String ours = key.formatted("larder");
          Mark mark = new Mark.AtLeast(method.equals("get") ? 1.1 : 1.0);
          all.add(new Question(text + "Caffeine", ours, List.of(key.formatted("caffeine")), mark));
          List<String> keysOfOthers = others.stream().map(key::formatted).toList();
          all.add(new Question(text + "the others", ours, keysOfOthers, new Mark.None()));
        }
      }
    }
    return all;
  }

  private static List<Question> bus() {
    List<Question> all = new ArrayList<>();
    for (int subscribers : new int[] {1, 3}) {
      String sync = "BusSyncBenchmark.publish[bus=%s,subscribers=" + subscribers + "]@1";
      String async = "BusAsyncBenchmark.publish[bus=%s,subscribers=" + subscribers + "]@1";
      String text = "bus: " + subscribers + " called by the publisher, to ";
      all.add(bus(text + "a loop", sync, List.of("array"), new Mark.AtLeast(0.8)));
      List<String> peers =
          List.of("guava", "mbassador", "greenrobot", "spring", "rxjava", "reactor");
      all.add(bus(text + "other buses", sync, peers, new Mark.AtLeast(1)));
      all.add(bus(text + "nothing, bytes", sync, List.of(), new Mark.NoAllocation()));
      text = "bus: " + subscribers + " on workers, to ";
      all.add(bus(text + "bare queues", async, List.of("jctools"), new Mark.AtLeast(0.8)));
      all.add(bus(text + "the Disruptor", async, List.of("disruptor"), new Mark.AtLeast(1)));
      peers = List.of("disruptorMulti");
      all.add(bus(text + "the Disruptor for any publishers", async, peers, new Mark.AtLeast(1)));
      peers = List.of("guava", "mbassador", "spring", "rxjava", "reactor", "vertx");
      all.add(bus(text + "other buses", async, peers, new Mark.AtLeast(1)));
      all.add(bus(text + "nothing, bytes", async, List.of(), new Mark.NoAllocation()));
      text = "bus: " + subscribers + " on spinning workers, to bare queues";
      List<String> bare = List.of(async.formatted("jctools"));
      all.add(new Question(text, async.formatted("larderSpinning"), bare, new Mark.None()));
    }
    return all;
  }

  private static Question bus(String text, String key, List<String> peers, Mark mark) {
    List<String> keys = peers.stream().map(key::formatted).toList();
    return new Question(text, key.formatted("larder"), keys, mark);
  }

  private static List<Question> journal() {
    String put = "journal: puts until they are on the disk, EVERY_SECOND, ";
    String many = "AlwaysBenchmark.larder@" + AlwaysBenchmark.MANY;
    String one = "AlwaysBenchmark.larder@1";
    return List.of(
        journal(put + "to a bare file", "bareFile", 0.3),
        journal(put + "to Chronicle Queue", "chronicle", 1),
        journal(put + "to H2's MVStore", "mvStore", 1),
        journal(put + "to those without a journal", "memory", 0.35),
        new Question(
            "journal: puts, ALWAYS, 32 threads, to 1 thread",
            many,
            List.of(one),
            new Mark.AtLeast(10)),
        new Question(
            "journal: puts, ALWAYS, 1 thread, to syncs of a bare file",
            one,
            List.of("AlwaysBenchmark.bareFile@1"),
            new Mark.None()));
  }

  private static Question journal(String text, String peer, double ratio) {
    return new Question(
        text,
        "JournalBenchmark.larder@1",
        List.of("JournalBenchmark." + peer + "@1"),
        new Mark.AtLeast(ratio));
  }

  private static Question map(String text, String method, int threads, Mark mark) {
    String key = "MapBenchmark." + method + "[impl=%s]@" + threads;
    return new Question(
        "map: " + text + (threads == 1 ? ", 1 thread" : ", 2 threads"),
        key.formatted("larder"),
        List.of(key.formatted("jdk"), key.formatted("eclipse")),
        mark);
  }

  private static Question list(String text, String method, List<String> peers, Mark mark) {
    String key = "ListBenchmark." + method + "[impl=%s]@1";
    return new Question(
        "list: " + text,
        key.formatted("larder"),
        peers.stream().map(key::formatted).toList(),
        mark);
  }

  private static Question sortedSet(String text, String method, String peer, double ratio) {
    String key = "SortedSetBenchmark." + method;
    return new Question(
        "sorted set: " + text,
        key + "Larder@1",
        List.of(key + peer + "@1"),
        new Mark.AtLeast(ratio));
  }
}
