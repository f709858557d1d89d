package dev.larder.internal.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The model of a disk says what it should: each promised state occurs, and no other. */
class CrashStatesTest {
  private static final int VARIANTS = 50;

  /** Holds one safe file of six bytes. */
  private final RecordingDisk disk = RecordingDisk.of(Map.of("f", "abcdef".getBytes(ISO_8859_1)));

  @Test
  void aWriteThatIsNotSyncedMayVanish() throws IOException {
    disk.open("f").write(bytes("XY"), 1);
    assertEquals(Set.of("f=abcdef", "f=aXYdef"), now());
  }

  @Test
  void aSyncedWriteNeverVanishes() throws IOException {
    DiskFile file = disk.open("f");
    file.write(bytes("XY"), 1);
    assertEquals(2, now().size());
    file.force();
    assertEquals(Set.of("f=aXYdef"), now());
    file.write(bytes("Z"), 5);
    assertEquals(Set.of("f=aXYdef", "f=aXYdeZ"), now());
  }

  @Test
  void writesReachTheDiskInAnyOrder() throws IOException {
    DiskFile file = disk.open("f");
    file.write(bytes("1"), 0);
    file.write(bytes("2"), 1);
    file.write(bytes("3"), 2);
    Set<String> all =
        Set.of(
            "f=abcdef",
            "f=1bcdef",
            "f=a2cdef",
            "f=ab3def",
            "f=12cdef",
            "f=1b3def",
            "f=a23def",
            "f=123def");
    assertEquals(all, now());
    assertEquals(Set.of("f=1bcdef", "f=12cdef", "f=abcdef"), now(CrashKind.PREFIX));
    assertEquals(Set.of("f=a23def", "f=1b3def", "f=12cdef"), now(CrashKind.DROP_ONE));
  }

  @Test
  void forcingOneFileSyncsNoOther() throws IOException {
    DiskFile other = disk.create("g");
    disk.syncDirectory();
    disk.open("f").write(bytes("X"), 0);
    other.write(bytes("Y"), 0);
    other.force();
    assertEquals(Set.of("f=abcdef g=Y", "f=Xbcdef g=Y"), now());
  }

  @Test
  void aForcedFileMayVanishUnlessTheDirectoryIsSynced() throws IOException {
    DiskFile file = disk.create("new");
    file.write(bytes("N"), 0);
    file.force();
    assertEquals(Set.of("f=abcdef", "f=abcdef new=N"), now());
    disk.syncDirectory();
    assertEquals(Set.of("f=abcdef new=N"), now());
  }

  @Test
  void aSyncOfTheDirectorySyncsNoBytes() throws IOException {
    disk.create("new").write(bytes("N"), 0);
    disk.syncDirectory();
    assertTrue(now().contains("f=abcdef new="));
  }

  @Test
  void aRenameIsAtomic() throws IOException {
    DiskFile file = disk.create("tmp");
    file.write(bytes("N"), 0);
    file.force();
    disk.syncDirectory();
    disk.rename("tmp", "f");
    assertEquals(Set.of("f=abcdef tmp=N", "f=N"), now());
    disk.syncDirectory();
    assertEquals(Set.of("f=N"), now());
  }

  /** The mistake of many programs. */
  @Test
  void aRenamedFileIsEmptyIfItWasNotForced() throws IOException {
    disk.create("tmp").write(bytes("N"), 0);
    disk.rename("tmp", "f");
    disk.syncDirectory();
    assertEquals(Set.of("f="), now(CrashKind.NOTHING));
    assertEquals(Set.of("f=N"), now(CrashKind.EVERYTHING));
  }

  @Test
  void aRenamedFileMayVanishOnlyIfItsCreationDid() throws IOException {
    DiskFile file = disk.create("tmp");
    file.write(bytes("N"), 0);
    file.force();
    disk.rename("tmp", "f");
    assertEquals(Set.of("f=abcdef", "f=abcdef tmp=N", "f=N"), now());
  }

  @Test
  void aRemovalIsKeptOrLost() throws IOException {
    disk.delete("f");
    assertEquals(Set.of("", "f=abcdef"), now());
    disk.create("f");
    assertEquals(Set.of("", "f=abcdef", "f="), now());
    disk.syncDirectory();
    assertEquals(Set.of("f="), now());
  }

  @Test
  void aTruncationIsKeptOrLostByItself() throws IOException {
    DiskFile file = disk.open("f");
    file.truncate(2);
    assertEquals(Set.of("f=abcdef", "f=ab"), now());
    file.write(bytes("X"), 2);
    assertTrue(now().containsAll(Set.of("f=abX", "f=ab\0")));
    assertEquals(Set.of("f=abcdef", "f=abXdef", "f=ab"), now("(?!f=ab.$)"));
  }

  @Test
  void namesAndBytesAreLostApart() throws IOException {
    disk.create("new").write(bytes("N"), 0);
    disk.open("f").write(bytes("X"), 0);
    assertEquals(Set.of("f=abcdef new="), now(CrashKind.NAMES_ONLY));
    assertEquals(Set.of("f=Xbcdef"), now(CrashKind.DATA_ONLY));
  }

  @Test
  void aFileGrowsByZeros() throws IOException {
    DiskFile file = disk.open("f");
    file.write(bytes("12"), 6);
    file.write(bytes("34"), 8);
    assertEquals(Set.of("f=abcdef\0\0\0\0", "f=abcdef12\0\0"), now(CrashKind.ZEROS));
    // A later write was kept, and the length with it.
    assertTrue(now(CrashKind.DROP_ONE).contains("f=abcdef\0\00034"));
  }

  @Test
  void aFileGrowsByStaleBytes() throws IOException {
    DiskFile old = disk.create("old");
    old.write(bytes("0123456789"), 0);
    disk.delete("old");
    disk.syncDirectory();
    disk.open("f").write(bytes("xyz"), 6);
    Set<String> stale = now(CrashKind.STALE);
    assertTrue(stale.contains("f=abcdef678"), "as the removed file had it");
    assertFalse(stale.contains("f=abcdefxyz"));
    assertTrue(stale.size() > 10, "or garbage");
    assertTrue(stale.stream().allMatch(s -> s.startsWith("f=abcdef") && s.length() == 11));
  }

  @Test
  void whatWasThereBeforeIsNotStale() throws IOException {
    disk.open("f").write(bytes("XYZ"), 4);
    assertTrue(now(CrashKind.STALE).stream().allMatch(s -> s.startsWith("f=abcdef")));
    assertEquals(Set.of("f=abcdef\0"), now(CrashKind.ZEROS));
  }

  @Test
  void aWriteIsTornBetweenItsSectors() throws IOException {
    for (CrashKind kind : List.of(CrashKind.TORN_512, CrashKind.TORN_4096)) {
      int sector = kind.sectorSize;
      RecordingDisk disk = RecordingDisk.of(Map.of("f", filled(4 * sector, 'o')));
      // In the middle of the first sector, to the middle of the last.
      byte[] written = filled(3 * sector, 'n');
      disk.open("f").write(ByteBuffer.wrap(written), sector / 2);
      CrashStates states = CrashStates.of(disk);
      Set<String> patterns =
          states
              .all(1, 300)
              .filter(state -> state.kind() == kind)
              .map(state -> sectors(state.reboot().files().get("f"), sector))
              .collect(Collectors.toSet());
      assertEquals(14, patterns.size(), "each way to lose some of four sectors: " + patterns);
      assertFalse(patterns.contains("nnnn") || patterns.contains("oooo"));
    }
  }

  @Test
  void aWriteWithinASectorIsNotTorn() throws IOException {
    disk.open("f").write(ByteBuffer.wrap(filled(500, 'n')), 6);
    assertEquals(Set.of(), now(CrashKind.TORN_512));
    disk.open("f").write(ByteBuffer.wrap(filled(500, 'n')), 506);
    assertFalse(now(CrashKind.TORN_512).isEmpty());
    assertEquals(Set.of(), now(CrashKind.TORN_4096));
  }

  @Test
  void aFailedForceLosesForGoodWhatLaterOnesSayIsThere() throws IOException {
    DiskFile file = disk.open("f");
    file.write(bytes("12"), 6);
    Forgetful.forget(file);
    file.write(bytes("34"), 8);
    file.force();
    assertArrayEquals("abcdef1234".getBytes(ISO_8859_1), disk.files().get("f"));
    assertTrue(now().containsAll(Set.of("f=abcdef\0\00034", "f=abcdef1234")));
    assertEquals(Set.of(), now("(?!f=abcdef..34$)"));
  }

  @Test
  void aFailedSyncOfTheDirectoryDoesSoToo() throws IOException {
    disk.create("new");
    Forgetful.forget(disk);
    disk.create("newer");
    disk.syncDirectory();
    assertEquals(Set.of("f=abcdef newer=", "f=abcdef new= newer="), now());
  }

  @Test
  void eachCutShowsWhatWasDoneByThen() throws IOException {
    DiskFile file = disk.open("f");
    for (int i = 0; i < 6; i++) {
      file.write(bytes(String.valueOf(i)), i);
      file.force();
    }
    CrashStates states = CrashStates.of(disk);
    for (int cut = 0; cut <= states.operations(); cut++) {
      String forced = "f=" + "012345".substring(0, cut / 2) + "abcdef".substring(cut / 2);
      assertTrue(texts(states, cut).contains(forced), "cut " + cut);
      assertEquals(cut % 2 + 1, texts(states, cut).size(), "cut " + cut);
    }
  }

  /** A crash inside the recovery from a crash: what the first one left is safe by now. */
  @Test
  void aRebootedDiskCrashesAgain() throws IOException {
    disk.open("f").write(bytes("XY"), 1);
    RecordingDisk rebooted = CrashStates.of(disk).state(1, CrashKind.EVERYTHING, -1, 0).reboot();
    assertEquals(0, rebooted.position());
    rebooted.open("f").truncate(3);
    assertEquals(Set.of("f=aXYdef", "f=aXY"), texts(CrashStates.of(rebooted), 1));
  }

  private Set<String> now() {
    return texts(CrashStates.of(disk), disk.position());
  }

  /** Those that a pattern finds. */
  private Set<String> now(String regex) {
    Pattern pattern = Pattern.compile("^" + regex, Pattern.DOTALL);
    return now().stream().filter(pattern.asPredicate()).collect(Collectors.toSet());
  }

  private Set<String> now(CrashKind kind) {
    return CrashStates.of(disk)
        .all(disk.position(), VARIANTS)
        .filter(state -> state.kind() == kind)
        .map(state -> text(state.reboot()))
        .collect(Collectors.toSet());
  }

  /** Of all states but those with stale bytes, which are as many as there is garbage. */
  private static Set<String> texts(CrashStates states, int cut) {
    return states
        .all(cut, VARIANTS)
        .filter(state -> state.kind() != CrashKind.STALE)
        .map(state -> text(state.reboot()))
        .collect(Collectors.toSet());
  }

  static String text(RecordingDisk disk) {
    SortedMap<String, String> texts = new TreeMap<>();
    disk.files().forEach((name, bytes) -> texts.put(name, new String(bytes, ISO_8859_1)));
    return texts.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String sectors(byte[] bytes, int sectorSize) {
    return IntStream.range(0, 4)
        .mapToObj(i -> Arrays.copyOfRange(bytes, i * sectorSize, (i + 1) * sectorSize))
        .map(sector -> new String(sector, ISO_8859_1).contains("n") ? "n" : "o")
        .collect(Collectors.joining());
  }

  private static byte[] filled(int length, char content) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) content);
    return bytes;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
