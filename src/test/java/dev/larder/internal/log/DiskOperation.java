package dev.larder.internal.log;

/**
 * One entry of the trace of a {@link RecordingDisk}. A file is a number, since names come and go;
 * its name at that time is there to be read.
 */
public sealed interface DiskOperation {
  /** Changes a name: on the disk for certain once the directory is synced. */
  sealed interface Naming extends DiskOperation {}

  /** Changes bytes or length of a file: on the disk for certain once the file is forced. */
  sealed interface Data extends DiskOperation {
    int file();
  }

  record Create(int file, String name) implements Naming {
    @Override
    public String toString() {
      return "create " + name;
    }
  }

  record Rename(int file, String from, String to) implements Naming {
    @Override
    public String toString() {
      return "rename " + from + " to " + to;
    }
  }

  record Delete(int file, String name) implements Naming {
    @Override
    public String toString() {
      return "delete " + name;
    }
  }

  record Write(int file, String name, long offset, byte[] bytes) implements Data {
    /** Whether a crash may tear it at a multiple of this size. */
    boolean crosses(int sectorSize) {
      return offset / sectorSize != (offset + bytes.length - 1) / sectorSize;
    }

    @Override
    public String toString() {
      return "write " + bytes.length + " to " + name + " at " + offset;
    }
  }

  record Truncate(int file, String name, long size) implements Data {
    @Override
    public String toString() {
      return "truncate " + name + " to " + size;
    }
  }

  /** With the length that is on the disk from here on. */
  record Force(int file, String name, long size) implements DiskOperation {
    @Override
    public String toString() {
      return "force " + name;
    }
  }

  /** What was not on the disk before is no longer going to get there, whatever is forced later. */
  record ForceFailed(int file, String name) implements DiskOperation {
    @Override
    public String toString() {
      return "failed force of " + name;
    }
  }

  record SyncDirectory() implements DiskOperation {
    @Override
    public String toString() {
      return "sync directory";
    }
  }

  /** As {@link ForceFailed}, of names. */
  record SyncDirectoryFailed() implements DiskOperation {
    @Override
    public String toString() {
      return "failed sync of directory";
    }
  }
}
