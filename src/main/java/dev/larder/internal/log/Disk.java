package dev.larder.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory of files, as little of it as the log needs: so that tests can lose, tear and refuse
 * what was written. Names are plain file names. No call may come from a caller's thread whose
 * interruption would close a file under everybody.
 */
public interface Disk {
  /** Creates an empty file, to be written and read; fails when there is one of that name. */
  DiskFile create(String name) throws IOException;

  /** Opens a file that is there, to be read and written. */
  DiskFile open(String name) throws IOException;

  /** Opens a file that is there, to be read. */
  DiskFile read(String name) throws IOException;

  /** The names of all files in the directory, in no order. */
  List<String> list() throws IOException;

  /** Gives a file another name, atomically; what had that name is replaced. */
  void rename(String from, String to) throws IOException;

  /** Removes a file. */
  void delete(String name) throws IOException;

  /** Returns when creations, renames and removals so far are on the disk. */
  void syncDirectory() throws IOException;

  /**
   * Locks the directory against other processes, and other stores of this one, by a file of this
   * name.
   *
   * @return what unlocks
   * @throws DirectoryInUseException if another holds it
   */
  Closeable lock(String name) throws IOException;

  /** Where this is, for messages. */
  @Override
  String toString();
}
