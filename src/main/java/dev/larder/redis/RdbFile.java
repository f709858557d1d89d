package dev.larder.redis;

import dev.larder.Larder;
import dev.larder.internal.store.Store;
import dev.larder.redis.internal.rdb.KeyLoader;
import dev.larder.redis.internal.rdb.RdbReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Loads the files in which Redis keeps a data set ({@code dump.rdb}), as Redis up to 7.2 writes
 * them. Needs no Netty.
 */
public final class RdbFile {
  private RdbFile() {}

  /**
   * Loads all keys of a file, with their databases and deadlines.
   *
   * <p>The file is read twice: first to see that all of it can be read and its checksum is right,
   * then to load it. So one that is damaged changes nothing. Each key is put in one step, in place
   * of what has its name; others may go on meanwhile. What has run out by the store's clock is left
   * out, libraries of functions are too. A key's value must fit into memory twice.
   *
   * @param file the file, which nobody changes meanwhile
   * @param larder the store
   * @return what it held
   * @throws RdbException if it is no such file, damaged or newer, or holds data of a module; then
   *     nothing was changed
   * @throws UncheckedIOException if it can't be read
   */
  public static RdbReport load(Path file, Larder larder) {
    return load(file, larder, bytes -> {});
  }

  /**
   * As {@link #load(Path, Larder)}, and says how far it has come.
   *
   * @param file the file
   * @param larder the store
   * @param progress gets the number of bytes that have been loaded, about once a mebibyte
   * @return what it held
   */
  public static RdbReport load(Path file, Larder larder, LongConsumer progress) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(progress, "progress");
    if (!(larder instanceof Store store)) {
      throw new IllegalArgumentException("only a store that Larder opened can be loaded");
    }
    long now = store.shelf().engine().time().millis();
    store.shelf().engine().world(); // throws when the store is closed
    read(file, (database, key, value, deadline) -> {}, now, bytes -> {});
    return read(file, new KeyLoader(store), now, progress);
  }

  private static RdbReport read(Path file, RdbReader.Sink sink, long now, LongConsumer progress) {
    try (InputStream in = Files.newInputStream(file)) {
      return RdbReader.read(in, sink, now, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e, e);
    }
  }
}
