package dev.larder.internal.journal;

import dev.larder.DamagedStoreException;
import dev.larder.internal.journal.FileReport.Role;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.DiskFile;
import dev.larder.internal.log.SegmentDamage;
import dev.larder.internal.log.SegmentFormat.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory and what each is for, in whatever state they are; reads only. Where the
 * manifest can't be read, the files themselves have to say what is in force.
 *
 * @param manifest what it says, or null if it can't be read
 * @param files what each is, those that opening reads first and in that order
 */
record StoreFiles(@Nullable Manifest manifest, List<FileReport> files) {
  /** Looks at a directory; all segments are read. */
  static StoreFiles of(Disk disk) throws IOException {
    List<String> names = new ArrayList<>(disk.list());
    names.sort(Comparator.naturalOrder()); // those of a kind have as many digits each
    Manifest manifest = null;
    List<SegmentDamage> damage = List.of();
    if (names.contains(Manifest.FILE)) {
      try {
        manifest = Manifest.read(disk);
      } catch (DamagedStoreException e) {
        damage = List.of(ofManifest(e.position(), sizeOf(disk, Manifest.FILE), e.expected()));
      }
    }
    List<FileReport> found = new ArrayList<>();
    for (String name : names) {
      if (Kind.SNAPSHOT.offsetOf(name) >= 0) {
        found.add(FileScanner.scan(disk, name, Kind.SNAPSHOT, Role.LEFT_OVER));
      } else if (Kind.JOURNAL.offsetOf(name) >= 0) {
        found.add(FileScanner.scan(disk, name, Kind.JOURNAL, Role.LEFT_OVER));
      } else {
        long bytes = sizeOf(disk, name);
        boolean isManifest = name.equals(Manifest.FILE);
        found.add(FileReport.plain(name, roleOf(name), bytes, isManifest ? damage : List.of()));
      }
    }
    return new StoreFiles(manifest, inOrder(found, manifest));
  }

  private static SegmentDamage ofManifest(long position, long end, String expected) {
    return new SegmentDamage(Manifest.FILE, position, end, 0, 0, expected);
  }

  private static long sizeOf(Disk disk, String name) throws IOException {
    if (name.equals(Recovery.LOCK)) {
      return 0; // opening it could let go of a lock that this process holds
    }
    try (DiskFile file = disk.read(name)) {
      return file.size();
    }
  }

  private static Role roleOf(String name) {
    return switch (name) {
      case Manifest.FILE -> Role.MANIFEST;
      case Manifest.NEW_FILE -> Role.LEFT_OVER;
      case Recovery.LOCK -> Role.LOCK;
      default -> roleOfHeat(name);
    };
  }

  private static Role roleOfHeat(String name) {
    if (!HeatFormat.isHeat(name)) {
      return Role.OTHER;
    }
    return HeatFormat.isNew(name) ? Role.LEFT_OVER : Role.HEAT;
  }

  private static List<FileReport> inOrder(List<FileReport> found, @Nullable Manifest manifest) {
    List<FileReport> snapshots = segments(found, Kind.SNAPSHOT);
    List<FileReport> journal = segments(found, Kind.JOURNAL);
    InForce inForce =
        manifest == null
            ? InForce.guess(snapshots, journal)
            : new InForce(manifest.snapshot(), manifest.journal());
    List<FileReport> ordered = new ArrayList<>();
    found.stream().filter(f -> f.role() == Role.MANIFEST).forEach(ordered::add);
    snapshots.stream()
        .filter(f -> f.name().equals(inForce.snapshot()))
        .forEach(f -> ordered.add(f.withRole(Role.SNAPSHOT)));
    journal.stream()
        .filter(f -> f.offset() >= inForce.journal())
        .forEach(f -> ordered.add(f.withRole(Role.JOURNAL)));
    for (FileReport file : found) {
      if (ordered.stream().noneMatch(f -> f.name().equals(file.name()))) {
        ordered.add(file);
      }
    }
    return List.copyOf(ordered);
  }

  private static List<FileReport> segments(List<FileReport> found, Kind kind) {
    return found.stream()
        .filter(file -> kind.offsetOf(file.name()) >= 0)
        .sorted(Comparator.comparingLong(FileReport::offset))
        .toList();
  }

  /** Whether there is something of a store's. */
  boolean isStore() {
    return files.stream().anyMatch(file -> isOfStore(file.name()));
  }

  /** Whether a name is one that a store gives, once it is one. */
  static boolean isOfStore(String name) {
    return name.equals(Manifest.FILE)
        || Kind.SNAPSHOT.offsetOf(name) >= 0
        || Kind.JOURNAL.offsetOf(name) >= 0;
  }

  /** The snapshot in force, or null when there is none, or it is not there. */
  @Nullable FileReport snapshot() {
    return files.stream().filter(f -> f.role() == Role.SNAPSHOT).findFirst().orElse(null);
  }

  /** The segments of the journal that are read, in order. */
  List<FileReport> journal() {
    return files.stream().filter(f -> f.role() == Role.JOURNAL).toList();
  }

  /** The offset where the journal begins. */
  long journalOffset() {
    FileReport snapshot = snapshot();
    if (manifest != null) {
      return manifest.journal();
    }
    return snapshot == null ? 0 : snapshot.offset();
  }
}
