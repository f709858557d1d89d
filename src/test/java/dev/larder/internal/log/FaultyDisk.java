package dev.larder.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A disk of which some calls fail. Calls are counted from 1 on, those of its files included; so a
 * test runs a script once to learn how many there are, and then once for each of them.
 *
 * <p>A call that fails has done nothing. After a failed sync, whatever was not synced is lost, and
 * later syncs succeed all the same: see {@link Forgetful}.
 */
public final class FaultyDisk implements Disk, Forgetful {
  /** How much a short write writes. */
  public enum Short {
    /** No byte. */
    NOTHING,
    /** The first half. */
    HALF
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private static final int NONE = Integer.MAX_VALUE;

  private final Disk disk;
  private final List<String> calls = new ArrayList<>();
  private int writes;
  private int firstFailing = NONE;
  private int lastFailing = NONE;
  private Supplier<? extends IOException> failure = FaultyDisk::inputOutputError;
  private int shortWrite = NONE;
  private Short how = Short.HALF;

  /** One that does not fail yet. */
  public FaultyDisk(Disk disk) {
    this.disk = disk;
  }

  /** What Linux says of a broken device. */
  public static IOException inputOutputError() {
    return new IOException("Input/output error");
  }

  /** What Linux says of a full one. */
  public static IOException noSpaceLeft() {
    return new IOException("No space left on device");
  }

  /** Has the n-th call fail, and no other. */
  public synchronized FaultyDisk failCall(int n, Supplier<? extends IOException> failure) {
    firstFailing = n;
    lastFailing = n;
    this.failure = failure;
    return this;
  }

  /** Has the n-th call fail, and all after it. */
  public synchronized FaultyDisk failFrom(int n, Supplier<? extends IOException> failure) {
    firstFailing = n;
    lastFailing = NONE;
    this.failure = failure;
    return this;
  }

  /** Has the n-th write, counted among writes, be a short one. */
  public synchronized FaultyDisk shortenWrite(int n, Short how) {
    shortWrite = n;
    this.how = how;
    return this;
  }

  /** Has nothing fail from now on. */
  public synchronized void heal() {
    firstFailing = NONE;
    lastFailing = NONE;
    shortWrite = NONE;
  }

  /** How many calls there were. */
  public synchronized int calls() {
    return calls.size();
  }

  /** What the n-th call was, from 1 on: for messages. */
  public synchronized String call(int n) {
    return calls.get(n - 1);
  }

  /** How many of the calls were writes. */
  public synchronized int writes() {
    return writes;
  }

  private synchronized void count(String call) throws IOException {
    calls.add(call);
    if (calls.size() >= firstFailing && calls.size() <= lastFailing) {
      throw failure.get();
    }
  }

  private <T> T call(String name, Call<T> call) throws IOException {
    count(name);
    return call.run();
  }

  /** How many of so many bytes the next write may write. */
  private synchronized int allowed(int bytes) {
    writes++;
    return writes != shortWrite ? bytes : how == Short.HALF ? bytes / 2 : 0;
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return call("create " + name, () -> new FaultyFile(disk.create(name), name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return call("open " + name, () -> new FaultyFile(disk.open(name), name));
  }

  @Override
  public DiskFile read(String name) throws IOException {
    return call("read " + name, () -> new FaultyFile(disk.read(name), name));
  }

  @Override
  public List<String> list() throws IOException {
    return call("list", disk::list);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    count("rename " + from + " to " + to);
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    count("delete " + name);
    disk.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    countSync("sync directory", disk);
    disk.syncDirectory();
  }

  private void countSync(String name, Object target) throws IOException {
    try {
      count(name);
    } catch (IOException e) {
      Forgetful.forget(target);
      throw e;
    }
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return call("lock " + name, () -> disk.lock(name));
  }

  @Override
  public void forgetUnsynced() {
    Forgetful.forget(disk);
  }

  @Override
  public String toString() {
    return disk.toString();
  }

  /** A file whose calls count with those of its disk. */
  private final class FaultyFile implements DiskFile, Forgetful {
    private final DiskFile file;
    private final String name;

    FaultyFile(DiskFile file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public long size() throws IOException {
      return call("size of " + name, file::size);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return call("read of " + name, () -> file.read(target, position));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      // Counted as a write before it may fail as a call: both numbers go with the same call.
      int allowed = allowed(source.remaining());
      count("write to " + name);
      int limit = source.limit();
      source.limit(source.position() + allowed);
      try {
        return file.write(source, position);
      } finally {
        source.limit(limit);
      }
    }

    @Override
    public void force() throws IOException {
      countSync("force " + name, file);
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      count("truncate " + name);
      file.truncate(size);
    }

    /** Closed it is even when that fails, as it is with a real one. */
    @Override
    public void close() throws IOException {
      try {
        count("close " + name);
      } finally {
        file.close();
      }
    }

    @Override
    public void forgetUnsynced() {
      Forgetful.forget(file);
    }
  }
}
