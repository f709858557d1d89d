package dev.larder.internal.log;

import dev.larder.internal.log.DiskOperation.Create;
import dev.larder.internal.log.DiskOperation.Delete;
import dev.larder.internal.log.DiskOperation.Force;
import dev.larder.internal.log.DiskOperation.ForceFailed;
import dev.larder.internal.log.DiskOperation.Rename;
import dev.larder.internal.log.DiskOperation.SyncDirectory;
import dev.larder.internal.log.DiskOperation.SyncDirectoryFailed;
import dev.larder.internal.log.DiskOperation.Truncate;
import dev.larder.internal.log.DiskOperation.Write;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A disk in memory that keeps a trace of what changed it, from which {@link CrashStates} tells what
 * a crash may leave. It starts with files that are safely on it.
 */
public final class RecordingDisk implements Disk, Forgetful {
  private final SortedMap<String, FileBytes> base;
  private final DiskImage now;
  private final List<DiskOperation> trace = new ArrayList<>();
  private final Set<String> locked = new HashSet<>();

  /** An empty one. */
  public RecordingDisk() {
    this(Collections.emptySortedMap());
  }

  RecordingDisk(SortedMap<String, FileBytes> base) {
    this.base = base;
    now = new DiskImage(base);
  }

  /** One with files on it. */
  public static RecordingDisk of(Map<String, byte[]> files) {
    SortedMap<String, FileBytes> base = new TreeMap<>();
    files.forEach((name, bytes) -> base.put(name, new FileBytes(bytes.clone())));
    return new RecordingDisk(base);
  }

  /** How many operations the trace has: what is acknowledged now, a cut from here on must show. */
  public synchronized int position() {
    return trace.size();
  }

  /** What has been done so far. */
  public synchronized List<DiskOperation> trace() {
    return List.copyOf(trace);
  }

  /** All files with what a process reads in them now. */
  public synchronized SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    now.content().forEach((name, bytes) -> files.put(name, bytes.toArray()));
    return files;
  }

  SortedMap<String, FileBytes> base() {
    return base;
  }

  synchronized void record(DiskOperation operation) {
    now.apply(operation);
    trace.add(operation);
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    if (now.file(name) != null) {
      throw new FileAlreadyExistsException(name);
    }
    int file = now.nextFile();
    now.bytes(file);
    record(new Create(file, name));
    return new RecordedFile(file, name, true);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new RecordedFile(find(name), name, true);
  }

  @Override
  public DiskFile read(String name) throws IOException {
    return new RecordedFile(find(name), name, false);
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(now.content().keySet());
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    int file = find(from);
    if (!from.equals(to)) {
      record(new Rename(file, from, to));
    }
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    record(new Delete(find(name), name));
  }

  @Override
  public void syncDirectory() {
    record(new SyncDirectory());
  }

  @Override
  public void forgetUnsynced() {
    record(new SyncDirectoryFailed());
  }

  @Override
  public synchronized Closeable lock(String name) throws IOException {
    if (!locked.add(name)) {
      throw new DirectoryInUseException(this + " is in use by another store");
    }
    if (now.file(name) == null) {
      create(name);
    }
    return () -> unlock(name);
  }

  private synchronized void unlock(String name) {
    locked.remove(name);
  }

  private synchronized int find(String name) throws NoSuchFileException {
    Integer file = now.file(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  @Override
  public String toString() {
    return "a disk in memory";
  }

  /** As a channel does it: complaints included. */
  private final class RecordedFile implements DiskFile, Forgetful {
    private final int file;
    private final String name;
    private final boolean writable;
    private boolean closed;

    RecordedFile(int file, String name, boolean writable) {
      this.file = file;
      this.name = name;
      this.writable = writable;
    }

    @Override
    public long size() throws IOException {
      synchronized (RecordingDisk.this) {
        return openBytes().length();
      }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (RecordingDisk.this) {
        return openBytes().read(target, position);
      }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      synchronized (RecordingDisk.this) {
        writableBytes();
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        if (bytes.length > 0) {
          record(new Write(file, name, position, bytes));
        }
        return bytes.length;
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (RecordingDisk.this) {
        record(new Force(file, name, openBytes().length()));
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (RecordingDisk.this) {
        if (size < writableBytes().length()) {
          record(new Truncate(file, name, size));
        }
      }
    }

    @Override
    public void forgetUnsynced() {
      record(new ForceFailed(file, name));
    }

    @Override
    public void close() {
      closed = true;
    }

    private FileBytes openBytes() throws ClosedChannelException {
      if (closed) {
        throw new ClosedChannelException();
      }
      return now.bytes(file);
    }

    private FileBytes writableBytes() throws ClosedChannelException {
      FileBytes bytes = openBytes();
      if (!writable) {
        throw new NonWritableChannelException();
      }
      return bytes;
    }
  }
}
