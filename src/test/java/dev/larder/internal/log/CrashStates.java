package dev.larder.internal.log;

import dev.larder.internal.log.DiskOperation.Data;
import dev.larder.internal.log.DiskOperation.Force;
import dev.larder.internal.log.DiskOperation.ForceFailed;
import dev.larder.internal.log.DiskOperation.Naming;
import dev.larder.internal.log.DiskOperation.SyncDirectory;
import dev.larder.internal.log.DiskOperation.SyncDirectoryFailed;
import dev.larder.internal.log.DiskOperation.Truncate;
import dev.larder.internal.log.DiskOperation.Write;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What crashes may leave of a {@link RecordingDisk}, at any point of its trace.
 *
 * <p>An operation is certain once its file was forced, or, when it is about a name, the directory
 * was synced. Until then it may be on the disk or not, whatever became of those before and after
 * it: a disk orders nothing by itself. That is more than real ones do, which have journals, and
 * write a sector as a whole; who survives this survives them.
 */
public final class CrashStates {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int AT_ONCE = -1;

  private final SortedMap<String, FileBytes> base;
  private final List<DiskOperation> trace;

  /** For each operation, the index of the sync that makes it certain. */
  private final int[] certainAt;

  private final boolean[] grows;

  private CrashStates(SortedMap<String, FileBytes> base, List<DiskOperation> trace) {
    this.base = base;
    this.trace = trace;
    certainAt = new int[trace.size()];
    grows = new boolean[trace.size()];
    for (int i = 0; i < trace.size(); i++) {
      certainAt[i] =
          trace.get(i) instanceof Data || trace.get(i) instanceof Naming ? NEVER : AT_ONCE;
    }
    findSyncs();
    findGrowth();
  }

  /** Of the trace that a disk has up to now. */
  public static CrashStates of(RecordingDisk disk) {
    return new CrashStates(disk.base(), disk.trace());
  }

  /** Cuts go from 0 to this, both included. */
  public int operations() {
    return trace.size();
  }

  /** One state, from the numbers that another one printed. */
  public CrashState state(int cut, CrashKind kind, int index, long seed) {
    return new CrashState(this, cut, kind, index, seed);
  }

  /**
   * The states of all cuts.
   *
   * @param variants how many of those in which there is chance, each
   */
  public Stream<CrashState> all(int variants) {
    return IntStream.rangeClosed(0, trace.size()).boxed().flatMap(cut -> all(cut, variants));
  }

  /** The states of one cut. Many, where much is not synced: a few for each such operation. */
  public Stream<CrashState> all(int cut, int variants) {
    if (pending(cut).findAny().isEmpty()) {
      return Stream.of(state(cut, CrashKind.NOTHING, -1, 0));
    }
    return Arrays.stream(CrashKind.values()).flatMap(kind -> all(cut, kind, variants));
  }

  private Stream<CrashState> all(int cut, CrashKind kind, int variants) {
    int seeds = kind.isRandom() ? variants : 1;
    return indices(cut, kind)
        .boxed()
        .flatMap(index -> LongStream.range(0, seeds).mapToObj(s -> state(cut, kind, index, s)));
  }

  /** One of all cuts. */
  public CrashState random(RandomGenerator random) {
    return random(random, 0);
  }

  /** One of the cuts from this one on. Half of them of the random kind, which has the most. */
  public CrashState random(RandomGenerator random, int firstCut) {
    int cut = random.nextInt(firstCut, trace.size() + 1);
    CrashKind[] kinds = CrashKind.values();
    CrashKind kind = random.nextBoolean() ? CrashKind.RANDOM : kinds[random.nextInt(kinds.length)];
    int[] indices = indices(cut, kind).toArray();
    long seed = random.nextLong();
    if (indices.length == 0) {
      return state(cut, CrashKind.RANDOM, -1, seed);
    }
    return state(cut, kind, indices[random.nextInt(indices.length)], seed);
  }

  /**
   * The disk after the process ended there and the machine went on: all is still to be read, though
   * what was not synced may yet be lost by a later crash. The trace goes on.
   */
  public RecordingDisk killed(int cut) {
    RecordingDisk disk = new RecordingDisk(base);
    trace.subList(0, cut).forEach(disk::record);
    return disk;
  }

  SortedMap<String, FileBytes> base() {
    return base;
  }

  DiskOperation operation(int index) {
    return trace.get(index);
  }

  /** Whether a crash at the cut may lose an operation before it. */
  boolean isPending(int index, int cut) {
    return certainAt[index] >= cut;
  }

  private IntStream pending(int cut) {
    return IntStream.range(0, cut).filter(index -> isPending(index, cut));
  }

  private IntStream indices(int cut, CrashKind kind) {
    return switch (kind.needs) {
      case NO_INDEX -> IntStream.of(-1);
      case ANY -> pending(cut);
      case GROWING_WRITE -> pending(cut).filter(index -> grows[index]);
      case TEARABLE_WRITE ->
          pending(cut)
              .filter(i -> trace.get(i) instanceof Write write && write.crosses(kind.sectorSize));
    };
  }

  private void findSyncs() {
    // Backwards, with the next sync of each file and of the names; NEVER if that one fails.
    int names = NEVER;
    int[] files = new int[fileCount()];
    Arrays.fill(files, NEVER);
    for (int i = trace.size() - 1; i >= 0; i--) {
      DiskOperation operation = trace.get(i);
      if (operation instanceof SyncDirectory) {
        names = i;
      } else if (operation instanceof SyncDirectoryFailed) {
        names = NEVER;
      } else if (operation instanceof Force force) {
        files[force.file()] = i;
      } else if (operation instanceof ForceFailed failed) {
        files[failed.file()] = NEVER;
      } else if (operation instanceof Data data) {
        certainAt[i] = files[data.file()];
      } else {
        certainAt[i] = names;
      }
    }
  }

  private void findGrowth() {
    long[] lengths = new long[fileCount()];
    int file = 0;
    for (FileBytes bytes : base.values()) {
      lengths[file++] = bytes.length();
    }
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i) instanceof Write write) {
        long end = write.offset() + write.bytes().length;
        grows[i] = end > lengths[write.file()];
        lengths[write.file()] = Math.max(end, lengths[write.file()]);
      } else if (trace.get(i) instanceof Truncate truncate) {
        lengths[truncate.file()] = truncate.size();
      }
    }
  }

  private int fileCount() {
    return base.size() + trace.size();
  }
}
