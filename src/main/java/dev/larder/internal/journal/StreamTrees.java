package dev.larder.internal.journal;

import dev.larder.internal.stream.PendingEntry;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of streams as trees that JSON has forms for, and the lines of an export back. */
final class StreamTrees {
  private static final String LAST = "last";
  private static final String DELETED = "deleted";
  private static final String ADDED = "added";
  private static final String ID = "id";
  private static final String FIELDS = "fields";
  private static final String GROUP = "group";
  private static final String READ = "read";
  private static final String CONSUMER = "consumer";
  private static final String SEEN = "seen";
  private static final String PENDING = "pending";
  private static final String TIME = "time";
  private static final String COUNT = "count";

  private StreamTrees() {}

  /** Adds what a change says to a tree. */
  static void change(StreamChange change, Map<String, @Nullable Object> tree) {
    tree.put("change", "stream");
    tree.put("collection", change.id);
    tree.put("before", change.before);
    tree.put("version", change.version);
    if (change.trimmed() > 0) {
      tree.put("trimmed", change.trimmed());
    }
    if (!change.removed().isEmpty()) {
      tree.put("removed", change.removed().stream().map(StreamId::toString).toList());
    }
    if (!change.gone().isEmpty()) {
      tree.put("gone", change.gone().stream().map(ExportFormat::nameTree).toList());
    }
    List<Map<String, Object>> lines = lines(change);
    if (!lines.isEmpty()) {
      tree.put("sets", lines);
    }
  }

  /** What a change sets, as the lines of an export. */
  static List<Map<String, Object>> lines(StreamChange change) {
    Lines lines = new Lines();
    change.tell(lines);
    return lines.all;
  }

  private static final class Lines implements StreamChange.Parts {
    private final List<Map<String, Object>> all = new ArrayList<>();
    private Map<String, Object> group = Map.of();

    private Map<String, Object> line(Map<String, Object> begun) {
      Map<String, Object> line = new LinkedHashMap<>(begun);
      all.add(line);
      return line;
    }

    @Override
    public void head(StreamChange.Head head) {
      Map<String, Object> line = line(Map.of());
      line.put(LAST, head.lastId().toString());
      line.put(DELETED, head.maxDeletedId().toString());
      line.put(ADDED, head.entriesAdded());
    }

    @Override
    public void entry(StreamEntry entry) {
      List<Object> fields = new ArrayList<>();
      for (byte[] string : entry.fieldsAndValues()) {
        fields.add(ExportFormat.nameTree(string));
      }
      Map<String, Object> line = line(Map.of());
      line.put(ID, entry.id().toString());
      line.put(FIELDS, fields);
    }

    @Override
    public void group(byte[] name, StreamId lastDelivered, long entriesRead) {
      Map<String, Object> line = line(Map.of());
      line.put(GROUP, ExportFormat.nameTree(name));
      line.put(LAST, lastDelivered.toString());
      if (entriesRead != StreamGroup.UNKNOWN) {
        line.put(READ, entriesRead);
      }
      group = line;
    }

    @Override
    public void consumer(byte[] name, long seenAt) {
      Map<String, Object> line = line(group);
      line.put(CONSUMER, ExportFormat.nameTree(name));
      line.put(SEEN, seenAt);
    }

    @Override
    public void pending(PendingEntry entry) {
      Map<String, Object> line = line(group);
      line.put(CONSUMER, ExportFormat.nameTree(entry.consumer()));
      line.put(PENDING, entry.id().toString());
      line.put(TIME, entry.deliveredAt());
      line.put(COUNT, entry.deliveries());
    }
  }

  // ---- back -------------------------------------------------------------------------------------

  /**
   * The change that a line of an export stands for.
   *
   * @param lines how many lines of the stream came before it
   * @throws IllegalArgumentException if it is none
   */
  static StreamChange parse(Map<?, ?> line, long stream, int lines) {
    StreamChange change =
        lines == 0 ? new StreamChange(stream, 0, 1) : new StreamChange(stream, 1, 1);
    if (line.containsKey(ID)) {
      return change.entry(new StreamEntry(id(line, ID), fields(line)));
    }
    if (!line.containsKey(GROUP)) {
      return change.head(
          new StreamChange.Head(id(line, LAST), id(line, DELETED), number(line, ADDED)));
    }
    byte[] name = ExportFormat.name(line.get(GROUP));
    long read = line.containsKey(READ) ? number(line, READ) : StreamGroup.UNKNOWN;
    byte[] consumer = line.containsKey(CONSUMER) ? ExportFormat.name(line.get(CONSUMER)) : null;
    PendingEntry pending = null;
    if (line.containsKey(PENDING)) {
      StreamId id = id(line, PENDING);
      if (consumer == null) {
        throw new IllegalArgumentException("a pending entry must have a consumer");
      }
      pending =
          new PendingEntry(id.ms(), id.seq(), consumer, number(line, TIME), number(line, COUNT));
      consumer = null;
    }
    long seen = consumer == null ? 0 : number(line, SEEN);
    return change.group(name, id(line, LAST), read, consumer, seen, pending);
  }

  private static byte[][] fields(Map<?, ?> line) {
    if (line.get(FIELDS) instanceof List<?> list && list.size() % 2 == 0) {
      return list.stream().map(ExportFormat::name).toArray(byte[][]::new);
    }
    throw new IllegalArgumentException(
        "fields must be a list of fields and values, but is " + line.get(FIELDS));
  }

  private static long number(Map<?, ?> line, String field) {
    if (line.get(field) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(field + " must be a long, but is " + line.get(field));
  }

  private static StreamId id(Map<?, ?> line, String field) {
    if (line.get(field) instanceof String text) {
      int dash = text.indexOf('-');
      if (dash > 0) {
        return new StreamId(
            Long.parseUnsignedLong(text.substring(0, dash)),
            Long.parseUnsignedLong(text.substring(dash + 1)));
      }
    }
    throw new IllegalArgumentException(field + " must be as 5-1, but is " + line.get(field));
  }
}
