package dev.larder.examples;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.RecoveryReport;
import dev.larder.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A walk through Larder with the text of a file: each line of output is one collection at work. */
final class Tour {
  private static final int LATEST = 3;
  private static final int LEADERS = 5;

  /** The clock of the store, which stands still until the tour moves it. */
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  private final List<String> lines;
  private final List<String> words;
  private final Path directory;
  private final Larder larder;

  private Tour(List<String> lines, Path directory) {
    this.lines = lines;
    this.directory = directory;
    this.larder = open();
    this.words =
        lines.stream()
            .flatMap(
                line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+")))
            .filter(word -> !word.isEmpty())
            .toList();
  }

  /** Takes the path of a text in UTF-8; exits with status 2 when that can't be had. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // the same figures everywhere
    if (arguments.length != 1) {
      refuse("give the path of one text file");
      return;
    }
    Path file = Path.of(arguments[0]);
    try {
      List<String> lines = Files.readAllLines(file);
      Path directory = Files.createTempDirectory("larder-tour");
      try {
        Tour tour = new Tour(lines, directory);
        if (tour.words.isEmpty()) {
          refuse("there are no words in " + file.toAbsolutePath());
        }
        System.out.printf("%nLarder on %s: ", file);
        tour.run();
        tour.reopen();
      } finally {
        delete(directory);
      }
    } catch (NoSuchFileException e) {
      refuse("there is no file " + file.toAbsolutePath());
    } catch (IOException e) {
      refuse("can't read " + file.toAbsolutePath() + " as UTF-8 text: " + e);
    }
  }

  private static void refuse(String why) {
    System.err.println("tour: " + why);
    System.exit(2);
  }

  private void run() {
    System.out.printf(
        "%,d lines, %,d words. Times are of a cold JVM.%n%n", lines.size(), words.size());
    try (larder) {
      show("map", "words", this::countWords);
      show("map, snapshot", "words", this::snapshotCounts);
      show("set", "distinct", this::collectWords);
      show("sorted set", "leaders", this::rankWords);
      show("list", "latest", this::keepLatestLines);
      show("map, expiring", "sessions", this::letSessionsExpire);
      show("channel", "lines", this::publishLines);
      show("transaction", "leaders, retired", this::retireLeader);
      System.out.printf("%nNames in use: %s%n", String.join(", ", larder.names()));
    }
  }

  private Larder open() {
    return Larder.builder().directory(directory).clock(() -> now).open();
  }

  /** The second half: all was in a directory, which is opened again. */
  private void reopen() {
    try (Larder again = open()) {
      RecoveryReport report = again.recovery().orElseThrow();
      double seconds = report.duration().toNanos() / 1e9;
      System.out.printf(
          "%nReopened: read %,d changes in %,d bytes, which left %,d entries, in %.1f ms"
              + " (%,.0f changes a second).%n",
          report.changes(),
          report.bytes(),
          report.entries(),
          seconds * 1e3,
          report.changes() / seconds);
      LarderMap<String, Integer> counts = again.map("words", String.class, Integer.class);
      int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf(
          "All is there: %s; %,d counts that sum up to the %,d words; the last line is '%s'%n",
          String.join(", ", again.names()),
          counts.size(),
          sum,
          again.list("latest", String.class).get(0).strip());
      if (sum != words.size()) {
        throw new IllegalStateException("the words are " + words.size());
      }
      again.snapshot();
    }
    try (Larder again = open()) {
      RecoveryReport report = again.recovery().orElseThrow();
      System.out.printf(
          "After a snapshot: the same %,d entries from %,d changes in %,d bytes.%n",
          report.entries(), report.changes(), report.bytes());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static void show(String kind, String name, Supplier<String> part) {
    long start = System.nanoTime();
    String did = part.get();
    double millis = (System.nanoTime() - start) / 1e6;
    System.out.printf("%-14s %-17s %8.2f ms  %s%n", kind, name, millis, did);
  }

  private String countWords() {
    LarderMap<String, Integer> counts = larder.map("words", String.class, Integer.class);
    for (String word : words) {
      counts.merge(word, 1, Integer::sum);
    }
    return String.format("merged %,d words into %,d counts", words.size(), counts.size());
  }

  private String snapshotCounts() {
    LarderMap<String, Integer> counts = larder.map("words", String.class, Integer.class);
    // What snapshots and ranges return is Eclipse Collections', whose jar is signed: the JVM checks
    // that when it loads the first class of it.
    int once = counts.snapshot().count(count -> count == 1);
    return String.format("%,d words came once (the first snapshot loads classes)", once);
  }

  private String collectWords() {
    LarderSet<String> distinct = larder.set("distinct", String.class);
    int again = 0;
    for (String word : words) {
      if (!distinct.add(word)) {
        again++;
      }
    }
    return String.format("has %,d words; %,d came again", distinct.size(), again);
  }

  private String rankWords() {
    LarderSortedSet<String> leaders = larder.sortedSet("leaders", String.class);
    for (String word : words) {
      leaders.increment(word, 1);
    }
    return "led by "
        + leaders.range(0, LEADERS, Direction.DESCENDING).stream()
            .map(Tour::describe)
            .collect(Collectors.joining(", "));
  }

  private static String describe(Scored<String> leader) {
    return String.format("%s %.0f", leader.member(), leader.score());
  }

  private String keepLatestLines() {
    LarderList<String> latest = larder.list("latest", String.class);
    for (String line : lines) {
      latest.deque().addFirst(line);
      latest.trim(0, Math.min(LATEST, latest.size()));
    }
    return String.format("pushed %,d lines, keeps the last %d", lines.size(), latest.size());
  }

  private String letSessionsExpire() {
    LarderMap<String, String> sessions = larder.map("sessions", String.class, String.class);
    sessions.put("ann", "reads page 1", Duration.ofSeconds(30));
    sessions.put("bob", "reads page 2", Duration.ofMinutes(30));
    String before = "had " + sessions.keySet().stream().sorted().toList();
    now = now.plusSeconds(60);
    String left = sessions.timeToLive("bob").map(time -> time.toMinutes() + " min").orElse("ever");
    return before + ", a minute later " + sessions.keySet() + " for " + left;
  }

  private String publishLines() {
    Channel<String> channel = larder.channel("lines", String.class);
    AtomicInteger blank = new AtomicInteger();
    AtomicReference<String> longest = new AtomicReference<>("");
    Subscription first = channel.subscribe(line -> blank.addAndGet(line.isBlank() ? 1 : 0));
    Subscription second =
        channel.subscribe(
            line -> longest.updateAndGet(old -> line.length() > old.length() ? line : old));
    int delivered = 0;
    for (String line : lines) {
      delivered += channel.publish(line);
    }
    first.close();
    second.close();
    return String.format(
        "%,d deliveries to 2 subscribers: %,d lines are blank, the longest has %d characters",
        delivered, blank.get(), longest.get().length());
  }

  private String retireLeader() {
    LarderSortedSet<String> leaders = larder.sortedSet("leaders", String.class);
    LarderMap<String, Integer> retired = larder.map("retired", String.class, Integer.class);
    Optional<Scored<String>> moved =
        larder.transact(
            tx -> {
              Optional<Scored<String>> leader = tx.on(leaders).popLast();
              leader.ifPresent(top -> tx.on(retired).put(top.member(), (int) top.score()));
              return leader;
            });
    return moved
        .map(top -> "moved '" + top.member() + "' out, " + leaders.size() + " left: " + retired)
        .orElse("found no leader to move");
  }
}
