package dev.larder.internal.log;

import dev.larder.internal.log.DiskOperation.Naming;
import dev.larder.internal.log.DiskOperation.Write;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Replays a trace up to the crash, and leaves out what the crash lost. */
final class CrashBuilder {
  private static final double[] ODDS_OF_DATA = {0.1, 0.5, 0.9};
  private static final double[] ODDS_OF_NAMES = {0, 0.5, 1};
  private static final int[] SECTOR_SIZES = {512, 4096};
  private static final int RANDOM_TEARS_ONE_IN = 4;

  /** What a file that is as long as it should be has where a write was lost. */
  private enum Instead {
    SHORTER,
    ZEROS,
    STALE
  }

  private static final Instead[] EACH_INSTEAD = {
    Instead.SHORTER, Instead.SHORTER, Instead.ZEROS, Instead.STALE
  };

  private final CrashStates states;
  private final CrashState state;
  private final SplittableRandom random;
  private final DiskImage image;
  private final double oddsOfData;
  private final double oddsOfNames;
  private final boolean laterOnesKept;
  private final Instead instead;
  private @Nullable DiskImage visible;

  CrashBuilder(CrashStates states, CrashState state) {
    this.states = states;
    this.state = state;
    random = new SplittableRandom(mix(state));
    image = new DiskImage(states.base());
    oddsOfData = ODDS_OF_DATA[random.nextInt(ODDS_OF_DATA.length)];
    oddsOfNames = ODDS_OF_NAMES[random.nextInt(ODDS_OF_NAMES.length)];
    laterOnesKept = random.nextBoolean();
    instead =
        switch (state.kind()) {
          case ZEROS -> Instead.ZEROS;
          case STALE -> Instead.STALE;
          case RANDOM -> EACH_INSTEAD[random.nextInt(EACH_INSTEAD.length)];
          default -> Instead.SHORTER;
        };
  }

  /** So that one seed means something else for each operation. */
  private static long mix(CrashState state) {
    long place = state.cut() * 1_000_003L + state.index();
    return state.seed() ^ place * 0x9E3779B97F4A7C15L ^ (long) state.kind().ordinal() << 56;
  }

  RecordingDisk build() {
    reserve();
    for (int i = 0; i < state.cut(); i++) {
      DiskOperation operation = states.operation(i);
      if (!states.isPending(i, state.cut())) {
        image.apply(operation);
      } else if (!isKept(i, operation)) {
        lose(operation);
      } else if (operation instanceof Write write && isTorn(i)) {
        tear(write);
      } else {
        image.apply(operation);
      }
    }
    return new RecordingDisk(image.content());
  }

  private void reserve() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int i = 0; i < state.cut(); i++) {
      if (states.operation(i) instanceof Write write) {
        ends.merge(write.file(), write.offset() + write.bytes().length, Math::max);
      }
    }
    ends.forEach((file, end) -> image.bytes(file).reserve(end));
  }

  private boolean isKept(int i, DiskOperation operation) {
    boolean names = operation instanceof Naming;
    return switch (state.kind()) {
      case NOTHING -> false;
      case EVERYTHING -> true;
      case NAMES_ONLY -> names;
      case DATA_ONLY -> !names;
      case PREFIX -> i < state.index();
      case DROP_ONE -> i != state.index();
      case TORN_512, TORN_4096 -> laterOnesKept || i <= state.index();
      case ZEROS, STALE -> names || i < state.index();
      case RANDOM -> random.nextDouble() < (names ? oddsOfNames : oddsOfData);
    };
  }

  private boolean isTorn(int i) {
    return state.kind() == CrashKind.RANDOM
        ? random.nextInt(RANDOM_TEARS_ONE_IN) == 0
        : state.kind().sectorSize > 1 && i == state.index();
  }

  /** Keeps some of its sectors and loses others; where there is one only, keeps that. */
  private void tear(Write write) {
    int sectorSize =
        state.kind() == CrashKind.RANDOM
            ? SECTOR_SIZES[random.nextInt(SECTOR_SIZES.length)]
            : state.kind().sectorSize;
    long end = write.offset() + write.bytes().length;
    long first = write.offset() / sectorSize;
    boolean[] kept = sectors((int) ((end - 1) / sectorSize - first) + 1);
    for (int i = 0; i < kept.length; i++) {
      long from = Math.max(write.offset(), (first + i) * sectorSize);
      long to = Math.min(end, (first + i + 1) * sectorSize);
      if (kept[i]) {
        int start = (int) (from - write.offset());
        image.bytes(write.file()).write(from, write.bytes(), start, start + (int) (to - from));
      } else {
        loseBytes(write.file(), from, to);
      }
    }
  }

  private boolean[] sectors(int count) {
    boolean[] kept = new boolean[count];
    boolean allTheSame = true;
    for (int i = 0; i < count; i++) {
      kept[i] = random.nextBoolean();
      allTheSame &= kept[i] == kept[0];
    }
    if (count == 1) {
      kept[0] = true;
    } else if (allTheSame) {
      int other = random.nextInt(count);
      kept[other] = !kept[other];
    }
    return kept;
  }

  private void lose(DiskOperation operation) {
    if (operation instanceof Write write) {
      loseBytes(write.file(), write.offset(), write.offset() + write.bytes().length);
    }
  }

  /** What the file had there before it keeps; what it had not, it has now or is the shorter for. */
  private void loseBytes(int file, long from, long to) {
    FileBytes bytes = image.bytes(file);
    if (instead == Instead.ZEROS && to > bytes.length()) {
      bytes.resize(to);
    } else if (instead == Instead.STALE && to > bytes.length()) {
      long start = Math.max(from, bytes.length());
      byte[] stale = staleBytes(file, (int) start, (int) to);
      bytes.write(start, stale, 0, stale.length);
    }
  }

  /**
   * Either garbage, or what another file has in the same place: a block that was its own before, or
   * a file that was reused.
   */
  private byte[] staleBytes(int file, int from, int to) {
    byte[] stale = new byte[to - from];
    random.nextBytes(stale);
    List<FileBytes> others = olderFiles(file).stream().filter(f -> f.length() > from).toList();
    if (!others.isEmpty() && random.nextBoolean()) {
      others.get(random.nextInt(others.size())).read(ByteBuffer.wrap(stale), from);
    }
    return stale;
  }

  /** What lay on the disk at first and at last, in files that are gone, too; but this one. */
  private List<FileBytes> olderFiles(int file) {
    if (visible == null) {
      visible = new DiskImage(states.base());
      for (int i = 0; i < state.cut(); i++) {
        visible.apply(states.operation(i));
      }
    }
    List<FileBytes> older = new ArrayList<>(states.base().values());
    older.addAll(visible.files());
    older.remove(visible.bytes(file));
    return older;
  }
}
