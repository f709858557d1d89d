package dev.larder.internal.journal;

import dev.larder.internal.log.Batch;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentDamage;
import dev.larder.internal.log.SegmentFormat.Kind;
import dev.larder.internal.log.SegmentScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands out all changes that opening a directory would read, each as a tree that JSON has a form
 * for: those of the snapshot first, which lead to its state, and then those of the journal. Damage
 * is noted and read over. Nothing is locked and nothing is touched, and little is kept in memory.
 */
public final class StoreDump {
  private final ChangeTrees trees = new ChangeTrees();
  private final List<SegmentDamage> damage = new ArrayList<>();
  private final Sink sink;

  /** Gets changes. */
  @FunctionalInterface
  public interface Sink {
    /** A change; the map is the sink's. */
    void accept(Map<String, @Nullable Object> change) throws IOException;
  }

  private StoreDump(Sink sink) {
    this.sink = sink;
  }

  /**
   * Hands out all changes.
   *
   * @return what could not be read, or null when there is no store
   * @throws IOException if something can't be read at all, or the sink threw it
   */
  public static @Nullable List<SegmentDamage> of(Disk disk, Sink sink) throws IOException {
    StoreFiles files = StoreFiles.of(disk);
    if (!files.isStore()) {
      return null;
    }
    StoreDump dump = new StoreDump(sink);
    for (FileReport file : files.files()) {
      switch (file.role()) {
        case MANIFEST -> dump.damage.addAll(file.damage());
        case SNAPSHOT -> dump.dump(disk, file.name(), Kind.SNAPSHOT);
        case JOURNAL -> dump.dump(disk, file.name(), Kind.JOURNAL);
        default -> {
          // nothing of the state is in there
        }
      }
    }
    return dump.damage;
  }

  private void dump(Disk disk, String file, Kind kind) throws IOException {
    try (SegmentScan scan = SegmentScan.open(disk, file, kind)) {
      for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
        if (!batch.isControl()) {
          for (Map<String, @Nullable Object> change : changes(file, batch, kind)) {
            sink.accept(change);
          }
        }
      }
      damage.addAll(scan.damage());
    }
  }

  private List<Map<String, @Nullable Object>> changes(String file, Batch batch, Kind kind) {
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    batch.forEach(
        (offset, bytes, from, length) -> {
          try {
            for (ReadChange change : ReadChange.all(bytes, from, length)) {
              Map<String, @Nullable Object> tree = new LinkedHashMap<>();
              tree.put("offset", offset);
              tree.put("time", Times.text(batch.timestamp()));
              if (kind == Kind.SNAPSHOT) {
                tree.put("snapshot", true);
              }
              trees.describe(change, tree);
              changes.add(tree);
            }
          } catch (IllegalArgumentException e) {
            String expected = "records that a store writes: " + e.getMessage();
            damage.add(
                new SegmentDamage(
                    file, batch.position(), batch.end(), offset, offset + 1, expected));
          }
        });
    return changes;
  }
}
