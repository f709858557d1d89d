package dev.larder.internal.journal;

import dev.larder.DamagedStoreException;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.DiskFile;
import dev.larder.internal.log.SegmentFormat;
import dev.larder.internal.log.SegmentWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code manifest}: what a store's directory is made of. It is replaced as a whole, by a
 * rename. Text, so that people can read it:
 *
 * <pre>
 *   larder 1                             the format version
 *   store 0f8fad5b-d9cb-469f-a165-70867728950e
 *   snapshot snapshot-00000000000000001234.log 5678     the file in force and its length, or: none
 *   journal 1234                         the offset where the journal goes on from the snapshot
 *   synced 1240                          below it, everything is on the disk
 *   generation 3                         of the snapshot; segments after it have higher ones
 *   highest 4                            no file has had a higher generation than this, or than the
 *                                        last segment has
 *   crc 1a2b3c4d                         CRC-32C of all lines before
 * </pre>
 *
 * @param store the id that all files of the store share
 * @param snapshot the snapshot in force, or null
 * @param snapshotSize its length in bytes
 * @param journal the first offset that is not in the snapshot
 * @param synced below which offset everything is on the disk
 * @param generation of the snapshot: those of the journal's segments are higher
 * @param highest no file that was cut off had a higher one
 */
record Manifest(
    UUID store,
    @Nullable String snapshot,
    long snapshotSize,
    long journal,
    long synced,
    int generation,
    int highest) {
  static final String FILE = "manifest";
  static final String NEW_FILE = "manifest.new";

  /** No manifest is longer. */
  private static final int LONGEST = 4096;

  /** That of a new store. */
  static Manifest create(UUID store) {
    return new Manifest(store, null, 0, 0, 0, 0, 0);
  }

  /** With another highest generation. */
  Manifest withHighest(int other) {
    return new Manifest(store, snapshot, snapshotSize, journal, synced, generation, other);
  }

  /** Puts this in place of the one that is there; on the disk when it returns. */
  void write(Disk disk) throws IOException {
    if (disk.list().contains(NEW_FILE)) {
      disk.delete(NEW_FILE);
    }
    ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII));
    try (DiskFile file = disk.create(NEW_FILE)) {
      for (int empty = 0; bytes.hasRemaining(); ) {
        empty = file.write(bytes, bytes.position()) == 0 ? empty + 1 : 0;
        if (empty == SegmentWriter.EMPTY_WRITES) {
          throw new IOException(NEW_FILE + ": the disk takes no more bytes");
        }
      }
      file.force();
    }
    disk.rename(NEW_FILE, FILE);
    disk.syncDirectory();
  }

  private String text() {
    String lines =
        "larder "
            + SegmentFormat.VERSION
            + "\nstore "
            + store
            + "\nsnapshot "
            + (snapshot == null ? "none" : snapshot + " " + snapshotSize)
            + "\njournal "
            + journal
            + "\nsynced "
            + synced
            + "\ngeneration "
            + generation
            + "\nhighest "
            + highest
            + "\n";
    return lines + "crc " + crc(lines) + "\n";
  }

  private static String crc(String lines) {
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.ISO_8859_1));
    return String.format("%08x", crc.getValue());
  }

  /**
   * Reads the one that is there.
   *
   * @throws DamagedStoreException if it is not as it was written
   * @throws dev.larder.FormatVersionException if a newer version wrote it
   */
  static Manifest read(Disk disk) throws IOException {
    String text;
    try (DiskFile file = disk.read(FILE)) {
      long size = file.size();
      if (size > LONGEST) {
        throw damaged(LONGEST, "at most " + LONGEST + " bytes, found " + size, null);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = file.read(bytes, bytes.position());
      }
      text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
    int crcLine = text.lastIndexOf("crc ");
    if (crcLine < 0
        || !text.substring(crcLine).equals("crc " + crc(text.substring(0, crcLine)) + "\n")) {
      throw damaged(Math.max(0, crcLine), "the checksum of the lines before", null);
    }
    return parse(text.lines().toList());
  }

  private static Manifest parse(List<String> lines) {
    try {
      SegmentFormat.checkVersion(FILE, Long.parseLong(field(lines, 0, "larder")));
      String snapshot = field(lines, 2, "snapshot");
      int space = snapshot.indexOf(' ');
      return new Manifest(
          UUID.fromString(field(lines, 1, "store")),
          space < 0 ? null : snapshot.substring(0, space),
          space < 0 ? 0 : Long.parseLong(snapshot.substring(space + 1)),
          Long.parseLong(field(lines, 3, "journal")),
          Long.parseLong(field(lines, 4, "synced")),
          Integer.parseInt(field(lines, 5, "generation")),
          Integer.parseInt(field(lines, 6, "highest")));
    } catch (IllegalArgumentException e) {
      throw damaged(0, "the lines of a manifest: " + e.getMessage(), e);
    }
  }

  private static String field(List<String> lines, int index, String name) {
    if (index >= lines.size() || !lines.get(index).startsWith(name + " ")) {
      throw new IllegalArgumentException("line " + (index + 1) + " must begin with " + name);
    }
    return lines.get(index).substring(name.length() + 1);
  }

  private static DamagedStoreException damaged(
      long at, String expected, @Nullable Throwable cause) {
    return new DamagedStoreException(FILE, at, expected, cause);
  }
}
