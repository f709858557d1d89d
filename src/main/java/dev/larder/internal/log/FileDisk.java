package dev.larder.internal.log;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A directory of the file system, which must be there. What the system refuses comes out as it said
 * it: {@link java.nio.file.NoSuchFileException}, {@link java.nio.file.AccessDeniedException}, and
 * so on.
 *
 * <p>Windows can't open a directory, hence not sync one: there {@link #syncDirectory} does nothing,
 * and creations, renames and removals last as well as the journal of NTFS makes them.
 */
public final class FileDisk implements Disk {
  private static final boolean DIRECTORIES_CAN_BE_SYNCED = File.separatorChar != '\\';

  private final Path directory;

  /** Of the files in a directory. */
  public FileDisk(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return open(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile read(String name) throws IOException {
    return open(name, StandardOpenOption.READ);
  }

  private DiskFile open(String name, OpenOption... options) throws IOException {
    return new ChannelFile(FileChannel.open(path(name), options));
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    // A directory in here, such as lost+found, is none of ours.
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (Path file : files) {
        names.add(String.valueOf(file.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    if (DIRECTORIES_CAN_BE_SYNCED) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return DirectoryLock.take(directory, path(name));
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  /** Names come from files, too: one that leads out of the directory is a mistake or an attack. */
  private Path path(String name) {
    Path path = directory.resolve(name);
    if (!directory.equals(path.getParent()) || !path.equals(path.normalize())) {
      throw new IllegalArgumentException("not a plain file name: " + name);
    }
    return path;
  }

  /** A file behind a channel. */
  private record ChannelFile(FileChannel channel) implements DiskFile {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return channel.write(source, position);
    }

    /**
     * Without metadata, also after the length changed. On Linux this is fdatasync, which leaves out
     * only what reading the data does not need, such as times; its manual names the length as what
     * it does write. The JVM asks macOS for F_FULLFSYNC and Windows for FlushFileBuffers either
     * way. Metadata would cost one more write to the file system's journal, each time.
     */
    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * A locked file, empty, that stays when it is unlocked: were it removed, one process could lock
   * the removed file and another the new one.
   *
   * <p>POSIX drops the lock of a process as soon as the process closes the file, through whichever
   * of its descriptors. So nobody may open the lock file a second time while this process has it
   * locked, not even to read it: {@code HELD} is asked first.
   */
  private static final class DirectoryLock implements Closeable {
    /** The lock files that this process has locked. */
    private static final Set<String> HELD = new ConcurrentSkipListSet<>();

    /**
     * Another class loader's copy of this class has another {@code HELD}. The channels by which we
     * ran into its locks stay open for good, since closing one would unlock what it holds.
     */
    private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

    private final String key;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DirectoryLock(String key, FileChannel channel) {
      this.key = key;
      this.channel = channel;
    }

    static DirectoryLock take(Path directory, Path file) throws IOException {
      String key = identity(directory) + File.separatorChar + file.getFileName();
      if (!HELD.add(key)) {
        throw inUse(directory, "another store of this process");
      }
      boolean taken = false;
      try {
        DirectoryLock lock = new DirectoryLock(key, lockedChannel(directory, file));
        taken = true;
        return lock;
      } finally {
        if (!taken) {
          HELD.remove(key);
        }
      }
    }

    /** What two paths to one directory have in common, be it by a link or by a second mount. */
    private static String identity(Path directory) throws IOException {
      Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
      return key == null ? directory.toRealPath().toString() : key.toString();
    }

    private static FileChannel lockedChannel(Path directory, Path file) throws IOException {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean keepOpen = false;
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          throw inUse(directory, "another process");
        }
        keepOpen = true;
        return channel;
      } catch (OverlappingFileLockException e) {
        keepOpen = true;
        NEVER_CLOSED.add(channel);
        throw inUse(directory, "another store of this process");
      } finally {
        if (!keepOpen) {
          channel.close();
        }
      }
    }

    private static DirectoryInUseException inUse(Path directory, String by) {
      return new DirectoryInUseException(directory + " is in use by " + by);
    }

    /** A second call does nothing: by then somebody else may hold the lock. */
    @Override
    public void close() throws IOException {
      if (closed.compareAndSet(false, true)) {
        try {
          channel.close();
        } finally {
          HELD.remove(key);
        }
      }
    }
  }
}
