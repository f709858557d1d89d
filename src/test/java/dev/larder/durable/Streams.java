package dev.larder.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.Larder;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.StreamHandle;
import dev.larder.internal.store.Store;
import dev.larder.internal.stream.PendingEntry;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamAppend;
import dev.larder.internal.stream.StreamConsumer;
import dev.larder.internal.stream.StreamDelivery;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.stream.StreamTrim;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Streams, which only the Redis endpoint's clients have, for tests of the disk. */
final class Streams {
  private static final byte[] GROUP = "g".getBytes(UTF_8);

  private Streams() {}

  private static StreamHandle handle(Larder larder, String name) {
    Shelf shelf = ((Store) larder).shelf();
    return new StreamHandle(shelf, Name.of(name), shelf.direct());
  }

  static void change(Larder larder, String name, UnaryOperator<Stream> change) {
    handle(larder, name)
        .change(
            current ->
                new StreamResult<>(change.apply(current == null ? Stream.EMPTY : current), 0));
  }

  static void add(Larder larder, String name, String value) {
    change(larder, name, stream -> with(stream, value));
  }

  private static Stream with(Stream stream, String value) {
    StreamId id = StreamAppend.automatic(stream, 1000).id();
    byte[][] fields = {"f".getBytes(UTF_8), value.getBytes(UTF_8)};
    return stream.append(new StreamEntry(id, fields));
  }

  /** Some change of any sort. */
  static void step(Larder larder, String name, int step, SplittableRandom random) {
    byte[] consumer = {(byte) ('a' + random.nextInt(3))};
    StreamId id = new StreamId(1000, random.nextInt(50));
    int kind = random.nextInt(8);
    change(
        larder,
        name,
        stream -> {
          StreamGroup found = stream.group(GROUP);
          StreamGroup group =
              found == null ? StreamGroup.of(GROUP, StreamId.MIN, StreamGroup.UNKNOWN) : found;
          return switch (kind) {
            case 0 -> stream.delete(id);
            case 1 -> StreamTrim.toLength(stream, 20).after();
            case 2 ->
                StreamDelivery.fresh(stream, group.seen(consumer, step), consumer, 3, false, step)
                    .after();
            case 3 ->
                stream.withGroup(StreamDelivery.acknowledge(group, List.of(id, id.next())).after());
            case 4 -> stream.withGroup(group.withoutConsumer(consumer));
            default -> with(stream, "v" + step);
          };
        });
  }

  static String text(Larder larder, String name) {
    Stream stream = handle(larder, name).get();
    if (stream == null) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    text.append(stream.lastId()).append(' ').append(stream.maxDeletedId()).append(' ');
    text.append(stream.entriesAdded());
    for (int i = 0; i < stream.length(); i++) {
      StreamEntry entry = stream.entries().itemAt(i);
      text.append(' ').append(entry.id()).append('=');
      text.append(new String(entry.fieldsAndValues()[1], UTF_8));
    }
    for (int i = 0; i < stream.groups().size(); i++) {
      append(stream.groups().itemAt(i), text);
    }
    return text.toString();
  }

  /** How many entries a text tells. */
  static int length(String text) {
    return (int) text.chars().filter(c -> c == '=').count();
  }

  private static void append(StreamGroup group, StringBuilder text) {
    text.append('\n').append(group.lastDelivered()).append(' ').append(group.entriesRead());
    for (int i = 0; i < group.consumers().size(); i++) {
      StreamConsumer consumer = group.consumers().itemAt(i);
      text.append(' ').append(new String(consumer.name(), UTF_8)).append(consumer.seenAt());
      for (int k = 0; k < consumer.pending().size(); k++) {
        PendingEntry entry = consumer.pending().itemAt(k);
        text.append(',').append(entry.id()).append('@').append(entry.deliveredAt());
        text.append('*').append(entry.deliveries());
      }
    }
  }
}
