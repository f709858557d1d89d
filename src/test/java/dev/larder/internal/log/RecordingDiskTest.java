package dev.larder.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingDiskTest {
  private final RecordingDisk disk = new RecordingDisk();

  @Test
  void theTraceSaysWhatWasDone() throws IOException {
    DiskFile file = disk.create("a");
    file.write(bytes("hello"), 0);
    file.write(bytes(""), 5);
    file.truncate(9);
    file.truncate(3);
    file.force();
    disk.rename("a", "b");
    disk.rename("b", "b");
    file.write(bytes("p"), 3);
    disk.delete("b");
    disk.syncDirectory();
    assertEquals(
        List.of(
            "create a",
            "write 5 to a at 0",
            "truncate a to 3",
            "force a",
            "rename a to b",
            "write 1 to a at 3",
            "delete b",
            "sync directory"),
        disk.trace().stream().map(Object::toString).toList());
    assertEquals(8, disk.position());
  }

  @Test
  void itComplainsAsAChannelDoes() throws IOException {
    DiskFile file = disk.create("a");
    assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
    assertThrows(NoSuchFileException.class, () -> disk.open("b"));
    assertThrows(NoSuchFileException.class, () -> disk.read("b"));
    assertThrows(NoSuchFileException.class, () -> disk.delete("b"));
    assertThrows(NoSuchFileException.class, () -> disk.rename("b", "a"));
    DiskFile reader = disk.read("a");
    assertThrows(NonWritableChannelException.class, () -> reader.write(bytes("x"), 0));
    assertThrows(NonWritableChannelException.class, () -> reader.truncate(0));
    file.close();
    assertThrows(ClosedChannelException.class, () -> file.write(bytes("x"), 0));
    assertThrows(ClosedChannelException.class, file::force);
    assertEquals(1, disk.position());
  }

  @Test
  void oneHasTheLock() throws IOException {
    Closeable lock = disk.lock("LOCK");
    assertThrows(DirectoryInUseException.class, () -> disk.lock("LOCK"));
    lock.close();
    disk.lock("LOCK").close();
    assertEquals(List.of("LOCK"), disk.list());
  }

  @Test
  void itDoesNotChangeWhatItWasGiven() throws IOException {
    byte[] given = {1, 2, 3};
    RecordingDisk disk = RecordingDisk.of(Map.of("a", given));
    disk.open("a").write(ByteBuffer.wrap(new byte[] {9}), 0);
    assertArrayEquals(new byte[] {1, 2, 3}, given);
    assertArrayEquals(new byte[] {9, 2, 3}, disk.files().get("a"));
    RecordingDisk before = CrashStates.of(disk).state(1, CrashKind.NOTHING, -1, 0).reboot();
    assertArrayEquals(given, before.files().get("a"));
  }

  @Test
  void afterAKillAllIsThereAndMayYetBeLost() throws IOException {
    disk.create("a").write(bytes("hello"), 0);
    disk.syncDirectory();
    RecordingDisk killed = CrashStates.of(disk).killed(disk.position());
    assertArrayEquals("hello".getBytes(UTF_8), killed.files().get("a"));
    CrashStates later = CrashStates.of(killed);
    RecordingDisk crashed = later.state(later.operations(), CrashKind.NOTHING, -1, 0).reboot();
    assertArrayEquals(new byte[0], crashed.files().get("a"));
    // Unless whoever read it has synced it first.
    killed.read("a").force();
    later = CrashStates.of(killed);
    crashed = later.state(later.operations(), CrashKind.NOTHING, -1, 0).reboot();
    assertArrayEquals("hello".getBytes(UTF_8), crashed.files().get("a"));
  }

  /** The model of files is only as good as it is like the real ones. */
  @Test
  void itAnswersAsARealDirectory(@TempDir Path directory) throws IOException {
    for (long seed = 0; seed < 30; seed++) {
      Path real = Files.createDirectory(directory.resolve("run" + seed));
      compare(new SplittableRandom(seed), new FileDisk(real), new RecordingDisk(), "seed " + seed);
    }
  }

  private static void compare(SplittableRandom random, Disk real, Disk model, String seed)
      throws IOException {
    for (int step = 0; step < 100; step++) {
      String context = seed + ", step " + step;
      int operation = random.nextInt(8);
      String name = String.valueOf((char) ('a' + random.nextInt(3)));
      String other = String.valueOf((char) ('a' + random.nextInt(3)));
      int place = random.nextInt(5000);
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      String expected = step(real, operation, name, other, place, bytes);
      assertEquals(expected, step(model, operation, name, other, place, bytes), context);
      assertEquals(new HashSet<>(real.list()), new HashSet<>(model.list()), context);
    }
  }

  private static String step(
      Disk disk, int operation, String name, String other, int place, byte[] bytes) {
    try {
      return switch (operation) {
        case 0 -> create(disk, name);
        case 1 -> rename(disk, name, other);
        case 2 -> delete(disk, name);
        default -> inFile(disk, operation, name, place, bytes);
      };
    } catch (IOException e) {
      return e.getClass().getName();
    }
  }

  private static String create(Disk disk, String name) throws IOException {
    disk.create(name).close();
    return "created";
  }

  private static String rename(Disk disk, String name, String other) throws IOException {
    disk.rename(name, other);
    return "renamed";
  }

  private static String delete(Disk disk, String name) throws IOException {
    disk.delete(name);
    return "deleted";
  }

  private static String inFile(Disk disk, int operation, String name, int place, byte[] bytes)
      throws IOException {
    try (DiskFile file = disk.open(name)) {
      if (operation == 3) {
        file.truncate(place);
        file.force();
      } else if (operation == 4) {
        ByteBuffer target = ByteBuffer.allocate(1000);
        return file.read(target, place) + " read: " + target.flip().hashCode();
      } else {
        return file.write(ByteBuffer.wrap(bytes), place) + " written";
      }
      return "size " + file.size();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
