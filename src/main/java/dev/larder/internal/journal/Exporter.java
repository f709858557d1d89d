package dev.larder.internal.journal;

import dev.larder.CollectionType;
import dev.larder.LarderStorageException;
import dev.larder.SnapshotProgress;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.Described;
import dev.larder.internal.json.JsonWriter;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.table.Node;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a store in the format of {@link ExportFormat}, while others change it. */
public final class Exporter implements StateWriter.RecordSink {
  private final BufferedWriter lines;
  private final JsonWriter json;
  private final TypeIds types = new TypeIds();
  private final Map<Long, TypeName> definitions = new HashMap<>();
  private final Map<Long, ReadChange> collections = new HashMap<>();
  private int database;
  private long current = -1;
  private long count;

  private Exporter(BufferedWriter lines) {
    this.lines = lines;
    this.json = new JsonWriter(lines);
  }

  /**
   * Exports a store; the file appears when it is complete.
   *
   * @param engines those of the keyspaces in use, the store's own first
   * @param progress is called now and then; its bytes are lines here
   * @throws LarderStorageException if the file can't be written
   */
  public static void export(
      List<Engine> engines, Path file, Consumer<? super SnapshotProgress> progress) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (BufferedWriter lines = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        new Exporter(lines).write(engines, progress);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LarderStorageException("the export to " + file + " failed: " + e, e);
    }
  }

  private void write(List<Engine> engines, Consumer<? super SnapshotProgress> progress)
      throws IOException {
    line(Map.of(ExportFormat.VERSION, SegmentFormat.VERSION));
    long now = engines.get(0).time().millis();
    new StateWriter(this, types, this::typeId, progress, now).write(engines);
  }

  private long typeId(TypeName type) {
    return types.id(type, made -> definitions.put(made.id(), made.type()));
  }

  @Override
  public void add(byte[] bytes, int length) throws IOException {
    for (ReadChange change : ReadChange.all(bytes, 0, length)) {
      write(change);
    }
  }

  @Override
  public long size() {
    return count;
  }

  private void line(Map<String, ? extends @Nullable Object> tree) throws IOException {
    json.write(tree);
    lines.newLine();
    count++;
  }

  private void write(ReadChange change) throws IOException {
    if (change.isOfName() && change.database != database) {
      database = change.database;
      line(Map.of(ExportFormat.DATABASE, database));
    }
    switch (change.tag) {
      case ChangeFormat.VALUE -> value(change);
      case ChangeFormat.BIND -> {
        collections.put(change.id, change);
        current = change.id;
        line(head(change));
      }
      case ChangeFormat.PUT, ChangeFormat.PUT_EXPIRING -> entry(change);
      case ChangeFormat.APPEND -> {
        TypeName type = enter(change.id);
        for (byte[] item : change.values) {
          line(Map.of(ExportFormat.ITEM, element(type, 0, item)));
        }
      }
      case ChangeFormat.SCORE -> scores(change);
      case ChangeFormat.STREAM -> {
        enter(change.id);
        for (Map<String, Object> tree : StreamTrees.lines(Objects.requireNonNull(change.stream))) {
          line(tree);
        }
      }
      default -> {
        // a type, or the beginning: nothing that people ask for
      }
    }
  }

  private TypeName type(ReadChange change) {
    TypeName type = definitions.get(change.typeId);
    if (type == null) {
      throw new IllegalStateException("type " + change.typeId + " was not defined");
    }
    return type;
  }

  private Map<String, @Nullable Object> head(ReadChange change) {
    TypeName type = type(change);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put(ExportFormat.NAME, ExportFormat.nameTree(change.name));
    tree.put(ExportFormat.KIND, ExportFormat.kindText(type.kind()));
    tree.put(ExportFormat.OF, type.elements());
    expires(change, tree);
    return tree;
  }

  private static void expires(ReadChange change, Map<String, @Nullable Object> tree) {
    if (change.expiresAt != Node.NEVER) {
      tree.put(ExportFormat.EXPIRES, change.expiresAt);
    }
  }

  private static Object element(TypeName type, int index, byte[] bytes) {
    return Described.describe(type.elements().get(index), bytes);
  }

  private void value(ReadChange change) throws IOException {
    TypeName type = type(change);
    byte[] bytes = change.values.get(0);
    Map<String, @Nullable Object> tree = head(change);
    tree.put(
        ExportFormat.VALUE,
        type.kind() == CollectionType.COUNTER
            ? (Object) new ByteSource(bytes).getZigzag()
            : element(type, 0, bytes));
    line(tree);
  }

  /** The type of a collection, whose line is written again when another came between. */
  private TypeName enter(long id) throws IOException {
    ReadChange collection = collections.get(id);
    if (collection == null) {
      throw new IllegalStateException("collection " + id + " has no name");
    }
    if (id != current) {
      current = id;
      line(head(collection));
    }
    return type(collection);
  }

  private void entry(ReadChange change) throws IOException {
    TypeName type = enter(change.id);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    Object key = element(type, 0, change.keys.get(0));
    if (type.kind() == CollectionType.SET) {
      tree.put(ExportFormat.MEMBER, key);
    } else {
      tree.put(ExportFormat.KEY, key);
      tree.put(ExportFormat.VALUE, element(type, 1, change.values.get(0)));
    }
    expires(change, tree);
    line(tree);
  }

  private void scores(ReadChange change) throws IOException {
    TypeName type = enter(change.id);
    List<byte[]> members = change.values;
    for (int i = 0; i < members.size(); i++) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put(ExportFormat.MEMBER, element(type, 0, members.get(i)));
      tree.put(ExportFormat.SCORE, ExportFormat.scoreTree(change.scores.get(i)));
      line(tree);
    }
  }
}
