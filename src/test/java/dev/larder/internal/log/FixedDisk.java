package dev.larder.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk of arrays that are its caller's, who may change them between two readings: so that each
 * bit of a file can be another without a copy of the file for each. It takes no change: the first
 * call that would be one throws {@link Touched}.
 */
public final class FixedDisk implements Disk {
  private final Map<String, byte[]> files;
  private String cutFile = "";
  private int cutTo;

  /** Somebody wanted to change something. */
  public static final class Touched extends IOException {
    private static final long serialVersionUID = 1;

    Touched(String call) {
      super(call);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this; // it is thrown a hundred thousand times
    }
  }

  /** One with these files on it. */
  public FixedDisk(Map<String, byte[]> files) {
    this.files = files;
  }

  /** From now on, this file ends here. */
  public void cut(String name, int length) {
    cutFile = name;
    cutTo = length;
  }

  /** What is read in them now, for another disk. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> now = new TreeMap<>(files);
    now.computeIfPresent(cutFile, (name, bytes) -> Arrays.copyOf(bytes, cutTo));
    return now;
  }

  @Override
  public DiskFile create(String name) throws Touched {
    throw new Touched("create " + name);
  }

  @Override
  public DiskFile open(String name) throws Touched {
    throw new Touched("open " + name);
  }

  @Override
  public DiskFile read(String name) throws IOException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new NoSuchFileException(name);
    }
    return new FixedFile(bytes, name.equals(cutFile) ? cutTo : bytes.length);
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void rename(String from, String to) throws Touched {
    throw new Touched("rename " + from);
  }

  @Override
  public void delete(String name) throws Touched {
    throw new Touched("delete " + name);
  }

  @Override
  public void syncDirectory() throws Touched {
    throw new Touched("sync the directory");
  }

  @Override
  public Closeable lock(String name) throws Touched {
    throw new Touched("lock " + name);
  }

  @Override
  public String toString() {
    return "a disk that nothing changes";
  }

  private record FixedFile(byte[] bytes, int length) implements DiskFile {
    @Override
    public long size() {
      return length;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      if (position >= length) {
        return -1;
      }
      int count = Math.min(target.remaining(), length - (int) position);
      target.put(bytes, (int) position, count);
      return count;
    }

    @Override
    public int write(ByteBuffer source, long position) throws Touched {
      throw new Touched("write");
    }

    @Override
    public void force() throws Touched {
      throw new Touched("force");
    }

    @Override
    public void truncate(long size) throws Touched {
      throw new Touched("truncate");
    }

    @Override
    public void close() {}
  }
}
