package dev.larder.internal.journal;

import dev.larder.CollectionType;
import dev.larder.LarderStorageException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.Described;
import dev.larder.internal.json.JsonReader;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.table.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Exporter} writes into a state that is empty. What it reads it turns into
 * changes, and applies those as recovery does.
 */
public final class Importer {
  private static final int PROGRESS_LINES = 10_000;
  private static final Map<CollectionType, Integer> ELEMENTS =
      Map.of(CollectionType.MAP, 2, CollectionType.STREAM, 0);

  private final StoredState state;
  private final TypeIds types = new TypeIds();
  private final Map<Integer, Map<Name, Long>> ids = new HashMap<>();
  private final ChangeWriter out;

  private int database;
  private @Nullable TypeName type;
  private long id;
  private int items;

  private Importer(StoredState state) {
    this.state = state;
    this.out = new ChangeWriter(this::typeId);
  }

  /**
   * Imports a file into an empty state.
   *
   * @param progress gets the number of lines read, now and then
   * @throws LarderStorageException if it can't be read, or a line is none of an export; it says
   *     which
   */
  public static void read(Path file, StoredState state, LongConsumer progress) {
    Importer importer = new Importer(state);
    long line = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        importer.line(line, text);
        if (line % PROGRESS_LINES == 0) {
          progress.accept(line);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new LarderStorageException(
          file + " line " + line + " is not as an export has it: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new LarderStorageException(file + " can't be read: " + e, e);
    }
    if (line == 0) {
      throw new LarderStorageException(file + " is no export: it is empty");
    }
    progress.accept(line);
  }

  private long typeId(TypeName wanted) {
    return types.id(
        wanted,
        definition -> {
          ByteSink bytes = new ByteSink();
          definition.writeTo(bytes);
          state.apply(bytes.array(), 0, bytes.size(), false);
        });
  }

  private void line(long number, String text) {
    if (!(JsonReader.parse(text) instanceof Map<?, ?> line)) {
      throw new IllegalArgumentException("a JSON object is wanted");
    }
    if (number == 1) {
      if (!(line.get(ExportFormat.VERSION) instanceof Long version)) {
        throw new IllegalArgumentException("the first line must be {\"larder\":1}");
      }
      SegmentFormat.checkVersion("the export", version);
      return;
    }
    out.clear();
    if (line.containsKey(ExportFormat.DATABASE)) {
      enter(line.get(ExportFormat.DATABASE));
    } else if (line.containsKey(ExportFormat.NAME)) {
      head(line);
    } else {
      element(line);
    }
    state.apply(out.out().array(), 0, out.size(), false);
  }

  private void enter(@Nullable Object number) {
    if (!(number instanceof Long given)) {
      throw new IllegalArgumentException("\"database\" must be a number, but is " + number);
    }
    database = ChangeFormat.database(given);
    type = null;
    if (state.world(database) == 0) {
      out.database(database, state.nextId());
    }
  }

  private void head(Map<?, ?> line) {
    TypeName headed = new TypeName(ExportFormat.kind(need(line, ExportFormat.KIND)), of(line));
    Name name = Name.of(ExportFormat.name(line.get(ExportFormat.NAME)));
    out.name(database, state.world(database), name, expires(line));
    if (headed.kind() == CollectionType.VALUE || headed.kind() == CollectionType.COUNTER) {
      checkElements(headed, headed.kind() == CollectionType.VALUE ? 1 : 0);
      int part = out.beginValue(headed);
      value(headed, need(line, ExportFormat.VALUE));
      out.endPart(part);
      type = null;
      return;
    }
    checkElements(headed, ELEMENTS.getOrDefault(headed.kind(), 1));
    Map<Name, Long> idsHere = ids.computeIfAbsent(database, none -> new HashMap<>());
    Long known = idsHere.get(name);
    id = known == null ? state.nextId() : known;
    items = known == null ? 0 : items;
    idsHere.put(name, id);
    type = headed;
    out.bind(headed, id);
  }

  private static void checkElements(TypeName type, int wanted) {
    if (type.elements().size() != wanted) {
      throw new IllegalArgumentException(
          "of must name "
              + wanted
              + " codecs for a "
              + type.kind()
              + ", but is "
              + type.elements());
    }
  }

  private void value(TypeName headed, Object tree) {
    if (headed.kind() == CollectionType.VALUE) {
      out.out().put(Described.encode(headed.elements().get(0), tree));
    } else if (tree instanceof Long number) {
      out.out().putZigzag(number);
    } else {
      throw new IllegalArgumentException("value of a counter must be a long, but is " + tree);
    }
  }

  private void element(Map<?, ?> line) {
    TypeName current = type;
    if (current == null) {
      throw new IllegalArgumentException("an element must follow a collection's line");
    }
    switch (current.kind()) {
      case MAP ->
          entry(
              encoded(current, 0, line, ExportFormat.KEY),
              encoded(current, 1, line, ExportFormat.VALUE),
              line);
      case SET -> entry(encoded(current, 0, line, ExportFormat.MEMBER), new byte[0], line);
      case STREAM -> out.stream(StreamTrees.parse(line, id, items++));
      case LIST -> {
        out.append(id, items, items, 1);
        items++;
        out.out().putSized(encoded(current, 0, line, ExportFormat.ITEM));
      }
      default -> {
        out.removeMembers(id, 0);
        out.scores(1);
        out.score(ExportFormat.score(need(line, ExportFormat.SCORE)));
        out.out().putSized(encoded(current, 0, line, ExportFormat.MEMBER));
      }
    }
  }

  private void entry(byte[] key, byte[] value, Map<?, ?> line) {
    byte[] bytes = new byte[key.length + value.length];
    System.arraycopy(key, 0, bytes, 0, key.length);
    System.arraycopy(value, 0, bytes, key.length, value.length);
    out.putBytes(id, bytes, 0, key.length, value.length, expires(line));
  }

  private static byte[] encoded(TypeName type, int element, Map<?, ?> line, String field) {
    return Described.encode(type.elements().get(element), need(line, field));
  }

  private static Object need(Map<?, ?> line, String field) {
    Object found = line.get(field);
    if (found == null) {
      throw new IllegalArgumentException("there is no \"" + field + "\"");
    }
    return found;
  }

  private static List<String> of(Map<?, ?> line) {
    if (need(line, ExportFormat.OF) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException("\"of\" must be a list of names of codecs");
  }

  private static long expires(Map<?, ?> line) {
    Object found = line.get(ExportFormat.EXPIRES);
    if (found == null) {
      return Node.NEVER;
    }
    if (found instanceof Long millis) {
      return millis;
    }
    throw new IllegalArgumentException("\"expires\" must be milliseconds, but is " + found);
  }
}
