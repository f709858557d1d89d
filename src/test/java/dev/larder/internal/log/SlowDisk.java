package dev.larder.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A disk whose syncs take as long as a test wants: it sees what a store does meanwhile. Until a
 * hold is asked for it is as fast as the disk behind it.
 */
public final class SlowDisk implements Disk, Forgetful, AutoCloseable {
  /** Keeps each force that begins from now on from going on, until it is released. */
  public static final class Hold {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold() {}

    /** Returns once a force is being held. */
    public void awaitForce() throws InterruptedException {
      arrived.await();
    }

    /** Whether a force is being held, or was. */
    public boolean hasForce() {
      return arrived.getCount() == 0;
    }

    /** Lets go of those that are held and of all to come. */
    public void release() {
      released.countDown();
    }

    /** Through interrupts, as a real one waits. */
    private void pass() {
      arrived.countDown();
      boolean interrupted = false;
      while (true) {
        try {
          released.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final Disk disk;
  private volatile Hold hold = new Hold();

  /** A fast one, for now. */
  public SlowDisk(Disk disk) {
    this.disk = disk;
    hold.release();
  }

  /** Holds the next force, and those after it. */
  public Hold hold() {
    Hold next = new Hold();
    hold = next;
    return next;
  }

  /** Lets go of everything, so that a test that fails ends. */
  @Override
  public void close() {
    hold.release();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new SlowFile(disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new SlowFile(disk.open(name));
  }

  @Override
  public DiskFile read(String name) throws IOException {
    return new SlowFile(disk.read(name));
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    disk.syncDirectory();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return disk.lock(name);
  }

  @Override
  public void forgetUnsynced() {
    Forgetful.forget(disk);
  }

  @Override
  public String toString() {
    return disk.toString();
  }

  /** A file that waits before it is forced. */
  private final class SlowFile implements DiskFile, Forgetful {
    private final DiskFile file;

    SlowFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return file.write(source, position);
    }

    @Override
    public void force() throws IOException {
      hold.pass();
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void forgetUnsynced() {
      Forgetful.forget(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
