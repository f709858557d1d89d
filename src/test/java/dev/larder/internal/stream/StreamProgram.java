package dev.larder.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A random program of changes of a stream, next to a model that knows no trees. */
final class StreamProgram {
  private static final List<NodeBounds> BOUNDS =
      List.of(
          NodeBounds.USUAL, new NodeBounds(0, 0), new NodeBounds(500, 0), new NodeBounds(4096, 3));

  private final SplittableRandom random;
  private final NodeBounds bounds;
  private final TreeMap<StreamId, Integer> entries = new TreeMap<>();
  private final Map<String, Group> groups = new TreeMap<>();
  private Stream stream = Stream.EMPTY;
  private StreamId maxDeleted = StreamId.MIN;
  private long added;
  private long now = 1000;

  private static final class Group {
    StreamId last = StreamId.MIN;
    final TreeMap<StreamId, Object[]> pending = new TreeMap<>();
    final Map<String, Long> consumers = new TreeMap<>();
  }

  StreamProgram(long seed) {
    random = new SplittableRandom(seed);
    bounds = BOUNDS.get(random.nextInt(BOUNDS.size()));
  }

  Stream stream() {
    return stream;
  }

  /** Makes the next change and compares. */
  void step() {
    now += random.nextInt(3);
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4 -> IntStream.range(0, 1 + random.nextInt(40)).forEach(i -> add());
      case 5 -> trim();
      case 6, 7 -> delete();
      case 8 -> makeGroup();
      case 9, 10 -> read();
      case 11 -> acknowledge();
      case 12 -> claim();
      default -> dropSomething();
    }
    compare();
  }

  private StreamId any() {
    return new StreamId(1000 + random.nextInt((int) (now - 999)), random.nextInt(20));
  }

  private StreamId existing() {
    if (entries.isEmpty()) {
      return any();
    }
    StreamId found = entries.ceilingKey(any());
    return found == null ? entries.lastKey() : found;
  }

  private void add() {
    StreamAppend.Chosen chosen = StreamAppend.automatic(stream, now);
    StreamId id = java.util.Objects.requireNonNull(chosen.id());
    int value = random.nextInt(1 << random.nextInt(31));
    byte[][] all = {
      bytes("f"), bytes("" + value), bytes("g" + random.nextInt(2)), new byte[random.nextInt(99)]
    };
    stream = stream.append(new StreamEntry(id, all), bounds);
    entries.put(id, value);
    added++;
  }

  private void trim() {
    int before = stream.length();
    int length = random.nextInt(entries.size() + 2);
    StreamId first = any();
    StreamResult<Stream, Integer> cut =
        switch (random.nextInt(4)) {
          case 0 -> StreamTrim.toLength(stream, length);
          case 1 -> StreamTrim.toId(stream, first);
          case 2 -> StreamTrim.nearLength(stream, length, StreamTrim.NO_LIMIT);
          default -> StreamTrim.nearId(stream, first, 150);
        };
    stream = cut.after();
    assertEquals(before - stream.length(), cut.value());
    for (int i = cut.value(); i > 0; i--) {
      entries.pollFirstEntry();
    }
  }

  private void delete() {
    StreamId id = existing();
    stream = stream.delete(id);
    if (entries.remove(id) != null && id.isAfter(maxDeleted)) {
      maxDeleted = id;
    }
  }

  private String name() {
    return "group" + random.nextInt(3);
  }

  private String consumer() {
    return "consumer-" + random.nextInt(4);
  }

  private void makeGroup() {
    String name = name();
    if (groups.putIfAbsent(name, new Group()) == null) {
      stream = stream.withGroup(StreamGroup.of(bytes(name), StreamId.MIN, StreamGroup.UNKNOWN));
    }
  }

  private void read() {
    String name = name();
    Group group = groups.get(name);
    if (group == null) {
      return;
    }
    String consumer = consumer();
    StreamGroup seen = stream.group(bytes(name)).seen(bytes(consumer), now);
    group.consumers.put(consumer, now);
    int count = 1 + random.nextInt(30);
    if (random.nextInt(3) == 0) {
      StreamId after = any();
      stream = StreamDelivery.again(stream, seen, bytes(consumer), after, count, now).after();
      group.pending.tailMap(after, false).entrySet().stream()
          .filter(each -> each.getValue()[0].equals(consumer))
          .limit(count)
          .filter(each -> entries.containsKey(each.getKey()))
          .forEach(
              each -> each.setValue(new Object[] {consumer, now, (long) each.getValue()[2] + 1}));
      return;
    }
    boolean acknowledged = random.nextInt(4) == 0;
    StreamResult<Stream, List<StreamEntry>> fresh =
        StreamDelivery.fresh(stream, seen, bytes(consumer), count, acknowledged, now);
    List<StreamId> expected =
        entries.tailMap(group.last, false).keySet().stream().limit(count).toList();
    assertEquals(expected, fresh.value().stream().map(StreamEntry::id).toList());
    stream = fresh.after();
    for (StreamId id : expected) {
      group.last = id;
      if (!acknowledged) {
        group.pending.put(id, new Object[] {consumer, now, 1L});
      }
    }
  }

  private void acknowledge() {
    String name = name();
    Group group = groups.get(name);
    if (group != null) {
      List<StreamId> ids = new ArrayList<>(List.of(any(), existing(), existing()));
      ids.addAll(group.pending.keySet().stream().limit(random.nextInt(5)).toList());
      StreamResult<StreamGroup, Integer> done =
          StreamDelivery.acknowledge(stream.group(bytes(name)), ids);
      int before = group.pending.size();
      ids.forEach(group.pending::remove);
      assertEquals(before - group.pending.size(), done.value());
      stream = stream.withGroup(done.after());
    }
  }

  private void claim() {
    String name = name();
    Group group = groups.get(name);
    if (group == null) {
      return;
    }
    String consumer = consumer();
    StreamClaim claim =
        new StreamClaim(bytes(consumer), now, random.nextInt(3), now, -1, false, false);
    StreamId from = any();
    int count = 1 + random.nextInt(9);
    StreamResult<Stream, StreamClaim.Claimed> done =
        claim.claimFrom(stream, stream.group(bytes(name)), from, count);
    int found = 0;
    int looks = 10 * count;
    for (StreamId id : List.copyOf(group.pending.tailMap(from).keySet())) {
      if (found == count || looks-- == 0) {
        break;
      }
      Object[] pending = group.pending.get(id);
      if (!entries.containsKey(id)) {
        group.pending.remove(id);
        found++;
      } else if (now - (long) pending[1] >= claim.minIdle()) {
        group.pending.put(id, new Object[] {consumer, now, (long) pending[2] + 1});
        group.consumers.put(consumer, now);
        found++;
      }
    }
    assertEquals(found, done.value().claimed().size() + done.value().deleted().size());
    stream = done.after();
  }

  private void dropSomething() {
    String name = name();
    Group group = groups.get(name);
    if (group == null) {
      return;
    }
    if (random.nextInt(4) == 0) {
      stream = stream.withoutGroup(bytes(name));
      groups.remove(name);
      return;
    }
    String consumer = consumer();
    stream = stream.withGroup(stream.group(bytes(name)).withoutConsumer(bytes(consumer)));
    group.consumers.remove(consumer);
    group.pending.values().removeIf(pending -> pending[0].equals(consumer));
  }

  private void compare() {
    stream.checkInvariants();
    List<StreamEntry> all = new ArrayList<>();
    stream.entries().copyRange(0, stream.length(), (key, entry) -> all.add(entry));
    assertEquals(List.copyOf(entries.keySet()), all.stream().map(StreamEntry::id).toList());
    assertEquals(
        List.copyOf(entries.values()),
        all.stream().map(e -> Integer.parseInt(text(e.fieldsAndValues()[1]))).toList());
    assertEquals(maxDeleted, stream.maxDeletedId());
    assertEquals(added, stream.entriesAdded());
    assertEquals(groups.size(), stream.groups().size());
    StringBuilder expected = new StringBuilder();
    StringBuilder found = new StringBuilder();
    groups.forEach((name, group) -> write(group, stream.group(bytes(name)), expected, found));
    assertEquals(expected.toString(), found.toString());
  }

  private static void write(
      Group group, StreamGroup made, StringBuilder expected, StringBuilder found) {
    expected.append(group.last).append(group.consumers);
    group.pending.forEach((id, pending) -> expected.append(id).append(List.of(pending)));
    found.append(made.lastDelivered());
    Map<String, Long> consumers = new TreeMap<>();
    made.consumers()
        .copyRange(
            0,
            made.consumers().size(),
            (key, each) -> consumers.put(text(each.name()), each.seenAt()));
    found.append(consumers);
    made.pending()
        .copyRange(
            0,
            made.pending().size(),
            (key, each) ->
                found
                    .append(each.id())
                    .append(List.of(text(each.consumer()), each.deliveredAt(), each.deliveries())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
