package dev.larder.internal.log;

import dev.larder.internal.log.DiskOperation.Create;
import dev.larder.internal.log.DiskOperation.Delete;
import dev.larder.internal.log.DiskOperation.Force;
import dev.larder.internal.log.DiskOperation.Rename;
import dev.larder.internal.log.DiskOperation.Truncate;
import dev.larder.internal.log.DiskOperation.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names, files, and which name leads to which file. The files as processes see them, and those that
 * a crash leaves, come from the same {@link #apply}; only that the latter skips what was lost. So
 * each operation has to make sense when one before it is missing.
 */
final class DiskImage {
  private final SortedMap<String, Integer> names = new TreeMap<>();
  private final List<FileBytes> files = new ArrayList<>();

  /** With these files, numbered from 0 on in the order of their names. */
  DiskImage(SortedMap<String, FileBytes> content) {
    content.forEach(
        (name, bytes) -> {
          names.put(name, files.size());
          files.add(bytes.copy());
        });
  }

  void apply(DiskOperation operation) {
    if (operation instanceof Create create) {
      names.put(create.name(), create.file());
    } else if (operation instanceof Rename rename) {
      // In one step: a file has one name, and what had the new name before has none any more.
      names.values().removeIf(file -> file == rename.file());
      names.put(rename.to(), rename.file());
    } else if (operation instanceof Delete delete) {
      names.remove(delete.name());
    } else if (operation instanceof Write write) {
      bytes(write.file()).write(write.offset(), write.bytes(), 0, write.bytes().length);
    } else if (operation instanceof Truncate truncate) {
      truncate(bytes(truncate.file()), truncate.size());
    } else if (operation instanceof Force force) {
      // The length is known and written even when a failed force before has lost what was in it.
      bytes(force.file()).resize(force.size());
    }
  }

  private static void truncate(FileBytes bytes, long size) {
    if (size < bytes.length()) {
      bytes.resize(size);
    }
  }

  @Nullable Integer file(String name) {
    return names.get(name);
  }

  /** Of a file with or without a name. */
  FileBytes bytes(int file) {
    while (files.size() <= file) {
      files.add(new FileBytes());
    }
    return files.get(file);
  }

  /** The number that the next file gets. */
  int nextFile() {
    return files.size();
  }

  /** What can be reached by a name. */
  SortedMap<String, FileBytes> content() {
    SortedMap<String, FileBytes> content = new TreeMap<>();
    for (Map.Entry<String, Integer> entry : names.entrySet()) {
      content.put(entry.getKey(), bytes(entry.getValue()).copy());
    }
    return content;
  }

  List<FileBytes> files() {
    return files;
  }
}
